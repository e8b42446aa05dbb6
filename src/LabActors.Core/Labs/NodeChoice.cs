namespace LabActors.Core.Labs;

/// <summary>Which of a laboratory's nodes a process is.</summary>
public static class NodeChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="lab">The laboratory.</param>
    /// <param name="asked">The name that was asked for; null when none was.</param>
    /// <param name="instrument">The instrument whose queues are to be run; null when there are none, and somebody has to say which node it is.</param>
    /// <returns>Null in a laboratory that names no nodes; and what is wrong, empty when nothing is.</returns>
    public static (NodeDefinition? Node, string Problem) Of(LabDefinition lab, string? asked, string? instrument)
    {
        var known = string.Join(", ", lab.Nodes.Select(n => n.Name));
        if (asked is not null && lab.FindNode(asked) is null)
        {
            return (null, lab.Nodes.IsEmpty
                ? $"found '{asked}', and lab.yaml has no 'nodes': one node has everything, and the name is left out"
                : $"found '{asked}', expected a node of lab.yaml: {known}");
        }

        var owner = instrument is null ? null : lab.NodeOfInstrument(instrument);
        var node = asked is not null ? lab.FindNode(asked) : lab.Nodes is [var only] ? only : owner;
        if (node is null)
            return (null, lab.Nodes.IsEmpty ? "" : $"found no name, expected a node of lab.yaml: {known}");
        return owner is not null && owner != node
            ? (null, $"{instrument} belongs to the node '{owner.Name}', and this is '{node.Name}'")
            : (node, "");
    }
}
