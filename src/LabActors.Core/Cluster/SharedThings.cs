using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Cluster;

/// <summary>What a node shares with others.</summary>
/// <param name="Node">The node; empty where there is only one.</param>
/// <param name="Resources">Sections of the line and extraction devices that several nodes use or operate, as leases name them.</param>
public sealed record SharedThings(string Node, ImmutableHashSet<string> Resources)
{
    /// <summary>Those of a laboratory with one node.</summary>
    public static SharedThings None { get; } = new("", []);

    /// <summary>
    /// What a node of a laboratory shares: the sections that instruments of more than one node lease, or of another than the one that operates their valves; the devices that stand on them, or are connected to
    /// another node than their section.
    /// </summary>
    public static SharedThings Of(LabDefinition lab, string node)
    {
        if (lab.Nodes.Length < 2 || !lab.Nodes.Any(n => n.Name == node))
            return None;
        var users = from n in lab.Nodes
                    from name in n.Instruments
                    from section in lab.Instruments.First(i => i.Name == name).Sections
                    select (section, n.Name);
        var owners = from n in lab.Nodes
                     from section in n.Sections
                     select (section, n.Name);
        var nodesOf = users.Concat(owners).Distinct().ToLookup(u => u.section, u => u.Name);
        bool IsShared(ExtractionDeviceDefinition device) =>
            nodesOf[device.Section].Concat(lab.NodeOfDevice(device.Name) is { } owner ? [owner.Name] : []).Distinct().Count() > 1;
        return new SharedThings(
            node,
            [
                .. nodesOf.Where(nodes => nodes.Count() > 1).Select(nodes => $"line:{nodes.Key}"),
                .. lab.ExtractionDevices.Where(IsShared).Select(NodeHardware.ResourceOf),
            ]);
    }

    /// <summary>
    /// What of that a holder must ask the authority of all for, before the rest is its node's to decide: shared things before a node's own, so that no circle of waiting goes through both.
    /// </summary>
    /// <param name="refusal">Why it may not: it holds something of the node's own already. Empty when all is well.</param>
    public ImmutableArray<string> Wanted(LeaseState own, LeaseHolder holder, ImmutableArray<string> asked, out string refusal)
    {
        refusal = "";
        if (Resources.IsEmpty)
            return [];
        ImmutableArray<string> wanted = [.. asked.Distinct(StringComparer.Ordinal).Where(r => Resources.Contains(r) && own.Holdings.GetValueOrDefault(r)?.Holder.Id != holder.Id)];
        if (!wanted.IsEmpty && own.HeldBy(holder).Where(r => !Resources.Contains(r)).ToArray() is { Length: > 0 } held)
            refusal = $"{holder.Description} holds {string.Join(", ", held)}: what nodes share is asked for before what is a node's own, so give that back before asking for {string.Join(", ", wanted)}";
        return wanted;
    }
}
