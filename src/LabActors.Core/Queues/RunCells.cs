using LabActors.Core.Identifiers;
using LabActors.Core.Runs;

namespace LabActors.Core.Queues;

/// <summary>The cells of a run as they are written.</summary>
internal static class RunCells
{
    private const string NullText = "---";

    // Numbers this small are written as nothing, as Pychron does: they are zeros with rounding.
    private const double SmallestNumber = 1e-15;

    public static string Of(RunSpec run, QueueColumn column) => column.Name switch
    {
        "labnumber" => Encode(run.IsStepHeat ? RunIds.Make(run.Labnumber, run.UserDefinedAliquot) : run.Labnumber),
        "sample" => Text(run.Sample.Length > 0 ? run.Sample : run.SampleAsWritten),
        "position" => Text(run.Position),
        "e_value" => Number(run.ExtractValue),
        "e_units" => Text(run.ExtractUnits),
        "duration" => Number(run.Duration),
        "cleanup" => Number(run.Cleanup),
        "pre_cleanup" => Number(run.PreCleanup),
        "post_cleanup" => Number(run.PostCleanup),
        "cryo_temperature" => Number(run.CryoTemperature),
        "overlap" => run.MinPumpTime != 0 ? $"{run.Overlap},{run.MinPumpTime}" : Whole(run.Overlap),
        "beam_diam" => Text(run.BeamDiameter),
        "pattern" => Text(run.Pattern),
        "light_value" => Number(run.LightValue),
        "extraction" => Script(run.ExtractionScript),
        "ramp" => Number(run.RampDuration),
        "t_o" => Number(run.CollectionTimeZeroOffset),
        "measurement" => Script(run.MeasurementScript),
        "conditionals" => Text(run.Conditionals),
        "syn_extraction" => Script(run.SynExtractionScript),
        "use_cdd_warming" => Flag(run.UseCddWarming),
        "post_meas" => Script(run.PostMeasurementScript),
        "post_eq" => Script(run.PostEquilibrationScript),
        "s_opt" => Text(run.ScriptOptions),
        "dis_btw_pos" => Flag(run.DisableBetweenPositions),
        "weight" => Number(run.Weight),
        "comment" => Text(run.Comment),
        "autocenter" => Flag(run.Autocenter),
        "frequency_group" => Whole(run.FrequencyGroup),
        "repository_identifier" => Text(run.RepositoryIdentifier),
        "delay_after" => Number(run.DelayAfter),
        "reprate" => Text(run.Reprate),
        "mask" => Text(run.Mask),
        "attenuator" => Text(run.Attenuator),
        "image" => Text(run.Image),
        "end_after" => Flag(run.EndAfter),
        "ramp_rate" => Number(run.RampRate),
        var name => throw new ArgumentOutOfRangeException(nameof(column), name, "has no cell of a run"),
    };

    /// <summary>
    /// A text as one cell: tabs and line ends, which would shift the columns, are written as their visible symbols
    /// (␉ ␊ ␍) and come back from them by <see cref="Decode"/>.
    /// </summary>
    public static string Encode(string text) => text.Replace('\t', '\u2409').Replace('\n', '\u240A').Replace('\r', '\u240D');

    /// <summary>The text of a cell.</summary>
    public static string Decode(string cell) => cell.Replace('\u2409', '\t').Replace('\u240A', '\n').Replace('\u240D', '\r');

    private static string Text(string text) => text == NullText ? "" : Encode(text);

    private static string Script(string name) => Text(ScriptNames.WithoutExtension(name));

    private static string Number(double value) => Math.Abs(value) <= SmallestNumber ? "" : PythonText.Repr(value);

    private static string Whole(int value) => value == 0 ? "" : value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "True" : "";
}
