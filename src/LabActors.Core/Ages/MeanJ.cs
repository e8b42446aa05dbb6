using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>J of a position, from the analyses of its monitors.</summary>
/// <param name="Mswd">Of the J's about their weighted mean.</param>
public sealed record MeanJ(double J, double? Error, double Mswd, int Count)
{
    /// <summary>The mean; null when no analysis has a J with an error.</summary>
    /// <param name="weighted">By 1/σ²; else the plain mean, whose MSEM is, in Pychron and so in saved files, the SD times √MSWD.</param>
    public static MeanJ? Of(IReadOnlyCollection<Quantity> js, bool weighted, ErrorKind kind)
    {
        if (WeightedMean.Of(js) is not { } mean) return null;
        if (weighted) return new(mean.Mean, mean.ErrorOf(kind), mean.Mswd, mean.Count);
        var values = js.Select(j => j.Value).ToArray();
        var plain = values.Average();
        double? sd = values.Length > 1 ? Math.Sqrt(values.Sum(v => (v - plain) * (v - plain)) / (values.Length - 1)) : null;
        var error = kind switch
        {
            ErrorKind.Sd => sd,
            ErrorKind.Msem => sd * Math.Max(1, Math.Sqrt(mean.Mswd)),
            _ => sd / Math.Sqrt(values.Length),
        };
        return new(plain, error, mean.Mswd, values.Length);
    }
}
