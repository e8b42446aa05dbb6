using System.Collections.Immutable;

namespace LabActors.Core.Durations;

/// <summary>
/// How long scripts really took: of each <see cref="ScriptKey"/> the last <see cref="Kept"/> runs that ended in success. What differs much from the rest (an
/// operator's pause, a pump that was slow once) does not count.
/// </summary>
/// <param name="Samples">By key, oldest first.</param>
public sealed record LearnedDurations(ImmutableDictionary<string, ImmutableArray<ScriptTimes>> Samples)
{
    /// <summary>Runs kept of each script.</summary>
    public const int Kept = 10;

    // Of the spread that a normal distribution would have: 1.4826 makes the median deviation a standard one.
    private const double Far = 3 * 1.4826;

    // Differences that are never far, s: scripts of valves and waits repeat to a fraction of a second.
    private const double Near = 1;

    /// <summary>Nothing learned.</summary>
    public static LearnedDurations None { get; } = new(ImmutableDictionary<string, ImmutableArray<ScriptTimes>>.Empty);

    /// <summary>Takes note of one more run of a script.</summary>
    public LearnedDurations With(string key, ScriptTimes times)
    {
        var samples = Samples.GetValueOrDefault(key, []).Add(times);
        return new LearnedDurations(Samples.SetItem(key, samples.Length > Kept ? samples[^Kept..] : samples));
    }

    /// <summary>What a script takes by its last runs; null when none is known.</summary>
    public ScriptTimes? Of(string key) => Samples.TryGetValue(key, out var samples) && !samples.IsEmpty
        ? new ScriptTimes(
            Mean(samples.Select(s => (double?)s.Length))!.Value,
            Mean(samples.Select(s => s.InletOpens)),
            Mean(samples.Select(s => s.InletCloses)),
            Mean(samples.Select(s => s.PostEquilibration)))
        : null;

    /// <summary>The mean of the values that are not far from their median; null when most are absent.</summary>
    private static double? Mean(IEnumerable<double?> samples)
    {
        var all = samples.ToArray();
        var values = all.OfType<double>().Order().ToArray();
        if (values.Length * 2 <= all.Length)
            return null;
        var median = Median(values);
        var far = Math.Max(Near, Far * Median([.. values.Select(v => Math.Abs(v - median)).Order()]));
        return values.Where(v => Math.Abs(v - median) <= far).Average();
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
