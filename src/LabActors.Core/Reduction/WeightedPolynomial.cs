using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace LabActors.Core.Reduction;

/// <summary>
/// A polynomial through points that have errors, each with the weight 1/σ², for groups of analyses (blanks, IC factors, J): C = (XᵀWX)⁻¹.
/// Its errors are Pychron's, which its saved values have: s is that of the unweighted residuals while C is in the points' own variances.
/// What the points' errors alone say is <see cref="CoefficientErrors"/>.
/// </summary>
public sealed class WeightedPolynomial
{
    private readonly Matrix<double> _covariance;

    private WeightedPolynomial(ImmutableArray<double> coefficients, Matrix<double> covariance, double mswd, double standardError) =>
        (Coefficients, _covariance, Mswd, StandardError) = (coefficients, covariance, mswd, standardError);

    /// <summary>Of 1, x, x² ...</summary>
    public ImmutableArray<double> Coefficients { get; }

    /// <summary>√C: the errors of the coefficients from the errors of the points.</summary>
    public ImmutableArray<double> CoefficientErrors => [.. _covariance.Diagonal().Select(Math.Sqrt)];

    /// <summary>Σ(r/σ)²/(n−q).</summary>
    public double Mswd { get; }

    /// <summary>√(Σr²/(n−q)), without weights.</summary>
    public double StandardError { get; }

    /// <summary>Fits; there must be more points than the degree, and each error above 0.</summary>
    public static WeightedPolynomial Fit(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double> errors, int degree)
    {
        if (x.Count <= degree) throw new ArgumentException($"{x.Count} points for a polynomial of degree {degree}; there must be more.");
        var design = Matrix<double>.Build.Dense(x.Count, degree + 1, (row, column) => Math.Pow(x[row], column) / errors[row]);
        var observed = Vector<double>.Build.Dense(x.Count, i => y[i] / errors[i]);
        var qr = design.QR();
        var solution = qr.Solve(observed);
        var half = qr.R.Inverse();
        var weighted = observed - (design * solution);
        var plain = Enumerable.Range(0, x.Count).Sum(i => Math.Pow(weighted[i] * errors[i], 2));
        double freedom = x.Count - degree - 1;
        return new([.. solution], half * half.Transpose(), weighted.DotProduct(weighted) / freedom, Math.Sqrt(plain / freedom));
    }

    /// <summary>The value at x.</summary>
    public double At(double x) => Polynomial.At(Coefficients, x);

    /// <summary>The error of the value at x: SEM s·√(xᵀCx), SD s·√(1+xᵀCx), MSEM the SEM times √MSWD where that is above 1.</summary>
    public double ErrorAt(double x, ErrorKind kind)
    {
        var row = Vector<double>.Build.Dense(Coefficients.Length, power => Math.Pow(x, power));
        var variance = row * _covariance * row;
        return kind switch
        {
            ErrorKind.Sem => StandardError * Math.Sqrt(variance),
            ErrorKind.Msem => StandardError * Math.Sqrt(variance) * Math.Max(1, Math.Sqrt(Mswd)),
            _ => StandardError * Math.Sqrt(1 + variance),
        };
    }
}
