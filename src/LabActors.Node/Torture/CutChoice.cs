using System.Collections.Immutable;

namespace LabActors.Node.Torture;

/// <summary>Which cuts are tried.</summary>
public static class CutChoice
{
    // Moments at the beginning of a life: what was found, what is brought to match, runs taken up, their first commands.
    private const int Recovering = 40;

    /// <summary>So many cuts, spread over the whole experiment and drawn by a seed: one of each of that many equal parts.</summary>
    public static ImmutableArray<Cut> Sample(ImmutableArray<Cut> cuts, int count, int seed)
    {
        if (count >= cuts.Length)
            return cuts;
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var (from, to) = ((int)((long)i * cuts.Length / count), (int)((long)(i + 1) * cuts.Length / count));
                return cuts[random.Next(from, to)];
            }),
        ];
    }

    /// <summary>Where a node that was killed is killed again: every second time within the first moments of its life, in which it recovers, else anywhere.</summary>
    /// <param name="cuts">The moments of that life; at least one.</param>
    public static Cut Next(ImmutableArray<Cut> cuts, Random random) => cuts[random.Next(random.Next(2) == 0 ? Math.Min(cuts.Length, Recovering) : cuts.Length)];
}
