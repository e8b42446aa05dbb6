using System.Text.Json;
using LabActors.Console.Archive;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Core.Journal.Events;
using LabActors.Core.Problems;
using LabActors.Core.Replay.Verification;
using LabActors.Node.Archive;

namespace LabActors.Console.Replay;

/// <summary><c>lab replay --verify</c>: makes the recorded decisions again and shows the first that differs. Exit codes: 0 none does, 1 one does.</summary>
internal sealed class JournalVerifier(ConsoleStreams streams)
{
    public async Task<int> RunAsync(JournalArchive journal, string labFolder, bool json, CancellationToken stop)
    {
        var problems = new List<Problem>();
        var lab = LabOfJournal.Read(labFolder, problems);
        foreach (var problem in problems)
            await streams.Error.WriteLineAsync(problem.ToString());
        if (problems.Any(p => p.IsError))
            return ExitCodes.Refused;

        var verification = new JournalVerification(lab.Lab);
        var warning = "";
        await foreach (var e in journal.ReadAsync(stop))
        {
            if (e.Event is NodeEvents.NodeStarted node && warning.Length == 0 && lab.Warning(node.LabHash) is { Length: > 0 } other)
                await streams.Error.WriteLineAsync($"lab replay: warning: {warning = other} (--lab names the folder)");
            if (verification.Next(e) is not { } difference)
                continue;
            await streams.Output.WriteLineAsync(json ? Json(journal, verification, difference, warning) : string.Join(Environment.NewLine, Text(verification, difference, warning)));
            return ExitCodes.Refused;
        }

        await streams.Output.WriteLineAsync(json ? Json(journal, verification, null, warning) : string.Join(Environment.NewLine, Text(verification, null, warning)));
        return ExitCodes.Completed;
    }

    private static IEnumerable<string> Text(JournalVerification verification, Difference? difference, string warning)
    {
        if (difference is { } found)
        {
            yield return StateText.Words($"DIFFERS at event {found.Event.Number}, {StateText.Instant(found.Event.Event.At)}: a {found.Event.Name} of {found.Event.Source} (its event {found.Event.SequenceNr})");
            yield return $"  decision:  {found.Decision}";
            yield return $"  recorded:  {found.Recorded}";
            yield return $"  this build: {found.Decided}";
            yield return $"  because:   {found.Cause}";
            if (warning.Length > 0)
                yield return $"  mind that  {warning}";
        }

        yield return StateText.Words($"{Figures.Number((int)verification.State.Events, "event")}; decided again and the same: ")
            + (verification.Verified.Count == 0 ? "nothing" : string.Join(", ", verification.Verified.Select(v => StateText.Words($"{v.Key} ({v.Value})"))));
        if (verification.RoundsNotVerified > 0)
            yield return StateText.Words($"not decided again: {Figures.Number(verification.RoundsNotVerified, "round")} of conditionals that asked devices, whose answers are not recorded");
        if (difference is null)
            yield return "this build decides as it was decided";
    }

    private static string Json(JournalArchive journal, JournalVerification verification, Difference? difference, string warning) => JsonSerializer.Serialize(
        new
        {
            Type = "verification",
            journal.Folder,
            Same = difference is null,
            verification.State.Events,
            verification.Verified,
            verification.RoundsNotVerified,
            Warning = warning,
            Difference = difference is { } found
                ? new { Event = found.Event.Number, found.Event.Source, found.Event.SequenceNr, found.Event.Name, found.Event.Event.At, found.Decision, found.Recorded, found.Decided, found.Cause }
                : null,
        },
        RunJson.Line);
}
