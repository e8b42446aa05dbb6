using System.Collections.Immutable;

namespace LabActors.Node.Torture;

/// <summary>Which cuts are tried.</summary>
public static class CutChoice
{
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
}
