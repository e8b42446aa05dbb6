using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Identifiers;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Queues;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Replay.Verification;

/// <summary>What a queue decides: its next step, and edits.</summary>
/// <param name="lab">The laboratory; null when it is not known, and then blanks are taken as recorded.</param>
internal sealed class QueueDecisions(LabDefinition? lab)
{
    private const string NextStep = "the queue's next step";
    private const string Edit = "an edit of the queue";

    // What an edit by a saved file was decided on: the fact that the file was read comes behind it, and has what the file said.
    private readonly Dictionary<string, (QueueProgress? Before, QueueEdited? Edit)> _saved = new(StringComparer.Ordinal);

    // What the registry gave a run with its number: blanks may have been measured between that and the launch.
    private readonly Dictionary<string, ImmutableArray<CarriedOver>> _carried = new(StringComparer.Ordinal);

    /// <summary>Null for what is no decision.</summary>
    public Verdict? Of(LabState state, RecordedEvent e)
    {
        var queue = state.Queues.GetValueOrDefault(e.Source, QueueProgress.Empty);
        return e.Event switch
        {
            DelayStarted or RowSkipped or RunLaunched or QueueEnded => Next(state, queue, e),
            EditUndone undone => Undone(queue, undone),
            QueueEdited edited when edited.By.StartsWith(ConditionalEdits.Author, StringComparison.Ordinal) => ByConditional(state, queue, edited),
            QueueEdited edited when edited.Why == $"{queue.Header?.Path} was saved" || edited.Why.EndsWith(" was saved", StringComparison.Ordinal) => Keep(e.Source, queue, edited),
            QueueEdited edited => ByPerson(queue, edited),
            QueueFileTaken taken => Saved(e.Source, queue, taken),
            _ => null,
        };
    }

    /// <summary>A run has its number: what earlier runs give it is told with it.</summary>
    public void Carry(LabState state, QueueProgress queue, RunSpec spec, string runUuid) => _carried[runUuid] = Carried(state, queue, spec);

    private Verdict Next(LabState state, QueueProgress queue, RecordedEvent e)
    {
        var follows = state.Executions.GetValueOrDefault(queue.Instrument)?.IsFollowing(queue.QueueId) ?? false;
        var at = e.Event.At;
        return queue.Next(delayBefore: !follows) switch
        {
            Execution.NextStep.Delay delay => Verdict.Of(NextStep, Cause(queue), new DelayStarted(at, delay.Why, delay.Seconds)),
            Execution.NextStep.Skip skip => Verdict.Of(NextStep, Cause(queue), new RowSkipped(at, skip.Row)),
            Execution.NextStep.End end => Verdict.Of(NextStep, Cause(queue), new QueueEnded(at, end.State, end.Cause)),
            Execution.NextStep.Launch launch => Launched(state, queue, launch, e.Event as RunLaunched, at),
            _ => Verdict.Never(NextStep, $"the queue would wait: {Cause(queue)}"),
        };
    }

    private Verdict Launched(LabState state, QueueProgress queue, Execution.NextStep.Launch launch, RunLaunched? recorded, DateTimeOffset at)
    {
        var (spec, uuid) = (queue.Row(launch.Row).Spec, queue.RunUuid(launch.Row));
        var number = state.Registry.Reserve(at, uuid, spec.Labnumber, spec.UserDefinedAliquot, spec.IsStepHeat);
        ImmutableArray<CarriedOver> carried = lab is null
            ? [.. new[] { recorded?.Earlier }.OfType<CarriedOver>()]
            : [.. _carried.GetValueOrDefault(uuid, []), .. Carried(state, queue, spec)];
        return new Verdict(
            NextStep,
            [
                .. carried.DefaultIfEmpty(CarriedOver.Nothing).Select(earlier => (ImmutableArray<IJournalEvent>)
                [
                    new RunLaunched(
                        at, launch.Row, uuid, RunIds.Make(spec.Labnumber, number.Aliquot, number.Step), number.Aliquot, number.Step, launch.Overlaps, launch.IsLast,
                        earlier.Blank?.RunId ?? "", earlier),
                ]),
            ],
            Cause(queue));
    }

    /// <summary>Whether a run is simulated is known from the last one on its instrument; before the first, both may be.</summary>
    private ImmutableArray<CarriedOver> Carried(LabState state, QueueProgress queue, RunSpec spec)
    {
        if (lab is null)
            return [];
        var device = lab.FindExtractionDevice(spec.ExtractDevice).Device?.Name ?? "";
        var last = state.Runs.Values.Where(r => r.Started?.Instrument == queue.Instrument).MaxBy(r => r.Started!.At)?.Started;
        bool[] simulated = last is null ? [true, false] : [last.Simulated];
        return [.. simulated.Select(s => state.Registry.CarriedOver(spec.AnalysisType, queue.Instrument, device, s))];
    }

    private static Verdict Undone(QueueProgress queue, EditUndone undone)
    {
        var of = queue.Edits.FindLast(edit => edit.Edit.Edit == undone.Edit)?.Edit.By;
        var decisions = new[] { null, of }.Select(who => QueueEdits.DecideUndo(queue, who, undone.By, undone.Why, undone.At)).ToArray();
        return new Verdict(Edit, [.. decisions.Where(d => d.Refusal is null).Select(d => d.Events)], decisions[0].Refusal?.Reason ?? Edits(queue));
    }

    private Verdict? ByConditional(LabState state, QueueProgress queue, QueueEdited edited)
    {
        var row = queue.Rows.LastOrDefault(r => r.RunId.Length > 0 && edited.Why.StartsWith($"{r.RunId}: ", StringComparison.Ordinal));
        var id = edited.By[ConditionalEdits.Author.Length..];
        if (row is null || state.RunByUuid(row.RunUuid)?.Conditionals.Installed.FirstOrDefault(c => c.Id == id) is not { } conditional)
            return Verdict.Never(Edit, $"no run of the queue has the conditional {id}");
        if (conditional.Kind == ConditionalKind.PostRunAction)
            conditional = ConditionalEdits.Repetition;
        var code = lab?.FindInstrument(queue.Instrument) is { } instrument ? instrument.Codes is [var first, ..] ? first : instrument.Name : null;
        if (code is null)
            return null;
        var decision = ConditionalEdits.Decide(queue, row, conditional, edited.By, edited.Why[(row.RunId.Length + 2)..], code, edited.At);
        return new Verdict(Edit, decision.Events.IsEmpty ? [] : [decision.Events], decision.Told is [var told, ..] ? told : $"conditional {conditional.Test}");
    }

    /// <summary>What the person typed is not in the journal; where the event says it all, it is decided again, else it is held against the rules.</summary>
    private static Verdict ByPerson(QueueProgress queue, QueueEdited edited)
    {
        QueueEdit? edit = edited switch
        {
            { Removed.IsEmpty: false, Moved.IsEmpty: true, Added.IsEmpty: true, Changed.IsEmpty: true, Header: null } =>
                new QueueEdit.Remove([.. edited.Removed.Select(row => new RowVersion(row, queue.FindRow(row)?.Version ?? 1))]),
            { Removed.IsEmpty: true, Moved: [var block], Added.IsEmpty: true, Changed.IsEmpty: true, Header: null } => new QueueEdit.Move(block.Rows, new RowPlace(block.After)),
            { Removed.IsEmpty: true, Moved.IsEmpty: true, Added: [var block], Changed.IsEmpty: true, Header: null } =>
                new QueueEdit.Add([.. block.Rows.Select(row => row.Spec)], new RowPlace(block.After)),
            _ => null,
        };
        if (edit is not null && QueueEdits.Decide(queue, edit, edited.By, edited.Why, edited.At) is { Refusal: null } decided)
            return new Verdict(Edit, [[.. decided.Events.Select(e => e is QueueEdited said ? said with { What = edited.What } : e)]], Edits(queue));

        var started = edited.Changed.Select(row => row.Row).Concat(edited.Removed).Concat(edited.Moved.SelectMany(block => block.Rows)).FirstOrDefault(row => !queue.Waits(row));
        return started is not null ? Verdict.Never(Edit, $"{started} does not wait")
            : queue.Ended ? Verdict.Never(Edit, $"the queue has ended ({queue.EndState})")
            : Verdict.Of(Edit, Edits(queue), edited with { Edit = queue.EditsMade + 1 });
    }

    private Verdict? Keep(string source, QueueProgress queue, QueueEdited edited)
    {
        _saved[source] = (queue, edited);
        return null;
    }

    private Verdict Saved(string source, QueueProgress queue, QueueFileTaken taken)
    {
        _saved.Remove(source, out var saved);
        var before = saved.Before ?? queue;
        var known = before.FileRows.Concat(before.FileRowsGone).GroupBy(row => row.Row).ToDictionary(rows => rows.Key, rows => rows.Last().Spec);
        if (taken.Rows.FirstOrDefault(row => row.Spec is null && !known.ContainsKey(row.Row)) is { } unknown)
            return Verdict.Never(Edit, $"the file is said to have {unknown.Row} as before, and it was not in it");
        ExperimentQueue file = taken.Header with { Runs = [.. taken.Rows.Select(row => row.Spec ?? known[row.Row])] };
        var decided = QueueFileEdits.Decide(before, file, taken.By, taken.At);
        var edit = decided.Events.OfType<QueueEdited>().FirstOrDefault();
        var recorded = saved.Edit;
        if (recorded is null ? edit is not null : edit is null || EventComparison.Compare(recorded, edit) is not null)
            return Verdict.Never(Edit, $"of the saved file this build makes {Said(edit)}, recorded is {Said(recorded)}");
        return new Verdict(Edit, [[.. decided.Events.Where(e => e is not QueueEdited)]], decided.Refusal?.Reason ?? Edits(queue));
    }

    private static string Said(QueueEdited? edit) => edit is null ? "no edit" : EventComparison.Words(edit);

    private static string Edits(QueueProgress queue) => FormattableString.Invariant($"after {queue.EditsMade} edits of queue {queue.QueueId}");

    private static string Cause(QueueProgress queue)
    {
        var parts = new[]
        {
            queue.Stop is { } stop ? $"stop {stop.How} by {stop.By}" : "",
            queue.Failure.Length > 0 ? $"failure: {queue.Failure}" : "",
            queue.Paused ? "paused" : "",
            queue.Delay is { } delay ? $"in the delay {delay.Why}" : "",
            queue.InFlight.IsEmpty ? "no run in flight" : $"in flight {string.Join(", ", queue.InFlight.Select(id => queue.Row(id).RunId))}",
            queue.Waiting.IsEmpty ? "no row waits" : $"{queue.Waiting[0]} is the first that waits",
        };
        return $"queue {queue.QueueId}: {string.Join("; ", parts.Where(part => part.Length > 0))}";
    }
}
