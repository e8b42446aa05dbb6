using System.Collections.Immutable;

namespace LabActors.Console.Torture;

/// <summary>What happens in a trial: drawn by seed and number of the trial, so that the same comes again.</summary>
public static class FaultPlan
{
    private const int Faults = 3;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1), Spread = TimeSpan.FromSeconds(12);

    /// <summary>Draws the faults of a trial, in the order of their times: of different kinds, as far as there are so many.</summary>
    /// <param name="seed">The torture's.</param>
    /// <param name="trial">Its number, from 1.</param>
    /// <param name="network">True where links can be cut and slowed down.</param>
    public static ImmutableArray<Fault> Draw(int seed, int trial, bool network)
    {
        var random = new Random(unchecked((seed * 397) ^ trial));
        FaultKind cut = Pick([FaultKind.Cut, FaultKind.CutOut, FaultKind.CutIn, FaultKind.CutOne]);
        FaultKind[] kinds = network ? [FaultKind.Kill, FaultKind.Stop, cut, FaultKind.Slow] : [FaultKind.Kill, FaultKind.Stop];
        random.Shuffle(kinds);
        return [.. Enumerable.Range(0, Faults).Select(i => Of(kinds[i % kinds.Length])).OrderBy(fault => fault.At)];

        Fault Of(FaultKind kind) => new(
            kind,
            Pick(Enum.GetValues<FaultTarget>()),
            First + (random.NextDouble() * Spread),
            // Shorter and longer than it takes to be put out, about 12 s.
            TimeSpan.FromSeconds(kind == FaultKind.Kill ? random.NextDouble() * 8 : 3 + (random.NextDouble() * 17)),
            TimeSpan.FromMilliseconds(50 + (random.NextDouble() * 400)));

        T Pick<T>(T[] some) => some[random.Next(some.Length)];
    }
}
