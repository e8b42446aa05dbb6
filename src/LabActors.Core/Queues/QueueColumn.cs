using System.Collections.Immutable;

namespace LabActors.Core.Queues;

/// <summary>One column of the run table: the name that it is written by and all names that it is read by.</summary>
/// <param name="Name">As written.</param>
/// <param name="ReadAs">Names in order of preference: the first of them with a text in its cell is taken.</param>
public sealed record QueueColumn(string Name, ImmutableArray<string> ReadAs)
{
    /// <summary>Identifier, with the aliquot of a step heating behind it.</summary>
    public static QueueColumn Labnumber { get; } = Of("labnumber");

    /// <summary>Sample name: for the reader of the file.</summary>
    public static QueueColumn Sample { get; } = Of("sample");

    /// <summary>Position expression.</summary>
    public static QueueColumn Position { get; } = Of("position");

    /// <summary>Extraction value.</summary>
    public static QueueColumn ExtractValue { get; } = Of("e_value", "extract_value", "e_value");

    /// <summary>Units of the extraction value.</summary>
    public static QueueColumn ExtractUnits { get; } = Of("e_units", "extract_units", "e_units");

    /// <summary>Heating time, s.</summary>
    public static QueueColumn Duration { get; } = Of("duration");

    /// <summary>Cleanup time, s.</summary>
    public static QueueColumn Cleanup { get; } = Of("cleanup");

    /// <summary>Cleanup time before, s.</summary>
    public static QueueColumn PreCleanup { get; } = Of("pre_cleanup");

    /// <summary>Cleanup time after, s.</summary>
    public static QueueColumn PostCleanup { get; } = Of("post_cleanup");

    /// <summary>Cold finger, K.</summary>
    public static QueueColumn CryoTemperature { get; } = Of("cryo_temperature");

    /// <summary>Overlap and least pump time, s: <c>10</c> or <c>10,60</c>.</summary>
    public static QueueColumn Overlap { get; } = Of("overlap");

    /// <summary>Beam diameter, mm.</summary>
    public static QueueColumn BeamDiameter { get; } = Of("beam_diam", "beam_diameter", "beam_diam");

    /// <summary>Pattern.</summary>
    public static QueueColumn Pattern { get; } = Of("pattern");

    /// <summary>Illumination, %.</summary>
    public static QueueColumn LightValue { get; } = Of("light_value");

    /// <summary>Extraction script.</summary>
    public static QueueColumn Extraction { get; } = Of("extraction");

    /// <summary>Ramp time, s.</summary>
    public static QueueColumn RampDuration { get; } = Of("ramp", "ramp_duration", "ramp");

    /// <summary>Shift of time zero, s.</summary>
    public static QueueColumn TimeZeroOffset { get; } = Of("t_o", "collection_time_zero_offset", "t_o");

    /// <summary>Measurement script.</summary>
    public static QueueColumn Measurement { get; } = Of("measurement");

    /// <summary>Conditionals; <c>truncate</c> until 2014.</summary>
    public static QueueColumn Conditionals { get; } = Of("conditionals", "conditionals", "truncate");

    /// <summary>Synthetic extraction script.</summary>
    public static QueueColumn SynExtraction { get; } = Of("syn_extraction", "syn_extraction_script", "syn_extraction");

    /// <summary>Warm the CDD.</summary>
    public static QueueColumn UseCddWarming { get; } = Of("use_cdd_warming");

    /// <summary>Post-measurement script.</summary>
    public static QueueColumn PostMeasurement { get; } = Of("post_meas", "post_measurement", "post_meas");

    /// <summary>Post-equilibration script.</summary>
    public static QueueColumn PostEquilibration { get; } = Of("post_eq", "post_equilibration", "post_eq");

    /// <summary>Options of the scripts.</summary>
    public static QueueColumn ScriptOptions { get; } = Of("s_opt", "script_options", "s_opt");

    /// <summary>Device off between positions.</summary>
    public static QueueColumn DisableBetweenPositions { get; } = Of("dis_btw_pos", "disable_between_positions", "dis_btw_pos");

    /// <summary>Weight, mg.</summary>
    public static QueueColumn Weight { get; } = Of("weight");

    /// <summary>Remark.</summary>
    public static QueueColumn Comment { get; } = Of("comment");

    /// <summary>Center by camera.</summary>
    public static QueueColumn Autocenter { get; } = Of("autocenter");

    /// <summary>Batch of inserted references.</summary>
    public static QueueColumn FrequencyGroup { get; } = Of("frequency_group");

    /// <summary>Repository; <c>experiment_identifier</c> in 2016.</summary>
    public static QueueColumn Repository { get; } =
        Of("repository_identifier", "repository_identifier", "experiment_identifier");

    /// <summary>Delay after the run, s.</summary>
    public static QueueColumn DelayAfter { get; } = Of("delay_after");

    /// <summary>UV: repetition rate.</summary>
    public static QueueColumn Reprate { get; } = Of("reprate");

    /// <summary>UV: mask.</summary>
    public static QueueColumn Mask { get; } = Of("mask");

    /// <summary>UV: attenuator.</summary>
    public static QueueColumn Attenuator { get; } = Of("attenuator");

    /// <summary>UV: image.</summary>
    public static QueueColumn Image { get; } = Of("image");

    /// <summary>LabActors only: the queue stops after the run. Pychron ignores the column.</summary>
    public static QueueColumn EndAfter { get; } = Of("end_after");

    /// <summary>LabActors only: ramp rate. Pychron ignores the column.</summary>
    public static QueueColumn RampRate { get; } = Of("ramp_rate");

    /// <summary>The columns of every queue, in the order in which they are written.</summary>
    public static ImmutableArray<QueueColumn> Standard { get; } =
    [
        Labnumber, Sample, Position, ExtractValue, ExtractUnits, Duration, Cleanup, PreCleanup, PostCleanup,
        CryoTemperature, Overlap, BeamDiameter, Pattern, LightValue, Extraction, RampDuration, TimeZeroOffset,
        Measurement, Conditionals, SynExtraction, UseCddWarming, PostMeasurement, PostEquilibration, ScriptOptions,
        DisableBetweenPositions, Weight, Comment, Autocenter, FrequencyGroup, Repository, DelayAfter,
    ];

    /// <summary>The columns that queues of the UV laser have besides.</summary>
    public static ImmutableArray<QueueColumn> Uv { get; } = [Reprate, Mask, Attenuator, Image];

    /// <summary>Every column that is read.</summary>
    public static ImmutableArray<QueueColumn> All { get; } = [.. Standard, .. Uv, EndAfter, RampRate];

    /// <summary>Every name that a column may have. <c>e_group</c> (2013) is known and has no meaning any more.</summary>
    public static ImmutableHashSet<string> KnownNames { get; } =
    [
        .. All.SelectMany(column => column.ReadAs),
        "e_group",
    ];

    private static QueueColumn Of(string name, params string[] readAs) => new(name, readAs.Length == 0 ? [name] : [.. readAs]);
}
