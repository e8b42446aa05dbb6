using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>Curves by their coefficients, as results keep them.</summary>
public static class Curve
{
    /// <summary>The curve's value at t seconds; NaN without coefficients.</summary>
    public static double At(FitKind fit, ImmutableArray<double> coefficients, double t) => coefficients switch
    {
        [] => double.NaN,
        [var a, var b, var c] when fit == FitKind.Exponential => (a * Math.Exp(-b * t)) + c,
        _ => Polynomial.At(coefficients, t),
    };

    /// <summary>The curve's value at t seconds, by the name of its fit.</summary>
    public static double At(string fit, ImmutableArray<double> coefficients, double t) =>
        At(fit.Equals(nameof(FitKind.Exponential), StringComparison.OrdinalIgnoreCase) ? FitKind.Exponential : FitKind.Linear, coefficients, t);
}
