using System.Globalization;
using LabActors.Core.Execution;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Replay.Reasons;

/// <summary>Why a run was where it was: what it did or waited for, or how it came to its end.</summary>
internal static class WhyRun
{
    public static Explanation Explain(Chronicle chronicle, QueueRow row)
    {
        var source = Sources.OfRun(row.RunUuid);
        var origins = new Origins(chronicle);
        if (chronicle.State.Runs.GetValueOrDefault(source) is not { Started: not null } run)
            return new Explanation("run", row.RunId, "launched, and had not begun", [.. origins.OfRun(row.RunUuid, long.MaxValue)]);
        if (run.Ended is { } ended)
        {
            var end = chronicle.Last<RunEnded>(_ => true, source)!;
            return new Explanation(
                "run", row.RunId, $"over since {Origins.Time(ended.At)}: {ended.State}{Origins.Because(ended.Cause)}",
                [new Reason(end, $"it ended {ended.State}{Origins.Because(ended.Cause)}"), .. Truncated(chronicle, origins, run, source), .. origins.OfEnding(source, end.Number), .. origins.OfRun(row.RunUuid, end.Number)]);
        }

        return new Explanation(
            "run", row.RunId, $"{run.State}, step {(run.Step.Length > 0 ? run.Step : "none")}",
            [.. origins.OfEnding(source, long.MaxValue), .. Doing(chronicle, run, source), .. origins.OfRun(row.RunUuid, long.MaxValue)]);
    }

    private static IEnumerable<Reason> Doing(Chronicle chronicle, RunProgress run, string source)
    {
        foreach (var request in chronicle.State.Leases.Waiting.Where(w => w.Holder.Id == run.Started!.RunUuid))
        {
            var blocker = LeaseDecisions.BlockerOf(chronicle.State.Leases, request);
            if (chronicle.Last<LeaseRequested>(r => r.Holder.Id == request.Holder.Id && r.At == request.At) is { } asked)
                yield return new Reason(asked, $"it waits for {string.Join(", ", request.Resources)} ({request.Why}){(blocker is null ? "" : $", held or asked for before by {blocker.Description}")}");
            if (blocker is not null && chronicle.Last<LeaseGranted>(g => g.Holder.Id == blocker.Id && g.Resources.Any(request.Resources.Contains)) is { Event: LeaseGranted granted } held)
                yield return new Reason(held, $"{granted.Holder.Description} was granted {string.Join(", ", granted.Resources)}");
        }

        foreach (var series in run.Measurement.OpenSeries.Values)
        {
            if (chronicle.Last<SeriesStarted>(s => s.Series == series.Series, source) is { } began)
                yield return new Reason(began, string.Create(CultureInfo.InvariantCulture, $"series {series.Series} ({series.Kind}) is taken, {run.Measurement.Counted.GetValueOrDefault(series.Series)} of {series.Counts} counts"));
        }

        foreach (var command in run.Scripts.Values.SelectMany(s => s.Open.Values).OrderByDescending(c => c.At))
        {
            if (chronicle.Last<CommandRequested>(c => c.Kind == command.Kind && c.Seq == command.Seq, source) is { } requested)
                yield return new Reason(requested, $"it is at {Origins.Words(command, run.Started!.RunId)}, since {Origins.Time(command.At)}");
        }

        if (chronicle.Last<DeviceUnavailable>(_ => true, source) is { Event: DeviceUnavailable silent } device
            && chronicle.Last<DeviceAvailable>(a => a.Device == silent.Device, source) is var answered && !(answered?.Number > device.Number))
        {
            yield return new Reason(device, $"{silent.Device} did not answer ({silent.Command}): {silent.Reason}");
        }

        foreach (var question in chronicle.State.Decisions.Open)
        {
            if (chronicle.Last<DecisionAsked>(a => a.Id == question.Id) is { } asked)
                yield return new Reason(asked, $"a question is open: {question.Text}");
        }

        if (chronicle.Last<StepStarted>(_ => true, source) is { Event: StepStarted step } begun)
            yield return new Reason(begun, $"step {step.Step} began");
    }

    private static IEnumerable<Reason> Truncated(Chronicle chronicle, Origins origins, RunProgress run, string source)
    {
        if (!run.Truncated)
            yield break;
        if (chronicle.Last<InterventionRequested>(i => i.What.StartsWith("truncate", StringComparison.Ordinal), source) is { Event: InterventionRequested asked } recorded)
        {
            yield return new Reason(recorded, $"{asked.What} asked for by {asked.By}{Origins.Because(asked.Why)}");
            foreach (var reason in origins.OfAuthor(asked.By, recorded.Number))
                yield return reason;
        }
        else if (chronicle.Last<CountsAbbreviated>(_ => true, source) is { Event: CountsAbbreviated abbreviated } counts)
        {
            yield return new Reason(counts, $"its counts were abbreviated{Origins.Because(abbreviated.Why)}");
        }
    }
}
