using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Problems;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Queues;

/// <summary>The header of a queue file, and its way into a queue and back.</summary>
internal static class QueueHeader
{
    // Written by Pychron or by its ancestors; without a meaning here.
    private static readonly ImmutableHashSet<string> IgnoredKeys = ["actions", "use_default_conditions", "default_conditions_name"];

    public static (ExperimentQueue Queue, ImmutableArray<Problem> Problems) Read(QueueText file, ExperimentQueue unread)
    {
        var (documents, problem) = YamlText.Load(file.Header, unread.Path, "the header");
        if (problem is not null)
            return (unread, [problem with { Message = problem.Message + "; expected \"key: value\", a value with \": \" or \" #\" in quotes" }]);

        return documents switch
        {
            [] or [{ RootNode: YamlScalarNode { Value: "" or null } }] =>
                (unread, [new Problem(unread.Path, file.HeaderStart, 0, "the header is empty; expected \"key: value\" lines", ProblemSeverity.Warning)]),
            [{ RootNode: YamlMappingNode root }] => Read(root, unread),
            [var other, ..] =>
                (unread, [new Problem(unread.Path, (int)other.RootNode.Start.Line, (int)other.RootNode.Start.Column, "the header is not one list of \"key: value\" lines")]),
        };
    }

    public static string Write(ExperimentQueue queue)
    {
        var spectrometer = queue.MassSpectrometer is ExperimentQueue.NoSpectrometer or "---------" ? "" : queue.MassSpectrometer;
        var lines = new List<string>
        {
            "",
            Line("username", queue.Username),
            Line("use_email", queue.UseEmail),
            Line("email", queue.Email),
            Line("use_group_email", queue.UseGroupEmail),
            $"date: {HeaderScalar.WriteDate(queue.Date)}",
            Line("queue_conditionals_name", queue.QueueConditionalsName),
            Line("mass_spectrometer", spectrometer),
            Line("delay_before_analyses", queue.DelayBeforeAnalyses),
            Line("delay_between_analyses", queue.DelayBetweenAnalyses),
            Line("delay_after_blank", queue.DelayAfterBlank),
            Line("delay_after_air", queue.DelayAfterAir),
            Line("delay_after_conditional", queue.DelayAfterConditional),
            Line("extract_device", queue.ExtractDevice),
            Line("default_lighting", queue.DefaultLighting),
            Line("tray", queue.Tray),
            Line("load", queue.LoadName),
            Line("note", queue.Note),
        };
        // Pychron reads these two and never writes them; they are written where they say something.
        if (queue.RepositoryIdentifier.Length > 0)
            lines.Add(Line("repository_identifier", queue.RepositoryIdentifier));
        if (queue.AutoSaveDetectorIc)
            lines.Add(Line("auto_save_detector_ic", queue.AutoSaveDetectorIc));
        // Of LabActors only.
        if (queue.StartAt is { } start)
            lines.Add(Line("start_at", LabInstant.Write(start)));
        if (queue.StopAt is { } stop)
            lines.Add(Line("stop_at", LabInstant.Write(stop)));
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>A header with other values: written, the values put in, and read again.</summary>
    public static (ExperimentQueue? Header, ImmutableArray<Problem> Problems) Change(ExperimentQueue queue, IReadOnlyDictionary<string, string> values)
    {
        var lines = Write(queue with { RepositoryIdentifier = "-", AutoSaveDetectorIc = true, StartAt = DateTimeOffset.UnixEpoch, StopAt = DateTimeOffset.UnixEpoch }).Split('\n').ToImmutableArray();
        ImmutableArray<Problem> unknown =
        [
            .. values.Keys.Where(key => !lines.Any(line => line.StartsWith($"{key}:", StringComparison.Ordinal)))
                .Select(key => new Problem(queue.Path, 0, 0, "is not a key of a queue's header", Field: key)),
        ];
        if (!unknown.IsEmpty)
            return (null, unknown);

        lines = [.. Write(queue).Split('\n').Where(line => !values.Keys.Any(key => line.StartsWith($"{key}:", StringComparison.Ordinal)))];
        lines = lines.AddRange(values.Select(value => Line(value.Key, value.Value)));
        var (read, problems) = Read(new QueueText(lines, 1, lines.Length + 1), new ExperimentQueue { Path = queue.Path, Name = queue.Name });
        return (problems.Any(problem => problem.IsError) ? null : read, [.. problems.Select(problem => problem with { Line = 0, Column = 0 })]);
    }

    private static (ExperimentQueue, ImmutableArray<Problem>) Read(YamlMappingNode root, ExperimentQueue unread)
    {
        var header = new HeaderMapping(root, unread.Path);
        var queue = unread with
        {
            Username = header.Text("username"),
            UseEmail = header.Flag("use_email"),
            Email = header.Text("email"),
            UseGroupEmail = header.Flag("use_group_email"),
            Date = header.Text("date"),
            QueueConditionalsName = header.Text("queue_conditionals_name"),
            MassSpectrometer = header.Text("mass_spectrometer", ExperimentQueue.NoSpectrometer),
            DelayBeforeAnalyses = header.Whole("delay_before_analyses", absent: 1),
            DelayBetweenAnalyses = header.Whole("delay_between_analyses", absent: 1),
            DelayAfterBlank = header.Whole("delay_after_blank", absent: 1),
            DelayAfterAir = header.Whole("delay_after_air", absent: 1),
            DelayAfterConditional = header.Text("delay_after_conditional"),
            ExtractDevice = header.Text("extract_device", ExperimentQueue.NoExtractDevice),
            DefaultLighting = header.Whole("default_lighting", absent: 0),
            Tray = header.Text("tray"),
            LoadName = header.Text("load"),
            Note = header.Text("note"),
            RepositoryIdentifier = RepositoryIdentifiers.Normalize(header.Text("repository_identifier")),
            AutoSaveDetectorIc = header.Flag("auto_save_detector_ic"),
            StartAt = header.Instant("start_at"),
            StopAt = header.Instant("stop_at"),
        };
        return (queue, header.ProblemsWithUnknownKeys(IgnoredKeys));
    }

    private static string Line(string key, string value) => $"{key}: {HeaderScalar.Write(value)}";

    private static string Line(string key, bool value) => $"{key}: {(value ? "True" : "False")}";

    private static string Line(string key, int value) => $"{key}: {value}";
}
