using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>
/// One round of tests: every conditional that is due is tested, also behind one that has tripped, so that an action which resumes never hides
/// a stop. The most severe trip acts, the first of equals; the others are recorded.
/// </summary>
/// <param name="Trips">All trips, in the order of the set.</param>
/// <param name="Acting">The one that acts; null when none tripped.</param>
/// <param name="NotEvaluated">Conditionals that could not be told, and what was missing.</param>
/// <param name="Counters">The counters afterwards.</param>
public sealed record ConditionalRound(
    ImmutableArray<ConditionalTrip> Trips,
    ConditionalTrip? Acting,
    ImmutableArray<(Conditional Conditional, string Missing)> NotEvaluated,
    ConditionalCounters Counters)
{
    /// <summary>That intercepts are not known while the gas equilibrates is no news, except for those that are tested then only.</summary>
    public ConditionalRound ToldDuringSniff() =>
        this with { NotEvaluated = [.. NotEvaluated.Where(n => n.Conditional.Kind == ConditionalKind.Equilibration)] };

    /// <summary>Before count <paramref name="count"/> is read, with the values of the counts before it.</summary>
    /// <param name="duringSniff">The gas equilibrates: equilibration conditionals are tested too.</param>
    public static ConditionalRound BeforeCount(
        IEnumerable<InstalledConditional> set, ConditionalCounters counters, string analysisType, int count, bool duringSniff, IMeasuredValues values) =>
        Of(
            set.Where(i => i.Conditional.Kind.IsOfCounts() && (duringSniff || i.Conditional.Kind != ConditionalKind.Equilibration) && i.Conditional.IsDue(count)),
            counters,
            analysisType,
            values);

    /// <summary>Conditionals whatever their start and frequency: before and after runs.</summary>
    public static ConditionalRound Of(IEnumerable<InstalledConditional> due, ConditionalCounters counters, string analysisType, IMeasuredValues values)
    {
        var trips = ImmutableArray.CreateBuilder<ConditionalTrip>();
        var missing = ImmutableArray.CreateBuilder<(Conditional, string)>();
        foreach (var (conditional, condition) in due.Where(i => i.Conditional.IsFor(analysisType)))
        {
            var outcome = condition.Evaluate(values);
            (counters, var trip) = counters.Counted(conditional, outcome.Holds);
            if (trip)
                trips.Add(new ConditionalTrip(conditional, outcome.Seen));
            if (outcome.Holds is null)
                missing.Add((conditional, outcome.Missing));
        }

        // MaxBy takes the first of equals, which is the nearer level: run, queue, system, script.
        return new ConditionalRound(trips.ToImmutable(), trips.MaxBy(t => t.Conditional.Severity()), missing.ToImmutable(), counters);
    }
}
