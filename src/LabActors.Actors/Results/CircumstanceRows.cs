using System.Buffers.Binary;
using System.Text.Json;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>The rows of what a run's extraction did and of the circumstances that it was measured under.</summary>
internal static class CircumstanceRows
{
    private const int SampleSize = 16;

    public static List<EnvironmentRow> Environment(RunRecord run) =>
    [
        .. run.Circumstances.Environment.SelectMany(read => read.Readings.Select(reading => (read.When, Reading: reading))).Select((read, ordinal) => new EnvironmentRow
        {
            Uuid = run.RunUuid,
            Ordinal = ordinal,
            When = read.When,
            Name = read.Reading.Name,
            Kind = read.Reading.Kind,
            Device = read.Reading.Device,
            Title = read.Reading.Title,
            Value = read.Reading.Value,
            Units = read.Reading.Units,
            Quality = read.Reading.Quality,
            ReadAt = read.Reading.ReadAt,
            Simulated = read.Reading.Simulated,
        }),
    ];

    public static List<SettingsRow> Settings(RunRecord run) =>
    [
        .. run.Circumstances.SpectrometerSettings.Select((read, ordinal) => new SettingsRow
        {
            Uuid = run.RunUuid,
            Ordinal = ordinal,
            When = read.When,
            At = read.At,
            Sha1 = read.Sha1,
            Settings = read.Settings is { } settings ? Json(settings) : "{}",
            Simulated = read.Simulated,
        }),
    ];

    public static List<PositionRow> Positions(RunRecord run) =>
    [
        .. run.Extraction.Positions.Select((reached, ordinal) => new PositionRow
        {
            Uuid = run.RunUuid,
            Ordinal = ordinal,
            At = reached.At,
            Position = reached.Position,
            X = reached.X,
            Y = reached.Y,
            Z = reached.Z,
            IsDegas = reached.IsDegas,
            Simulated = reached.Simulated,
        }),
    ];

    public static List<ShotRow> Shots(RunRecord run) =>
    [
        .. run.Extraction.Shots.Select((shot, ordinal) => new ShotRow
        {
            Uuid = run.RunUuid,
            Ordinal = ordinal,
            At = shot.At,
            Pipette = shot.Pipette,
            Count = shot.Count,
            Blank = shot.Blank,
            Simulated = shot.Simulated,
        }),
    ];

    public static List<MediaRow> Media(RunRecord run) =>
    [
        .. run.Extraction.Media.Select((media, ordinal) => new MediaRow
        {
            Uuid = run.RunUuid,
            Ordinal = ordinal,
            At = media.At,
            Kind = media.Kind,
            Name = media.Name,
            File = media.File,
            Reason = media.Reason,
        }),
    ];

    public static List<GapRow> Gaps(RunRecord run) =>
    [
        .. run.Circumstances.Gaps.Select((gap, ordinal) => new GapRow
        {
            Uuid = run.RunUuid,
            Ordinal = ordinal,
            At = gap.At,
            Device = gap.Device,
            Command = gap.Command,
            Reason = gap.Reason,
            EndedAfterSeconds = gap.EndedAfterSeconds,
        }),
    ];

    public static List<TraceRow> Traces(RunRecord run)
    {
        var extraction = run.Extraction;
        IEnumerable<(string Kind, string Name, string Units, IEnumerable<(DateTimeOffset At, double? Value)> Samples)> traces =
        [
            .. extraction.Outputs.GroupBy(output => output.Units).Select(group => ("requested", "", group.Key, group.Select(output => (output.At, (double?)output.Value)))),
            .. extraction.Response.GroupBy(sample => sample.Units).Select(group => ("output", "", group.Key, group.Select(sample => (sample.At, sample.Output)))),
            ("temperature", "", "C", extraction.Response.Select(sample => (sample.At, sample.TemperatureCelsius))),
            .. extraction.CryoTemperatures.GroupBy(sample => sample.Cryostat).Select(group => ("cryo", group.Key, "K", group.Select(sample => (sample.At, sample.Kelvin)))),
        ];
        return
        [
            .. traces.Select(trace => (trace.Kind, trace.Name, trace.Units, Points: Pack(run.StartedAt, trace.Samples)))
                .Where(trace => trace.Points.Length > 0)
                .Select((trace, ordinal) => new TraceRow { Uuid = run.RunUuid, Ordinal = ordinal, Kind = trace.Kind, Name = trace.Name, Units = trace.Units, Points = trace.Points }),
        ];
    }

    /// <summary>Samples that have a value, 16 bytes each.</summary>
    private static byte[] Pack(DateTimeOffset start, IEnumerable<(DateTimeOffset At, double? Value)> samples)
    {
        var known = samples.Where(sample => sample.Value is not null).ToArray();
        var bytes = new byte[known.Length * SampleSize];
        for (var i = 0; i < known.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * SampleSize), (known[i].At - start).TotalSeconds);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan((i * SampleSize) + 8), known[i].Value!.Value);
        }

        return bytes;
    }

    private static string Json(SpectrometerSettings settings) => JsonSerializer.Serialize(new SortedDictionary<string, object?>(StringComparer.Ordinal)
    {
        ["deflections"] = Sorted(settings.Deflections),
        ["gains"] = Sorted(settings.Gains),
        ["integration_s"] = settings.IntegrationSeconds,
        ["magnet_dac"] = settings.MagnetDac,
        ["source"] = Sorted(settings.Source),
        ["unread"] = Sorted(settings.Unread),
    });

    private static SortedDictionary<string, T> Sorted<T>(IEnumerable<KeyValuePair<string, T>> values) => new(values.ToDictionary(), StringComparer.Ordinal);
}
