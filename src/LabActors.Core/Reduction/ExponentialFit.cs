namespace LabActors.Core.Reduction;

/// <summary>
/// a·e^(−b·t) + c by least squares: b is looked for on a grid, with a and c linear for each (Golub and Pereyra 1973), then all three
/// are brought to the minimum by Gauss-Newton steps. C = (JᵀJ)⁻¹ at the minimum, and the intercept a + c has C₀₀ = gᵀCg, g = (1, 0, 1).
/// </summary>
internal static class ExponentialFit
{
    private const int GridSteps = 60;
    private const int MaxSteps = 100;

    /// <summary>The fit; null when the points do not determine one (a line, a constant, fewer than four points).</summary>
    public static CurveFit? Fit(double[] t, double[] y)
    {
        var span = t.Max() - t.Min();
        if (t.Length < 4 || !(span > 0) || !double.IsFinite(span)) return null;
        if (Start(t, y, span) is not { } start || Converge(t, y, start, span) is not var (a, b, c)) return null;

        var residuals = new double[t.Length];
        var normal = new Normal3();
        for (var i = 0; i < t.Length; i++)
        {
            var e = Math.Exp(-b * t[i]);
            residuals[i] = y[i] - (a * e) - c;
            normal.Add(e, -a * t[i] * e, 1, residuals[i]);
        }

        if (normal.Inverse() is not { } inverse) return null;
        var leverage = inverse[0, 0] + (2 * inverse[0, 2]) + inverse[2, 2];
        return leverage > 0 && double.IsFinite(leverage)
            ? new(FitKind.Exponential, a + c, leverage, [a, b, c], residuals, () => Weights(t, a, b, inverse))
            : null;
    }

    private static double[] Weights(double[] t, double a, double b, double[,] inverse) =>
    [
        .. t.Select(x =>
        {
            var e = Math.Exp(-b * x);
            double[] j = [e, -a * x * e, 1];
            return Enumerable.Range(0, 3).Sum(k => (inverse[0, k] + inverse[2, k]) * j[k]);
        }),
    ];

    private static (double A, double B, double C)? Start(double[] t, double[] y, double span)
    {
        (double, double, double)? best = null;
        var least = double.PositiveInfinity;
        for (var k = 0; k <= GridSteps; k++)
        {
            // time constants from a fiftieth of the series to a hundred times its length
            var b = Math.Pow(10, -2 + (k * 3.7 / GridSteps)) / span;
            foreach (var signed in (ReadOnlySpan<double>)[b, -b])
            {
                if (Linear(t, y, signed) is not var (a, c, squares) || !(squares < least)) continue;
                (least, best) = (squares, (a, signed, c));
            }
        }

        return best;
    }

    private static (double A, double C, double Squares)? Linear(double[] t, double[] y, double b)
    {
        double n = t.Length, se = 0, see = 0, sy = 0, sey = 0;
        for (var i = 0; i < t.Length; i++)
        {
            var e = Math.Exp(-b * t[i]);
            se += e;
            see += e * e;
            sy += y[i];
            sey += e * y[i];
        }

        var det = (n * see) - (se * se);
        if (!(Math.Abs(det) > 1e-14 * n * see)) return null;
        var a = ((n * sey) - (se * sy)) / det;
        var c = (sy - (a * se)) / n;
        return (a, c, Squares(t, y, a, b, c));
    }

    private static (double A, double B, double C)? Converge(double[] t, double[] y, (double A, double B, double C) start, double span)
    {
        var (a, b, c) = start;
        var squares = Squares(t, y, a, b, c);
        for (var step = 0; step < MaxSteps; step++)
        {
            var normal = new Normal3();
            for (var i = 0; i < t.Length; i++)
            {
                var e = Math.Exp(-b * t[i]);
                normal.Add(e, -a * t[i] * e, 1, y[i] - (a * e) - c);
            }

            if (normal.Solve() is not var (da, db, dc)) return null;
            var factor = 1.0;
            var next = Squares(t, y, a + da, b + db, c + dc);
            for (; !(next <= squares) && factor > 1e-4; next = Squares(t, y, a + (factor * da), b + (factor * db), c + (factor * dc))) factor /= 2;
            if (!(next <= squares)) return Settled(1e-6, da, db, dc, a, b, c) ? (a, b, c) : null;
            (a, b, c, squares) = (a + (factor * da), b + (factor * db), c + (factor * dc), next);
            if (Math.Abs(b) * span is < 1e-3 or > 200) return null;
            if (Settled(1e-11, da, db, dc, a, b, c)) return (a, b, c);
        }

        return null;
    }

    /// <summary>True when the step is that small a part of the parameters; at the minimum the squares stop falling by rounding before that.</summary>
    private static bool Settled(double part, double da, double db, double dc, double a, double b, double c) =>
        Math.Abs(db) <= part * Math.Abs(b) && Math.Abs(da) + Math.Abs(dc) <= part * (Math.Abs(a) + Math.Abs(c));

    private static double Squares(double[] t, double[] y, double a, double b, double c)
    {
        var sum = 0.0;
        for (var i = 0; i < t.Length; i++)
        {
            var r = y[i] - (a * Math.Exp(-b * t[i])) - c;
            sum += r * r;
        }

        return sum;
    }

    /// <summary>Normal equations of three parameters, with columns scaled to length one before they are solved.</summary>
    private sealed class Normal3
    {
        private readonly double[,] _m = new double[3, 3];
        private readonly double[] _v = new double[3];

        public void Add(double j0, double j1, double j2, double r)
        {
            ReadOnlySpan<double> j = [j0, j1, j2];
            for (var i = 0; i < 3; i++)
            {
                _v[i] += j[i] * r;
                for (var k = 0; k < 3; k++) _m[i, k] += j[i] * j[k];
            }
        }

        public (double, double, double)? Solve()
        {
            if (Inverse() is not { } m) return null;
            double Row(int i) => (m[i, 0] * _v[0]) + (m[i, 1] * _v[1]) + (m[i, 2] * _v[2]);
            return (Row(0), Row(1), Row(2));
        }

        public double[,]? Inverse()
        {
            double[] scale = [Math.Sqrt(_m[0, 0]), Math.Sqrt(_m[1, 1]), Math.Sqrt(_m[2, 2])];
            double M(int i, int k) => _m[i, k] / (scale[i] * scale[k]);
            double Minor(int a, int b, int c, int d) => (M(a, c) * M(b, d)) - (M(a, d) * M(b, c));
            var det = (M(0, 0) * Minor(1, 2, 1, 2)) - (M(0, 1) * Minor(1, 2, 0, 2)) + (M(0, 2) * Minor(1, 2, 0, 1));
            if (!(Math.Abs(det) > 1e-13)) return null;
            double[,] adjoint =
            {
                { Minor(1, 2, 1, 2), -Minor(0, 2, 1, 2), Minor(0, 1, 1, 2) },
                { -Minor(1, 2, 0, 2), Minor(0, 2, 0, 2), -Minor(0, 1, 0, 2) },
                { Minor(1, 2, 0, 1), -Minor(0, 2, 0, 1), Minor(0, 1, 0, 1) },
            };
            for (var i = 0; i < 3; i++)
                for (var k = 0; k < 3; k++) adjoint[i, k] /= det * scale[i] * scale[k];
            return adjoint;
        }
    }
}
