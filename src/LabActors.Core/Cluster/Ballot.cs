namespace LabActors.Core.Cluster;

/// <summary>
/// A term of the lease authority. Whoever becomes the authority takes one greater than all that the voters have promised; no two authorities ever have the same, nor two lives of one.
/// </summary>
/// <param name="Number">Grows with every term; 0 is before the first.</param>
/// <param name="By">Whose term it is: a node, and what no other life of its authority has.</param>
public sealed record Ballot(long Number, string By) : IComparable<Ballot>
{
    /// <summary>Before the first term.</summary>
    public static Ballot None { get; } = new(0, "");

    /// <inheritdoc/>
    public int CompareTo(Ballot? other) => other is null ? 1 : (Number, string.CompareOrdinal(By, other.By)).CompareTo((other.Number, 0));

    /// <summary>The next term after one that is known of.</summary>
    public static Ballot After(Ballot known, string by) => new(known.Number + 1, by);

    public static bool operator <(Ballot left, Ballot right) => left.CompareTo(right) < 0;

    public static bool operator >(Ballot left, Ballot right) => left.CompareTo(right) > 0;

    public static bool operator <=(Ballot left, Ballot right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Ballot left, Ballot right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Number} of {(By.Length > 0 ? By : "nobody")}");
}
