using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>
/// How often each conditional came out true in a row, and which modifications have fired for what still holds. Small enough to be journaled
/// as a whole whenever it changes, so a restart has it again.
/// </summary>
/// <param name="True">Conditional's id to tests in a row; those at 0 are left out.</param>
/// <param name="Fired">Ids of modifications that do nothing more until their test has come out false.</param>
public sealed record ConditionalCounters(ImmutableDictionary<string, int> True, ImmutableHashSet<string> Fired)
{
    /// <summary>Before any test.</summary>
    public static ConditionalCounters None { get; } = new(ImmutableDictionary<string, int>.Empty, []);

    /// <summary>The counters after one test of a conditional, and whether it trips by it.</summary>
    /// <param name="holds">What came of the test; null, unknown, counts as false.</param>
    public (ConditionalCounters Counters, bool Trips) Counted(Conditional conditional, bool? holds)
    {
        if (holds != true)
            return (With(conditional.Id, 0) with { Fired = Fired.Remove(conditional.Id) }, false);
        if (Fired.Contains(conditional.Id))
            return (this, false);
        var inARow = True.GetValueOrDefault(conditional.Id) + 1;
        if (inARow < conditional.Trips)
            return (With(conditional.Id, inARow), false);
        var tripped = With(conditional.Id, 0);
        return (conditional.Kind == ConditionalKind.Modification ? tripped with { Fired = Fired.Add(conditional.Id) } : tripped, true);
    }

    /// <summary>These counters with what is known of some conditionals from elsewhere.</summary>
    /// <param name="ids">Conditionals of which it is known.</param>
    /// <param name="inARow">Theirs; those at 0 are left out.</param>
    public ConditionalCounters Updated(IEnumerable<string> ids, ImmutableDictionary<string, int> inARow) =>
        this with { True = True.RemoveRange(ids).SetItems(inARow) };

    /// <inheritdoc/>
    public bool Equals(ConditionalCounters? other) => other is not null
        && Fired.SetEquals(other.Fired)
        && True.Count == other.True.Count
        && True.All(t => other.True.GetValueOrDefault(t.Key) == t.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(True.Count, Fired.Count);

    private ConditionalCounters With(string id, int inARow) =>
        inARow == 0 ? this with { True = True.Remove(id) } : this with { True = True.SetItem(id, inARow) };
}
