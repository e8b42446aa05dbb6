using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Leases;

/// <summary>
/// The rules of leasing. A request is granted when all that it wants is free and no earlier request wants any of it: nobody
/// is overtaken by those who want the same, and those who want other things do not wait for nothing. Who asks for more while
/// holding something may close a circle of waiting; that request is refused, so a deadlock cannot arise.
/// </summary>
public static class LeaseDecisions
{
    /// <summary>Asks for all the resources at once.</summary>
    public static AcquireDecision Acquire(LeaseState state, LeaseHolder holder, ImmutableArray<string> resources, string why, DateTimeOffset at)
    {
        var asked = resources.Distinct(StringComparer.Ordinal).ToImmutableArray();
        ImmutableArray<string> wanted = [.. asked.Where(r => state.Holdings.GetValueOrDefault(r)?.Holder.Id != holder.Id)];
        if (wanted.IsEmpty)
        {
            return new AcquireDecision.AlreadyHeld(asked.IsEmpty ? state.LastToken : asked.Max(r => state.Holdings[r].Token));
        }

        if (state.Waiting.Find(r => r.Holder.Id == holder.Id && r.Resources.SequenceEqual(wanted)) is { } same)
        {
            return new AcquireDecision.AlreadyWaiting(same);
        }

        var requested = new LeaseRequested(at, holder, wanted, why);
        var after = state.Apply(requested);
        return Circle(after, holder) is { } reason
            ? new AcquireDecision.Refused(reason)
            : new AcquireDecision.Taken([requested, .. Grants(after, at)]);
    }

    /// <summary>
    /// Gives resources back; none named means all that the holder has, and its waiting requests. Nothing to give back is no
    /// event. The grants that follow are part of the answer.
    /// </summary>
    public static ImmutableArray<IJournalEvent> Release(
        LeaseState state, LeaseHolder holder, ImmutableArray<string> resources, string why, DateTimeOffset at)
    {
        var held = state.HeldBy(holder);
        ImmutableArray<string> given = resources.IsEmpty ? held : [.. held.Where(r => resources.Contains(r, StringComparer.Ordinal))];
        var events = new List<IJournalEvent>();
        if (!given.IsEmpty)
        {
            events.Add(new LeaseReleased(at, holder, given, why));
        }

        if (resources.IsEmpty && state.Waiting.Exists(r => r.Holder.Id == holder.Id))
        {
            events.Add(new LeaseWithdrawn(at, holder, why));
        }

        var after = events.Aggregate(state, (s, e) => s.Apply(e));
        return events.Count == 0 ? [] : [.. events, .. Grants(after, at)];
    }

    /// <summary>For whom a waiting request waits first: a holder, or an earlier request for the same thing.</summary>
    public static LeaseHolder? BlockerOf(LeaseState state, LeaseRequest request) => Blockers(state, request).FirstOrDefault();

    /// <summary>Grants that are due and were not written: a request that was cut off from its grant.</summary>
    public static ImmutableArray<IJournalEvent> Due(LeaseState state, DateTimeOffset at) => [.. Grants(state, at)];

    private static IEnumerable<IJournalEvent> Grants(LeaseState state, DateTimeOffset at)
    {
        foreach (var request in state.Waiting)
        {
            if (!Blockers(state, request).Any())
            {
                var granted = new LeaseGranted(at, request.Holder, request.Resources, state.LastToken + 1);
                state = state.Apply(granted);
                yield return granted;
            }
        }
    }

    private static IEnumerable<LeaseHolder> Blockers(LeaseState state, LeaseRequest request)
    {
        foreach (var resource in request.Resources)
        {
            if (state.Holdings.TryGetValue(resource, out var holding) && holding.Holder.Id != request.Holder.Id)
            {
                yield return holding.Holder;
            }
        }

        foreach (var earlier in state.Waiting.TakeWhile(r => !ReferenceEquals(r, request)))
        {
            if (earlier.Holder.Id != request.Holder.Id && earlier.Resources.Any(r => request.Resources.Contains(r, StringComparer.Ordinal)))
            {
                yield return earlier.Holder;
            }
        }
    }

    // The newest request is the only one that can close a circle: later grants hand a place over and never add one.
    private static string? Circle(LeaseState state, LeaseHolder asker)
    {
        var newest = state.Waiting[^1];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<LeaseHolder>(Blockers(state, newest));
        while (next.TryDequeue(out var blocker))
        {
            if (!seen.Add(blocker.Id))
            {
                continue;
            }

            foreach (var further in state.Waiting.Where(r => r.Holder.Id == blocker.Id).SelectMany(r => Blockers(state, r)))
            {
                if (further.Id == asker.Id)
                {
                    return $"{asker.Description} would wait for {blocker.Description}, which waits for {asker.Description}: "
                        + $"give back {string.Join(", ", state.HeldBy(asker))} before asking for {string.Join(", ", newest.Resources)}";
                }

                next.Enqueue(further);
            }
        }

        return null;
    }
}
