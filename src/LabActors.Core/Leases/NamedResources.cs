using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Leases;

/// <summary>The rules of the named resources of scripts: compare and set in one place, so that two can never both acquire one.</summary>
public static class NamedResources
{
    /// <summary>Sets a value. Clearing what is clear already is no event, and neither is a command that was carried out before.</summary>
    public static ImmutableArray<IJournalEvent> Set(LeaseState state, LeaseHolder by, string name, double value, string why, DateTimeOffset at, string commandId = "") =>
        state.HasSet(commandId) || (value == 0 && state.NamedOf(name) == NamedResource.Clear) ? [] : [new ResourceSet(at, by, name, value, why, commandId)];

    /// <summary>Acquires without waiting (<c>clear=True</c>): whoever had it has it no more.</summary>
    public static ImmutableArray<IJournalEvent> Seize(LeaseState state, LeaseHolder by, string name, DateTimeOffset at) =>
        state.NamedOf(name).AcquiredBy?.Id == by.Id ? [] : [new ResourceAcquired(at, by, name)];

    /// <summary>Clears all that the holder acquired and did not release.</summary>
    public static ImmutableArray<IJournalEvent> Clear(LeaseState state, LeaseHolder by, string why, DateTimeOffset at) =>
    [
        .. state.Named.Where(n => n.Value.AcquiredBy?.Id == by.Id)
            .OrderBy(n => n.Key, StringComparer.Ordinal)
            .Select(n => new ResourceSet(at, by, n.Key, 0, why)),
    ];

    /// <summary>
    /// Answers, in the order of asking, who has what he waited for. Who waits for a value is answered before an acquirer
    /// changes it; an acquirer that has the resource already (a command repeated after a crash) is answered at once.
    /// </summary>
    public static NamedSettlement Settle(LeaseState state, ImmutableList<NamedAsk> pending, DateTimeOffset at)
    {
        var events = ImmutableArray.CreateBuilder<IJournalEvent>();
        var answered = ImmutableArray.CreateBuilder<(NamedAsk, double)>();
        foreach (var ask in pending.Where(a => a.Criterion is { } value && state.NamedOf(a.Name).Value == value))
        {
            answered.Add((ask, state.NamedOf(ask.Name).Value));
            pending = pending.Remove(ask);
        }

        foreach (var ask in pending.Where(a => a.Criterion is null))
        {
            var resource = state.NamedOf(ask.Name);
            if (resource.AcquiredBy?.Id != ask.By.Id)
            {
                if (resource.Value != 0)
                {
                    continue;
                }

                var acquired = new ResourceAcquired(at, ask.By, ask.Name);
                state = state.Apply(acquired);
                events.Add(acquired);
            }

            answered.Add((ask, state.NamedOf(ask.Name).Value));
            pending = pending.Remove(ask);
        }

        return new NamedSettlement(events.DrainToImmutable(), answered.DrainToImmutable(), pending);
    }
}
