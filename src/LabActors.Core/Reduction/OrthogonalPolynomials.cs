using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>
/// Least squares by polynomials that are orthogonal on the points themselves (Forsythe, J. SIAM 5, 1957): one pass a degree over the
/// points, no matrix, and as exact as a QR decomposition. With γₖ = Σpₖ², the intercept is Σ dₖ·pₖ(0) and C₀₀ = Σ pₖ(0)²/γₖ.
/// </summary>
internal static class OrthogonalPolynomials
{
    /// <summary>Fits a polynomial; there are more distinct times than its degree.</summary>
    public static CurveFit Fit(double[] t, double[] y, FitKind fit)
    {
        var degree = (int)fit;
        var (center, half) = Span(t);
        var offset = y[0];
        var basis = new Basis(t, center, half);
        var residuals = new double[y.Length];
        for (var i = 0; i < y.Length; i++) residuals[i] = y[i] - offset;

        double intercept = offset, leverage = 0;
        Span<double> scaled = stackalloc double[degree + 1];
        for (var k = 0; ; k++)
        {
            var part = basis.Take(residuals);
            intercept += part * basis.AtZero;
            leverage += basis.AtZero * basis.AtZero / basis.Norm;
            basis.AddTo(scaled, part);
            if (k == degree) break;
            basis.Next();
        }

        var coefficients = Unscaled(scaled, center, half);
        coefficients[0] = intercept;
        return new(fit, intercept, leverage, [.. coefficients], residuals, () => Weights(t, degree));
    }

    private static double[] Weights(double[] t, int degree)
    {
        var (center, half) = Span(t);
        var basis = new Basis(t, center, half);
        var weights = new double[t.Length];
        for (var k = 0; ; k++)
        {
            basis.AddWeights(weights);
            if (k == degree) return weights;
            basis.Next();
        }
    }

    private static (double Center, double Half) Span(double[] t)
    {
        double low = t[0], high = t[0];
        foreach (var x in t) (low, high) = (Math.Min(low, x), Math.Max(high, x));
        return (low + ((high - low) / 2), high > low ? (high - low) / 2 : 1);
    }

    /// <summary>Coefficients of powers of t, from those of powers of (t − center)/half.</summary>
    private static double[] Unscaled(ReadOnlySpan<double> scaled, double center, double half)
    {
        var result = new double[scaled.Length];
        for (var k = scaled.Length - 1; k >= 0; k--)
        {
            // Horner: result = result·(t − center)/half + scaled[k]
            for (var i = scaled.Length - 1; i >= 0; i--)
                result[i] = ((i > 0 ? result[i - 1] : 0) - (center * result[i])) / half;
            result[0] += scaled[k];
        }

        return result;
    }

    /// <summary>pₖ on the points, at t = 0 and as a polynomial of the scaled time u, with the recurrence pₖ₊₁ = (u − αₖ)pₖ − (γₖ/γₖ₋₁)pₖ₋₁.</summary>
    private sealed class Basis
    {
        private readonly double[] _u;
        private readonly double _zero;
        private double[] _now, _before;
        private double[] _coefficients = [1, 0, 0, 0, 0], _coefficientsBefore = new double[5];
        private double _atZeroBefore, _normBefore = 1;

        public Basis(double[] t, double center, double half)
        {
            _u = new double[t.Length];
            for (var i = 0; i < t.Length; i++) _u[i] = (t[i] - center) / half;
            _zero = -center / half;
            (_now, _before) = (new double[t.Length], new double[t.Length]);
            Array.Fill(_now, 1);
            Norm = t.Length;
        }

        public double Norm { get; private set; }

        public double AtZero { get; private set; } = 1;

        /// <summary>Takes the part of pₖ out of the residuals and returns it.</summary>
        public double Take(double[] residuals)
        {
            var sum = 0.0;
            for (var i = 0; i < residuals.Length; i++) sum += residuals[i] * _now[i];
            var part = sum / Norm;
            for (var i = 0; i < residuals.Length; i++) residuals[i] -= part * _now[i];
            return part;
        }

        public void AddTo(Span<double> scaled, double part)
        {
            for (var i = 0; i < scaled.Length; i++) scaled[i] += part * _coefficients[i];
        }

        public void AddWeights(double[] weights)
        {
            for (var i = 0; i < weights.Length; i++) weights[i] += AtZero * _now[i] / Norm;
        }

        public void Next()
        {
            var alpha = 0.0;
            for (var i = 0; i < _u.Length; i++) alpha += _u[i] * _now[i] * _now[i];
            alpha /= Norm;
            var beta = Norm / _normBefore;

            var norm = 0.0;
            for (var i = 0; i < _u.Length; i++)
            {
                var next = ((_u[i] - alpha) * _now[i]) - (beta * _before[i]);
                _before[i] = next;
                norm += next * next;
            }

            (_now, _before) = (_before, _now);
            var coefficients = new double[5];
            for (var i = 0; i < 5; i++)
                coefficients[i] = (i > 0 ? _coefficients[i - 1] : 0) - (alpha * _coefficients[i]) - (beta * _coefficientsBefore[i]);
            (_coefficientsBefore, _coefficients) = (_coefficients, coefficients);
            (_atZeroBefore, AtZero) = (AtZero, ((_zero - alpha) * AtZero) - (beta * _atZeroBefore));
            (_normBefore, Norm) = (Norm, norm);
        }
    }
}
