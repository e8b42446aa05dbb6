using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>A curve through points, before anything is said of its error.</summary>
/// <param name="Intercept">Its value at t = 0.</param>
/// <param name="Leverage">C₀₀: the variance of the intercept in units of the points' variance.</param>
/// <param name="Coefficients">Of 1, t, t² ...; of an exponential a, b, c.</param>
/// <param name="Residuals">Of the points that were fitted, in their order.</param>
/// <param name="Weights">Of each point in the intercept: its change per change of that point.</param>
internal sealed record CurveFit(
    FitKind Fit,
    double Intercept,
    double Leverage,
    ImmutableArray<double> Coefficients,
    double[] Residuals,
    Func<double[]> Weights)
{
    public int Parameters => Coefficients.Length;

    public double SumOfSquares
    {
        get
        {
            var sum = 0.0;
            foreach (var r in Residuals) sum += r * r;
            return sum;
        }
    }

    /// <summary>s = √(Σr²/(n−q)); null without a degree of freedom.</summary>
    public double? StandardError => Residuals.Length > Parameters ? Math.Sqrt(SumOfSquares / (Residuals.Length - Parameters)) : null;
}
