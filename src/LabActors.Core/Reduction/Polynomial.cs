using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>Polynomials by their coefficients, lowest power first.</summary>
public static class Polynomial
{
    /// <summary>The polynomial's value at x (Horner).</summary>
    public static double At(ImmutableArray<double> coefficients, double x)
    {
        var value = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--) value = (value * x) + coefficients[i];
        return value;
    }
}
