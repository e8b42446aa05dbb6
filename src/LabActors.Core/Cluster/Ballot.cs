namespace LabActors.Core.Cluster;

/// <summary>
/// A term of the lease authority. Whoever becomes the authority takes one greater than all that the voters have promised; no two nodes ever have the same.
/// </summary>
/// <param name="Number">Grows with every term; 0 is before the first.</param>
/// <param name="Node">Whose term it is.</param>
public sealed record Ballot(long Number, string Node) : IComparable<Ballot>
{
    /// <summary>Before the first term.</summary>
    public static Ballot None { get; } = new(0, "");

    /// <inheritdoc/>
    public int CompareTo(Ballot? other) => other is null ? 1 : (Number, string.CompareOrdinal(Node, other.Node)).CompareTo((other.Number, 0));

    /// <summary>The node's next term after one that it knows of.</summary>
    public static Ballot After(Ballot known, string node) => new(known.Number + 1, node);

    public static bool operator <(Ballot left, Ballot right) => left.CompareTo(right) < 0;

    public static bool operator >(Ballot left, Ballot right) => left.CompareTo(right) > 0;

    public static bool operator <=(Ballot left, Ballot right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Ballot left, Ballot right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Number} of {(Node.Length > 0 ? Node : "nobody")}");
}
