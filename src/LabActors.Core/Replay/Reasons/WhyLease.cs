using System.Globalization;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Replay.Reasons;

/// <summary>Why a lease, or a named resource of scripts, was in whose hands.</summary>
internal static class WhyLease
{
    public static Explanation Explain(Chronicle chronicle, string resource)
    {
        var leases = chronicle.State.Leases;
        var waiting = leases.Waiting.Where(w => w.Resources.Contains(resource)).ToArray();
        var waits = waiting.Length == 0 ? "" : $"; {string.Join(", ", waiting.Select(w => w.Holder.Description))} {(waiting.Length == 1 ? "waits" : "wait")}";
        if (leases.Holdings.GetValueOrDefault(resource) is { } holding)
        {
            return new Explanation(
                "lease", resource, string.Create(CultureInfo.InvariantCulture, $"held by {holding.Holder.Description} since {Origins.Time(holding.Since)}, token {holding.Token}{waits}"),
                [.. Held(chronicle, resource, holding), .. waiting.SelectMany(w => Waits(chronicle, w))]);
        }

        var released = chronicle.Last<LeaseReleased>(r => r.Resources.Contains(resource));
        return new Explanation("lease", resource, $"free{(released is null ? "" : $" since {Origins.Time(released.Event.At)}")}{waits}", [.. Free(chronicle, released), .. waiting.SelectMany(w => Waits(chronicle, w))]);
    }

    public static Explanation ExplainNamed(Chronicle chronicle, string name)
    {
        var resource = chronicle.State.Leases.NamedOf(name);
        var was = string.Create(CultureInfo.InvariantCulture, $"{resource.Value}{(resource.AcquiredBy is { } by ? $", acquired by {by.Description}" : "")}");
        var set = chronicle.Last<Journal.IJournalEvent>(e => (e is ResourceAcquired a && a.Name == name) || (e is ResourceSet s && s.Name == name));
        return new Explanation("resource", name, was, set is null ? [] : [.. Named(chronicle, set)]);
    }

    private static IEnumerable<Reason> Held(Chronicle chronicle, string resource, LeaseHolding holding)
    {
        if (chronicle.Last<LeaseGranted>(g => g.Token == holding.Token && g.Resources.Contains(resource)) is not { Event: LeaseGranted granted } recorded)
            yield break;
        yield return new Reason(recorded, $"it was granted to {granted.Holder.Description}");
        if (chronicle.Last<LeaseRequested>(r => r.Holder.Id == granted.Holder.Id && r.Resources.Contains(resource), before: recorded.Number) is { Event: LeaseRequested asked } requested)
            yield return new Reason(requested, $"{asked.Holder.Description} asked for {string.Join(", ", asked.Resources)}{Origins.Because(asked.Why)}");
        if (chronicle.Last<LeaseReleased>(r => r.Resources.Contains(resource), before: recorded.Number) is { Event: LeaseReleased given } before)
            yield return new Reason(before, $"{given.Holder.Description} had given it back{Origins.Because(given.Why)}");
        foreach (var reason in new Origins(chronicle).OfRun(RunOf(holding.Holder), recorded.Number))
            yield return reason;
    }

    private static IEnumerable<Reason> Free(Chronicle chronicle, RecordedEvent? released)
    {
        if (released is not { Event: LeaseReleased given })
            yield break;
        yield return new Reason(released, $"{given.Holder.Description} gave it back{Origins.Because(given.Why)}");
        foreach (var reason in new Origins(chronicle).OfRun(RunOf(given.Holder), released.Number))
            yield return reason;
    }

    private static IEnumerable<Reason> Waits(Chronicle chronicle, LeaseRequest request)
    {
        if (chronicle.Last<LeaseRequested>(r => r.Holder.Id == request.Holder.Id && r.At == request.At) is not { } recorded)
            yield break;
        var blocker = LeaseDecisions.BlockerOf(chronicle.State.Leases, request);
        yield return new Reason(
            recorded, $"{request.Holder.Description} waits for {string.Join(", ", request.Resources)} ({request.Why}){(blocker is null ? "" : $", first for {blocker.Description}")}");
    }

    private static IEnumerable<Reason> Named(Chronicle chronicle, RecordedEvent set)
    {
        var holder = set.Event switch { ResourceAcquired a => a.By, ResourceSet s => s.By, _ => null };
        yield return new Reason(set, set.Event switch
        {
            ResourceAcquired a => $"{a.By.Description} acquired it",
            ResourceSet s => string.Create(CultureInfo.InvariantCulture, $"{s.By.Description} set it to {s.Value}{Origins.Because(s.Why)}"),
            _ => "",
        });
        foreach (var reason in new Origins(chronicle).OfRun(RunOf(holder!), set.Number))
            yield return reason;
    }

    /// <summary>The measurement during extraction holds leases under a name of its own beside its run's.</summary>
    private static string RunOf(LeaseHolder holder) => holder.Id.Split('/')[0];
}
