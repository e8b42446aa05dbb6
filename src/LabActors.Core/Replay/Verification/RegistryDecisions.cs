using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Replay.Verification;

/// <summary>What the registry decides: numbers, and what runs have measured for those after them.</summary>
internal static class RegistryDecisions
{
    private const string Number = "an aliquot";
    private const string Reduced = "what a run has measured for later ones";

    /// <summary>Null for what is no decision.</summary>
    public static Verdict? Of(LabState state, QueueDecisions queues, RecordedEvent e) => e.Event switch
    {
        AliquotReserved r => Reserved(state, queues, r),
        AliquotSpent s => !state.Registry.IsReserved(s.RunUuid) ? Verdict.Never(Number, $"run {s.RunUuid} has no number set aside")
            : state.RunByUuid(s.RunUuid)?.PastPointOfNoReturn != true ? Verdict.Never(Number, $"run {s.RunUuid} has not passed its point of no return")
            : null,
        AliquotReturned r when !state.Registry.IsReserved(r.RunUuid) => Verdict.Never(Number, $"run {r.RunUuid} has no number set aside"),
        BlankMeasured b => Measured(state, b.RunUuid, run => b with { Isotopes = run.Analysis.AsBlank() }),
        BaselinesMeasured b => Measured(state, b.RunUuid, run => b with { Detectors = run.Analysis.AsBaselines() }),
        _ => null,
    };

    private static Verdict Reserved(LabState state, QueueDecisions queues, AliquotReserved r)
    {
        foreach (var queue in state.Queues.Values.Where(q => q is { Ended: false, Waiting.IsEmpty: false }))
        {
            var row = queue.Row(queue.Waiting[0]);
            if (queue.RunUuid(row.Id) != r.RunUuid)
                continue;
            var spec = row.Spec;
            queues.Carry(state, queue, spec, r.RunUuid);
            return Verdict.Of(
                Number,
                FormattableString.Invariant($"greatest aliquot of {spec.Labnumber} so far {state.Registry.GreatestAliquot(spec.Labnumber)}"),
                state.Registry.Reserve(r.At, r.RunUuid, spec.Labnumber, spec.UserDefinedAliquot, spec.IsStepHeat));
        }

        var next = state.Queues.Values.Where(q => q is { Ended: false, Waiting.IsEmpty: false }).FirstOrDefault(q => q.Row(q.Waiting[0]).Spec.Labnumber == r.Identifier);
        return next is null
            ? Verdict.Never(Number, $"{r.RunUuid} is the run of no queue's next row")
            : Verdict.Of(Number, $"{next.Waiting[0]} is the next row of queue {next.QueueId}", r with { RunUuid = next.RunUuid(next.Waiting[0]) });
    }

    private static Verdict Measured(LabState state, string uuid, Func<RunProgress, Journal.IJournalEvent> reduced) => state.RunByUuid(uuid) is { } run
        ? Verdict.Of(Reduced, FormattableString.Invariant($"reduced from the {run.Measurement.Readings} readings of {run.Started?.RunId}"), reduced(run))
        : Verdict.Never(Reduced, $"there is no run {uuid}");
}
