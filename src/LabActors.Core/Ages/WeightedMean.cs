using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>The mean of values with errors, each with the weight 1/σ²; those without an error, or an error of 0, are left out.</summary>
/// <param name="Mean">Σx/σ² / Σ1/σ².</param>
/// <param name="Error">(Σ1/σ²)^−½.</param>
/// <param name="Mswd">Σ((x − mean)/σ)²/(n − 1); 0 for a single value.</param>
/// <param name="StandardDeviation">√(Σ(x − mean)²/(n − 1)); null for a single value.</param>
/// <param name="Count">Values that entered.</param>
public sealed record WeightedMean(double Mean, double Error, double Mswd, double? StandardDeviation, int Count)
{
    /// <summary>The mean; null when no value has an error.</summary>
    public static WeightedMean? Of(IEnumerable<Quantity> values)
    {
        var used = values.Where(v => v.Error > 0 && double.IsFinite(v.Value)).Select(v => (X: v.Value, S: v.Error!.Value)).ToArray();
        if (used.Length == 0) return null;
        var weight = used.Sum(v => 1 / (v.S * v.S));
        var mean = used.Sum(v => v.X / (v.S * v.S)) / weight;
        if (used.Length == 1) return new(mean, used[0].S, 0, null, 1);
        double freedom = used.Length - 1;
        return new(
            mean,
            Math.Sqrt(1 / weight),
            used.Sum(v => Math.Pow((v.X - mean) / v.S, 2)) / freedom,
            Math.Sqrt(used.Sum(v => Math.Pow(v.X - mean, 2)) / freedom),
            used.Length);
    }

    /// <summary>The error of a kind: SEM as it is, MSEM times √MSWD where that is above 1, SD that of the values; null where it is not known.</summary>
    public double? ErrorOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Sd => StandardDeviation,
        ErrorKind.Msem => Error * Math.Max(1, Math.Sqrt(Mswd)),
        _ => Error,
    };
}
