using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Cluster;

/// <summary>A holder of shared things: one of a node's own holders, under an id that begins with the node's name.</summary>
public static class SharedHolder
{
    /// <summary>A node's holder as the laboratory knows it.</summary>
    public static LeaseHolder Of(string node, LeaseHolder holder) => new($"{node}/{holder.Id}", $"{holder.Description} on {node}");

    /// <summary>The node of a holder of shared things.</summary>
    public static string NodeOf(LeaseHolder holder) => holder.Id[..holder.Id.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>The id of a holder of shared things in its own node.</summary>
    public static string OwnId(LeaseHolder holder) => holder.Id[(holder.Id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>True when the holder is the node's.</summary>
    public static bool IsOf(LeaseHolder holder, string node) => holder.Id.StartsWith($"{node}/", StringComparison.Ordinal);
}
