using System.Globalization;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.ConditionalEvents;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;
using static LabActors.Core.Journal.Events.SafetyEvents;

namespace LabActors.Core.Replay.Reasons;

/// <summary>
/// Follows causes back by what events name: the id of a command names the run, the script and the command's number, a safe state the run or the safe state of the laboratory that wanted it, a run its queue and row.
/// </summary>
internal sealed class Origins(Chronicle chronicle)
{
    /// <summary>What asked for a command to a device.</summary>
    public IEnumerable<Reason> OfCommand(string commandId, long before)
    {
        // `#2` is the second try of one command.
        var parts = commandId.Split('#')[0].Split('/');
        if (parts is ["safe", var made, ..])
            return OfRunsSafeState(made, before);
        if (parts[0].StartsWith("safety-", StringComparison.Ordinal))
            return OfLabsSafeState(parts[0].Split('-').ElementAtOrDefault(1) ?? "", before);
        if (parts[0].StartsWith("safe-script-", StringComparison.Ordinal))
            return [.. OfScript(parts[0], parts, before), .. OfLabsSafeState(parts[0]["safe-script-".Length..], before)];
        return chronicle.State.RunByUuid(parts[0]) is null ? [] : OfScript(Sources.OfRun(parts[0]), parts, before);
    }

    /// <summary>How a run came to be.</summary>
    public IEnumerable<Reason> OfRun(string uuid, long before)
    {
        if (chronicle.Last<RunLaunched>(l => l.RunUuid == uuid, before: before) is not { Event: RunLaunched launched } recorded)
            yield break;
        var queue = chronicle.State.Queues.GetValueOrDefault(recorded.Source);
        yield return new Reason(recorded, $"{launched.RunId} was launched as row {launched.Row} of queue {queue?.Header?.Name ?? recorded.Source}");
        if (queue is null)
            yield break;
        var edited = chronicle.Last<QueueEdited>(e => e.Added.Any(block => block.Rows.Any(row => row.Row == launched.Row)), recorded.Source, recorded.Number);
        if (edited is { Event: QueueEdited edit })
        {
            yield return new Reason(edited, $"the row was added by {edit.By}{Because(edit.Why)}");
            foreach (var reason in OfAuthor(edit.By, edited.Number))
                yield return reason;
        }

        if (chronicle.Last<ExecutionStarted>(s => s.Queues.Any(q => q.QueueId == queue.QueueId), before: recorded.Number) is { Event: ExecutionStarted started } execution)
            yield return new Reason(execution, $"{started.By} started the execution of {string.Join(", ", started.Queues.Select(q => q.Queue.Name))}");
    }

    /// <summary>Why a run is ended before its own end; nothing when it is not.</summary>
    public IEnumerable<Reason> OfEnding(string source, long before)
    {
        if (chronicle.Last<InterventionRequested>(i => !i.What.StartsWith("truncate", StringComparison.Ordinal), source, before) is not { Event: InterventionRequested asked } recorded)
            yield break;
        yield return new Reason(recorded, $"{asked.What} asked for by {asked.By}{Because(asked.Why)}");
        foreach (var reason in OfAuthor(asked.By, recorded.Number).Concat(OfFailure(source, asked, recorded.Number)))
            yield return reason;
    }

    /// <summary>What made a conditional, where it was one that asked.</summary>
    public IEnumerable<Reason> OfAuthor(string by, long before)
    {
        if (!by.StartsWith(ConditionalEdits.Author, StringComparison.Ordinal))
            yield break;
        var id = by[ConditionalEdits.Author.Length..];
        if (chronicle.Last<ConditionalTripped>(t => t.Id == id, before: before) is { Event: ConditionalTripped trip } recorded)
            yield return new Reason(recorded, Conditionals.ConditionalWords.Of(trip));
    }

    /// <summary>A cause, where there is one.</summary>
    public static string Because(string why) => why.Length > 0 ? $": {why}" : "";

    /// <summary>An instant for people.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A command in words.</summary>
    public static string Words(CommandRequested c, string what) => string.Create(
        CultureInfo.InvariantCulture, $"command {c.Seq} of the {c.Kind} script of {what}: {c.Name}({Arguments(c)}), {Path.GetFileName(c.File)} line {c.Line}");

    private IEnumerable<Reason> OfScript(string source, string[] id, long before)
    {
        var run = chronicle.State.Runs.GetValueOrDefault(source) ?? chronicle.State.SafeScripts.GetValueOrDefault(source);
        var what = run?.Started?.RunId ?? "the safe state";
        if (id.Length >= 3 && long.TryParse(id[2], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            && chronicle.Last<CommandRequested>(c => c.Kind == id[1] && c.Seq == seq, source, before) is { Event: CommandRequested command } requested)
        {
            var stage = id.Length > 3 ? $" ({string.Join('/', id[3..])})" : "";
            yield return new Reason(requested, Words(command, what) + stage);
            if (chronicle.Last<ScriptStarted>(s => s.Kind == command.Kind, source, requested.Number) is { Event: ScriptStarted script } started)
                yield return new Reason(started, $"the {script.Kind} script {script.Path} was started (sha256 {script.Sha256[..Math.Min(12, script.Sha256.Length)]})");
        }

        if (Sources.KindOf(source) == SourceKind.Run)
        {
            foreach (var reason in OfRun(Sources.UuidOf(source), before))
                yield return reason;
        }
    }

    private IEnumerable<Reason> OfRunsSafeState(string uuid, long before)
    {
        foreach (var reason in OfEnding(Sources.OfRun(uuid), before).Concat(OfRun(uuid, before)))
            yield return reason;
    }

    private IEnumerable<Reason> OfLabsSafeState(string id, long before)
    {
        if (chronicle.Last<SafeStateRequested>(s => s.Id == id, before: before) is { Event: SafeStateRequested asked } recorded)
            yield return new Reason(recorded, $"{asked.Kind} {asked.Id} of the laboratory, asked for by {asked.By}{Because(asked.Why)}");
    }

    /// <summary>What failed, where a script did, or what somebody asked of the queue.</summary>
    private IEnumerable<Reason> OfFailure(string source, InterventionRequested asked, long before)
    {
        if (asked.What == "fail" && chronicle.Last<ScriptFinished>(f => f.Outcome == "failed", source, before) is { Event: ScriptFinished finished } script)
        {
            yield return new Reason(script, $"the {finished.Kind} script failed{(finished.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $" at {Path.GetFileName(finished.File)} line {finished.Line}") : "")}{Because(finished.Error)}");
            if (chronicle.Last<CommandFailed>(f => f.Kind == finished.Kind, source, script.Number) is { Event: CommandFailed failed } command)
                yield return new Reason(command, string.Create(CultureInfo.InvariantCulture, $"its command {failed.Seq} failed: {failed.Reason}"));
        }

        if (chronicle.Last<QueueStopRequested>(s => s.By == asked.By && s.Why == asked.Why, before: before) is { Event: QueueStopRequested stop } stopped)
            yield return new Reason(stopped, $"{stop.By} asked the queue to end ({stop.How}){Because(stop.Why)}");
        if (chronicle.Last<SafeStateRequested>(s => s.By == asked.By && s.Why == asked.Why, before: before) is { Event: SafeStateRequested safe } made)
            yield return new Reason(made, $"{safe.Kind} {safe.Id} of the laboratory, asked for by {safe.By}{Because(safe.Why)}");
    }

    private static string Arguments(CommandRequested c) => string.Join(", ", c.Arguments
        .Where(a => !a.Key.StartsWith('$') && a.Value.ValueKind is System.Text.Json.JsonValueKind.Number or System.Text.Json.JsonValueKind.String && a.Value.ToString().Length > 0)
        .OrderBy(a => a.Key, StringComparer.Ordinal)
        .Select(a => $"{a.Key}={a.Value}"));
}
