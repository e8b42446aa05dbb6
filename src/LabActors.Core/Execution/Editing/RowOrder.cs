using System.Collections.Immutable;

namespace LabActors.Core.Execution.Editing;

/// <summary>The order of waiting rows, rearranged. Few rows are moved within the tree, which shares all others with the order before; many make a new one.</summary>
internal static class RowOrder
{
    private const int Few = 16;

    /// <summary>Takes rows out, then puts blocks behind their rows, one block after the other; behind a row that does not wait is the first place.</summary>
    public static ImmutableList<string> Arrange(
        ImmutableList<string> waiting, HashSet<string> taken, ImmutableArray<(string After, ImmutableArray<string> Rows)> blocks)
    {
        if (taken.Count + blocks.Length > Few)
            return ArrangeMany(waiting, taken, blocks);
        foreach (var row in taken)
            waiting = waiting.Remove(row);
        foreach (var (after, rows) in blocks)
            waiting = waiting.InsertRange(waiting.IndexOf(after) + 1, rows);
        return waiting;
    }

    /// <summary>Where rows go back to: each behind the one that was before it and still waits, or goes back too.</summary>
    public static ImmutableArray<(string After, ImmutableArray<string> Rows)> Places(
        ImmutableList<string> before, HashSet<string> rows, Func<string, bool> waits)
    {
        var places = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        if (rows.Count == 0)
            return [];
        var after = "";
        foreach (var id in before)
        {
            if (rows.Contains(id))
                places.Add((after, [id]));
            else if (!waits(id))
                continue;
            after = id;
        }

        return places.ToImmutable();
    }

    private static ImmutableList<string> ArrangeMany(
        ImmutableList<string> waiting, HashSet<string> taken, ImmutableArray<(string After, ImmutableArray<string> Rows)> blocks)
    {
        var order = new LinkedList<string>(waiting.Where(row => !taken.Contains(row)));
        var nodes = new Dictionary<string, LinkedListNode<string>>(waiting.Count);
        for (var node = order.First; node is not null; node = node.Next)
            nodes[node.Value] = node;
        foreach (var (after, rows) in blocks)
        {
            var at = nodes.GetValueOrDefault(after);
            foreach (var row in rows)
                nodes[row] = at = at is null ? order.AddFirst(row) : order.AddAfter(at, row);
        }

        return [.. order];
    }
}
