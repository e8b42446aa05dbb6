using System.CommandLine;
using System.Runtime.Serialization;
using System.Text.Json;
using LabActors.Console.Archive;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Core.Replay.Invariants;
using LabActors.Node.Archive;

namespace LabActors.Console.Replay;

/// <summary>
/// <c>lab verify</c>: holds the merged journals of a laboratory's nodes against the rules that must hold whatever failed. Exit codes: 0 nothing is wrong; 1 something is, or a journal cannot be read.
/// </summary>
internal sealed class VerifyCommand(DemoFolder? demo, ConsoleStreams streams)
{
    private readonly JournalOptions options = new(demo);

    private readonly Argument<string[]> folders = new("DATA") { Description = "Data folders, one of each node; the newest under data/ when left out.", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("verify", "Check the journals of a laboratory's nodes together: leases, commands, runs, queues, aliquots.")
        {
            folders, options.Lab, options.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        string?[] named = parsed.GetValue(folders) is { Length: > 0 } given ? [.. given.DistinctBy(Path.GetFullPath, StringComparer.Ordinal)] : [null];
        var journals = named.Select(folder => options.Open(parsed, folder, streams.Error)).ToArray();
        if (journals.Any(journal => journal is null))
            return ExitCodes.Refused;
        LabVerification verification;
        List<Violation> violations;
        try
        {
            (verification, violations) = await JournalsTogether.VerifyAsync(journals!, stop);
        }
        catch (SerializationException unreadable)
        {
            await streams.Error.WriteLineAsync($"lab verify: {unreadable.Message}");
            return ExitCodes.Refused;
        }

        if (parsed.GetValue(options.Json))
        {
            await streams.Output.WriteLineAsync(Json(journals!, verification, violations));
        }
        else
        {
            foreach (var line in Text(journals!, verification, violations))
                await streams.Output.WriteLineAsync(line);
        }

        return violations.Count == 0 ? ExitCodes.Completed : ExitCodes.Refused;
    }

    private static IEnumerable<string> Text(IEnumerable<JournalArchive> journals, LabVerification verification, List<Violation> violations)
    {
        foreach (var journal in journals)
        {
            var lab = verification.Of(journal.Folder);
            yield return StateText.Words($"{journal.Folder}: {Figures.Number((int)lab.Events, "event")}{(lab.Nodes.IsEmpty ? "" : $" of {string.Join(", ", lab.Nodes.Keys.Order(StringComparer.Ordinal))}")}, the last at {StateText.Instant(lab.At)}");
        }

        yield return $"checked: {string.Join(", ", verification.Checked.Select(c => StateText.Words($"{c.Subject} {c.Count}")))}";
        foreach (var open in verification.Unfinished)
            yield return $"unfinished: {open}";
        foreach (var violation in violations)
        {
            yield return $"VIOLATED: {violation.Rule}: {violation.Words}";
            foreach (var e in violation.Events)
                yield return StateText.Words($"  {StateText.Instant(e.At)}  {e.Journal}, event {e.Recorded.Number}: a {e.Recorded.Name} of {e.Recorded.Source} (its event {e.Recorded.SequenceNr})");
        }

        yield return violations.Count == 0 ? "nothing is wrong" : $"{Figures.Number(violations.Count, "violation")}";
    }

    private static string Json(IEnumerable<JournalArchive> journals, LabVerification verification, List<Violation> violations) => JsonSerializer.Serialize(
        new
        {
            Type = "verify",
            Well = violations.Count == 0,
            Journals = journals.Select(journal => verification.Of(journal.Folder) is var lab
                ? new { journal.Folder, lab.Events, Nodes = lab.Nodes.Keys.Order(StringComparer.Ordinal), lab.At }
                : null),
            Checked = verification.Checked.Select(c => new { What = c.Subject, c.Count }),
            verification.Unfinished,
            Violations = violations.Select(v => new
            {
                v.Rule,
                v.Words,
                Events = v.Events.Select(e => new { e.Journal, Event = e.Recorded.Number, e.Recorded.Source, e.Recorded.SequenceNr, e.Recorded.Name, e.At }),
            }),
        },
        RunJson.Line);
}
