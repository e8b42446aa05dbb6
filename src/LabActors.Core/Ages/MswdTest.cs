using MathNet.Numerics.Distributions;

namespace LabActors.Core.Ages;

/// <summary>Whether a scatter is what the errors let expect: MSWD·f is distributed as χ² with f degrees of freedom (Wendt and Carl 1991).</summary>
public static class MswdTest
{
    /// <summary>The 95 % interval of MSWD of n values about k parameters.</summary>
    public static (double Low, double High) Limits(int n, int k = 1)
    {
        double freedom = n - k;
        return (ChiSquared.InvCDF(freedom, 0.025) / freedom, ChiSquared.InvCDF(freedom, 0.975) / freedom);
    }

    /// <summary>True when the MSWD of n values lies inside its 95 % interval.</summary>
    public static bool IsValid(double mswd, int n, int k = 1) => n > k && Limits(n, k) is var (low, high) && mswd > low && mswd < high;

    /// <summary>Probability of a greater MSWD by chance.</summary>
    public static double Probability(double mswd, int freedom) => 1 - ChiSquared.CDF(freedom, mswd * freedom);
}
