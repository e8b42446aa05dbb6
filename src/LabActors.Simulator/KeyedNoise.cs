using System.Text;

namespace LabActors.Simulator;

/// <summary>
/// Random numbers that are functions of (seed, channel, instant) and of nothing else, so that a reading has the same
/// digits whatever was read before it, in which order and at which speed. SplitMix64 (Steele, Lea and Flood 2014) over
/// the three keys; a channel's name is hashed with FNV-1a.
/// </summary>
/// <param name="seed">Seed of the laboratory.</param>
public readonly struct KeyedNoise(ulong seed)
{
    /// <summary>Uniform in the open interval 0 to 1.</summary>
    /// <param name="channel">What is read.</param>
    /// <param name="instantTicks">When, in ticks of 100 ns.</param>
    /// <param name="index">Which of several numbers for one reading.</param>
    public double Uniform(string channel, long instantTicks, int index = 0)
    {
        var key = Mix(seed ^ Fnv1a(channel));
        key = Mix(key ^ unchecked((ulong)instantTicks));
        key = Mix(key ^ unchecked((ulong)index));
        return ((key >> 11) + 0.5) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    public double Gaussian(string channel, long instantTicks)
    {
        var radius = Math.Sqrt(-2 * Math.Log(Uniform(channel, instantTicks, 0)));
        return radius * Math.Cos(2 * Math.PI * Uniform(channel, instantTicks, 1));
    }

    /// <summary>Poisson counts: by inversion up to a mean of 50, above it the rounded normal.</summary>
    public double Poisson(double mean, string channel, long instantTicks) => Counts(mean, 1, channel, instantTicks);

    /// <summary>Counts with another variance than their mean; up to a mean of 50, where it cannot be told, they are Poisson's.</summary>
    /// <param name="variance">Over the mean.</param>
    public double Counts(double mean, double variance, string channel, long instantTicks)
    {
        if (mean > 50)
        {
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean * variance) * Gaussian(channel, instantTicks))));
        }

        var u = Uniform(channel, instantTicks);
        var probability = Math.Exp(-mean);
        var cumulated = probability;
        var counts = 0;
        while (u > cumulated && counts < 1000)
        {
            counts++;
            probability *= mean / counts;
            cumulated += probability;
        }

        return counts;
    }

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    private static ulong Fnv1a(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        return hash;
    }
}
