using LabActors.Core.Lines;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Replay.Reasons;

/// <summary>Why a valve stood as it did.</summary>
internal static class WhyValve
{
    public static Explanation Explain(Chronicle chronicle, string valve)
    {
        var record = chronicle.State.Line.Of(valve);
        var moving = record.Pending is { } pending ? $"on its way to {(pending.Open ? "open" : "closed")}" : "";
        var was = $"{(moving.Length > 0 ? moving : record.Read.Word())} since {Origins.Time(moving.Length > 0 ? Requested(chronicle, record)!.Event.At : record.At)}"
            + (record.Locked ? ", locked" : "") + (record.Simulated ? " (simulated)" : "");
        return new Explanation("valve", valve, was, [.. Because(chronicle, valve, record)]);
    }

    private static RecordedEvent? Requested(Chronicle chronicle, ValveRecord record) =>
        chronicle.Last<ValveActuationRequested>(r => r.CommandId == record.Pending!.CommandId);

    private static IEnumerable<Reason> Because(Chronicle chronicle, string valve, ValveRecord record)
    {
        if (chronicle.State.Locks.GetValueOrDefault(valve) is { } locked && chronicle.Last<ValveLocked>(l => l == locked) is { } lockedBy)
            yield return new Reason(lockedBy, $"a software lock was put on by {locked.By}{Origins.Because(locked.Why)}");
        if (record.Pending is not null)
        {
            foreach (var reason in Told(chronicle, Requested(chronicle, record)!))
                yield return reason;
            yield break;
        }

        // An observation that differs from what was known is a cause by itself; the last command is told behind it.
        var known = chronicle.Last<Journal.IJournalEvent>(e => IsOf(e, valve));
        if (known is { Event: ValveObserved observed })
        {
            yield return new Reason(known, $"it was read {observed.State}{Origins.Because(observed.Why)}");
            known = chronicle.Last<Journal.IJournalEvent>(e => e is not ValveObserved && IsOf(e, valve), before: known.Number);
        }

        if (known is null)
            yield break;
        foreach (var reason in Done(chronicle, known))
            yield return reason;

        // It was told so again: what really moved it came before.
        if (known.Event is ValveActuated { Changed: false } again
            && chronicle.Last<ValveActuated>(a => a.Valve == valve && a.Open == again.Open && a.Changed, before: known.Number) is { } moved)
        {
            foreach (var reason in Done(chronicle, moved))
                yield return reason;
        }
    }

    private static bool IsOf(Journal.IJournalEvent e, string valve) => e switch
    {
        ValveActuated a => a.Valve == valve,
        ValveActuationFailed f => f.Valve == valve,
        ValveObserved o => o.Valve == valve,
        _ => false,
    };

    private static IEnumerable<Reason> Done(Chronicle chronicle, RecordedEvent outcome)
    {
        var (words, commandId) = outcome.Event switch
        {
            ValveActuated a => ($"it {(a.Changed ? "moved" : "stood so already")}, and read {(a.Open ? "open" : "closed")}", a.CommandId),
            ValveActuationFailed f => ($"it did not {(f.Open ? "open" : "close")}: {f.Reason}", f.CommandId),
            _ => ("", ""),
        };
        yield return new Reason(outcome, words);
        if (chronicle.Last<ValveActuationRequested>(r => r.CommandId == commandId, before: outcome.Number) is not { } request)
            yield break;
        foreach (var reason in Told(chronicle, request))
            yield return reason;
    }

    private static IEnumerable<Reason> Told(Chronicle chronicle, RecordedEvent request)
    {
        var told = (ValveActuationRequested)request.Event;
        yield return new Reason(request, $"{told.By} told it to {(told.Open ? "open" : "close")}{Origins.Because(told.Why)}");
        foreach (var reason in new Origins(chronicle).OfCommand(told.CommandId, request.Number))
            yield return reason;
    }
}
