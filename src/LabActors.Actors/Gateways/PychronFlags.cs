using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Leases;
using LabActors.Devices.Drivers.Pychron;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Gateways;

/// <summary>
/// Pychron's flags as leases. A flag that has the name of a section is that section's lease, with its fencing token, so that a client of Pychron and a run of ours never have it both; any
/// other is a named resource of scripts. Setting is comparing and setting: who reads 0 and sets later than another is refused.
/// </summary>
public static class PychronFlags
{
    private const string Prefix = "pychron:";

    /// <summary>Who holds a flag: a client, by its address. Each flag has a holder of its own, so that giving one back leaves the others.</summary>
    public static LeaseHolder Holder(string client, string flag) => new($"{Prefix}{client}:{LabNames.Key(flag)}", $"Pychron at {client}");

    /// <summary>Whether a holder is a client of Pychron.</summary>
    public static bool IsClient(LeaseHolder holder) => holder.Id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The section's lease that a flag is; null for a named resource.</summary>
    public static string? LeaseOf(LabDefinition lab, string flag) =>
        lab.Sections.FirstOrDefault(s => LabNames.Same(s.Name, flag)) is { } section ? $"line:{section.Name}" : null;

    /// <summary>The resource's own name; null when the laboratory has none.</summary>
    public static string? ResourceOf(LabDefinition lab, string flag) => lab.Resources.FirstOrDefault(r => LabNames.Same(r.Name, flag))?.Name;

    /// <summary>Who has a flag, and whether it is set at all: a script may have set one without having acquired it.</summary>
    public static (bool IsSet, LeaseHolder? By) Of(LabDefinition lab, LeaseState state, string flag)
    {
        if (LeaseOf(lab, flag) is { } lease)
            return (state.Holdings.ContainsKey(lease), state.Holdings.GetValueOrDefault(lease)?.Holder);
        var named = state.NamedOf(ResourceOf(lab, flag) ?? flag);
        return (named.Value != 0, named.AcquiredBy);
    }

    /// <summary>What a holder of a flag owns by it: the valves of the section that has the flag's name, unless the laboratory's file gives them to an instrument; none of a named resource. And the address that owns them.</summary>
    public static (string Client, ImmutableArray<string> Valves) Owned(LabDefinition lab, LeaseHolder holder)
    {
        var key = holder.Id.LastIndexOf(':');
        var section = lab.Sections.FirstOrDefault(s => LabNames.Key(s.Name) == holder.Id[(key + 1)..]);
        return (holder.Id[Prefix.Length..key], section is null ? [] : [.. lab.Valves.Where(v => v.Section == section.Name && v.Owner.Length == 0).Select(v => v.Name)]);
    }

    /// <summary>Every client of Pychron that holds something, and the flag or resource.</summary>
    public static ImmutableArray<LeaseHolder> Clients(LeaseState state) =>
        [.. state.Holdings.Values.Select(h => h.Holder).Concat(state.Named.Values.Select(n => n.AcquiredBy).OfType<LeaseHolder>()).Where(IsClient).DistinctBy(h => h.Id)];

    /// <summary>Why a client may not open a valve of a section: another has the section's lease. Null when it may.</summary>
    public static PychronError? Refusal(LeaseState state, string section, string client) =>
        state.Holdings.TryGetValue($"line:{section}", out var holding) && !holding.Holder.Id.StartsWith($"{Prefix}{client}:", StringComparison.Ordinal)
            ? new PychronError(PychronError.SystemLocked, $"{section} is held by {holding.Holder.Description}")
            : null;
}
