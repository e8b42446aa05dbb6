using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LabActors.Console.Archive;
using LabActors.Console.Commands;
using LabActors.Core.Problems;
using LabActors.Node;
using LabActors.Node.Archive;

namespace LabActors.Console.Replay;

/// <summary>The options of the commands that look into a journal: which one, as of when.</summary>
internal sealed class JournalOptions(DemoFolder? demo)
{
    public Argument<string?> Folder { get; } = new("DATA")
    {
        Description = "Data folder; the newest under data/ when left out.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string?> Data { get; } = new("--data") { Description = "Data folder; the newest under data/ when left out.", HelpName = "DIR" };

    public Option<string?> Lab { get; } = new("--lab")
    {
        Description = "Folder of the laboratory: its lab.yaml, and its node.conf, which says where the journal is if not in the data folder.",
        HelpName = "DIR",
    };

    public Option<AskedTime?> At { get; } = new("--at")
    {
        Description = "As of this laboratory time (2026-03-02T17:05:30, or 17:05:30 of the journal's first day); the end of the journal when left out.",
        HelpName = "TIME",
        CustomParser = ParseTime,
    };

    public Option<long?> Event { get; } = new("--event")
    {
        Description = "As of the journal's event with this number, that event included.",
        HelpName = "N",
        CustomParser = ParseNumber,
    };

    public Option<bool> Json { get; } = new("--json") { Description = "JSON on standard output and nothing else." };

    /// <summary>Where the laboratory's definition is.</summary>
    public string LabFolder(ParseResult parsed) => parsed.GetValue(Lab) ?? demo?.Lab ?? "";

    /// <summary>Opens the journal; null when something is wrong, which has then been told.</summary>
    public JournalArchive? Open(ParseResult parsed, string? folder, TextWriter error)
    {
        var problems = new List<Problem>();
        var node = parsed.GetValue(Lab) is { } lab ? NodeFile.Read(lab, problems) : NodeFile.None;
        var given = folder ?? new ArchiveOptions(demo).Newest(error, problems).FirstOrDefault();
        var archive = given is null ? null : JournalArchive.Open(given, node, problems);
        foreach (var problem in problems)
            error.WriteLine(problem.ToString());
        return problems.Any(problem => problem.IsError) ? null : archive;
    }

    private static AskedTime? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        var time = AskedTime.Parse(text);
        if (time is null)
            result.AddError($"--at: found '{text}', expected {AskedTime.Expected}");
        return time;
    }

    private static long? ParseNumber(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        result.AddError($"--event: found '{text}', expected the number of an event, from 1");
        return null;
    }
}
