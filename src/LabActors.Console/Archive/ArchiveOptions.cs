using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LabActors.Actors.Results;
using LabActors.Console.Commands;
using LabActors.Core.Problems;
using LabActors.Core.Runs;
using LabActors.Node;
using LabActors.Node.Archive;

namespace LabActors.Console.Archive;

/// <summary>The options of the commands that look at runs of data folders: which folders, which runs.</summary>
internal sealed class ArchiveOptions(DemoFolder? demo)
{
    public Option<string[]> Data { get; } = new("--data")
    {
        Description = "Data folder; may be given several times. The newest under data/ when left out.",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    };

    public Option<string?> Lab { get; } = new("--lab")
    {
        Description = "Folder of the laboratory, whose node.conf says where journal and results are if not in the data folder.",
        HelpName = "DIR",
    };

    public Option<string?> Queue { get; } = new("--queue") { Description = "Only runs of this queue: its name, or the beginning of its id.", HelpName = "QUEUE" };

    public Option<string?> Type { get; } = new("--type") { Description = "Only runs of this analysis type (unknown, blank, blank_air, air ...).", HelpName = "TYPE" };

    public Option<string?> State { get; } = new("--state")
    {
        Description = "Only runs in this state (success, truncated, failed, canceled, aborted, interrupted).",
        HelpName = "STATE",
        Validators = { RefuseUnknownState },
    };

    public Option<DateTimeOffset?> Since { get; } = new("--since")
    {
        Description = "Only runs that began on this day or later (2026-03-02, or 2026-03-02T17:05 in laboratory time, UTC).",
        HelpName = "DATE",
        CustomParser = ParseInstant,
    };

    public Option<string?> Sample { get; } = new("--sample") { Description = "Only runs of this sample or identifier.", HelpName = "NAME" };

    public Option<bool> Json { get; } = new("--json") { Description = "JSON on standard output and nothing else." };

    /// <summary>Which runs are asked for.</summary>
    public RunFilter Filter(ParseResult parsed) =>
        new(parsed.GetValue(Queue), parsed.GetValue(Type), parsed.GetValue(State), parsed.GetValue(Since), parsed.GetValue(Sample));

    /// <summary>
    /// Opens the folders, brings their results up to their journals and lists their runs in the order in which they began; null when something is
    /// wrong, which has then been told.
    /// </summary>
    public IReadOnlyList<ArchivedRun>? Open(ParseResult parsed, TextWriter error)
    {
        var problems = new List<Problem>();
        var archives = Archives(parsed, error, problems);
        var runs = archives.SelectMany(archive => Runs(archive, problems)).OrderBy(run => run.Summary.StartedAt).ThenBy(run => run.Summary.RunUuid, StringComparer.Ordinal).ToArray();
        foreach (var problem in problems)
            error.WriteLine(problem.ToString());
        return problems.Any(problem => problem.IsError) ? null : runs;
    }

    /// <summary>Opens the folders; what is wrong is added to the problems.</summary>
    public ImmutableArray<DataArchive> Archives(ParseResult parsed, TextWriter error, ICollection<Problem> problems)
    {
        var node = parsed.GetValue(Lab) is { } lab ? NodeFile.Read(lab, problems) : NodeFile.None;
        string[] folders = parsed.GetValue(Data) is { Length: > 0 } given ? given : Newest(error, problems);
        return [.. folders.Select(folder => DataArchive.Open(folder, node, problems)).OfType<DataArchive>()];
    }

    /// <summary>The folder that was written last; that it was chosen is told.</summary>
    public string[] Newest(TextWriter error, ICollection<Problem> problems)
    {
        var root = DemoFolder.Data(demo);
        var newest = Directory.Exists(root)
            ? new DirectoryInfo(root).EnumerateDirectories().Select(folder => new FileInfo(Path.Combine(folder.FullName, "journal.db"))).Where(file => file.Exists).MaxBy(LastWritten)
            : null;
        if (newest is null)
        {
            problems.Add(new Problem(root, 0, 0, "nothing has been run here yet: ./lab demo, or --data with a folder was expected", Field: "--data"));
            return [];
        }

        error.WriteLine($"newest data folder: {newest.DirectoryName}");
        return [newest.DirectoryName!];
    }

    /// <summary>A journal's last writes are in its write-ahead file.</summary>
    private static DateTime LastWritten(FileInfo journal) =>
        new[] { journal.FullName, journal.FullName + "-wal" }.Where(File.Exists).Max(File.GetLastWriteTimeUtc);

    private static IEnumerable<ArchivedRun> Runs(DataArchive archive, ICollection<Problem> problems)
    {
        try
        {
            foreach (var (run, reason) in archive.CatchUp())
                problems.Add(new Problem(archive.Folder, 0, 0, $"run {run} is in the journal and cannot be read into the results: {reason}", Severity: ProblemSeverity.Warning));
            return [.. archive.Results.Summaries().Select(summary => new ArchivedRun(archive, summary))];
        }
        catch (Exception exception)
        {
            problems.Add(new Problem(archive.Folder, 0, 0, $"the results cannot be read: {ResultsProjection.Reason(exception)}"));
            return [];
        }
    }

    private static void RefuseUnknownState(OptionResult result)
    {
        if (result.Tokens is [{ Value: var state }] && !RunStates.TryParse(state, out _))
            result.AddError($"--state: found '{state}', expected {string.Join(", ", Enum.GetValues<RunState>().Where(known => known.IsFinal()).Select(known => known.Text()))}");
    }

    /// <summary>A day, or an instant of laboratory time, UTC.</summary>
    public static DateTimeOffset? ParseInstant(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant;
        result.AddError($"--since: found '{text}', expected a day such as 2026-03-02");
        return null;
    }
}
