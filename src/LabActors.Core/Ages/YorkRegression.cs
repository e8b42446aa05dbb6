namespace LabActors.Core.Ages;

/// <summary>
/// The straight line through points with correlated errors in both directions (York 1969; York et al. 2004). The errors are those of York (1966)
/// at the observed points, as Pychron's York has them; those of Reed (1989), which Pychron has too, are the same times √MSWD.
/// </summary>
/// <param name="Mswd">Sum of the weighted squared distances over n − 2; NaN for two points.</param>
public sealed record YorkRegression(double Slope, double SlopeError, double Intercept, double InterceptError, double Mswd, int Count)
{
    private const int MaxIterations = 500;

    /// <summary>√MSWD where that is above 1: the factor by which errors are widened for a scatter that they do not explain.</summary>
    public double Excess => Mswd > 1 ? Math.Sqrt(Mswd) : 1;

    /// <summary>The line; null for fewer than two points or when it does not settle.</summary>
    public static YorkRegression? Of(IReadOnlyList<CorrelatedPoint> points)
    {
        if (points.Count < 2) return null;
        var slope = LeastSquaresSlope(points);
        for (var i = 0; i < MaxIterations; i++)
        {
            var line = new Line(points, slope);
            var next = line.NextSlope();
            if (!double.IsFinite(next)) return null;
            if (Math.Abs(next - slope) <= 1e-15 * Math.Abs(next)) break;
            slope = next;
        }

        return new Line(points, slope).Result();
    }

    private static double LeastSquaresSlope(IReadOnlyList<CorrelatedPoint> points)
    {
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }

    private sealed class Line
    {
        private readonly IReadOnlyList<CorrelatedPoint> _points;
        private readonly double _slope;
        private readonly double[] _weights;
        private readonly double _sum, _x, _y;

        public Line(IReadOnlyList<CorrelatedPoint> points, double slope)
        {
            (_points, _slope) = (points, slope);
            _weights =
            [
                .. points.Select(p => 1 / ((p.YError * p.YError) + (slope * slope * p.XError * p.XError) - (2 * slope * p.Correlation * p.XError * p.YError))),
            ];
            _sum = _weights.Sum();
            _x = Weighted(p => p.X);
            _y = Weighted(p => p.Y);
        }

        public double NextSlope()
        {
            double over = 0, under = 0;
            for (var i = 0; i < _points.Count; i++)
            {
                var p = _points[i];
                var (u, v) = (p.X - _x, p.Y - _y);
                var beta = _weights[i] * ((u * p.YError * p.YError) + (_slope * v * p.XError * p.XError) - (((_slope * u) + v) * p.Correlation * p.XError * p.YError));
                over += _weights[i] * beta * v;
                under += _weights[i] * beta * u;
            }

            return over / under;
        }

        public YorkRegression Result()
        {
            var intercept = _y - (_slope * _x);
            var slopeError = Math.Sqrt(1 / (_sum * Weighted(p => (p.X - _x) * (p.X - _x))));
            var interceptError = Math.Sqrt(Weighted(p => p.X * p.X)) * slopeError;
            var mswd = _sum * Weighted(p => Math.Pow(p.Y - intercept - (_slope * p.X), 2)) / (_points.Count - 2);
            return new(_slope, slopeError, intercept, interceptError, mswd, _points.Count);
        }

        private double Weighted(Func<CorrelatedPoint, double> of)
        {
            var total = 0.0;
            for (var i = 0; i < _points.Count; i++) total += _weights[i] * of(_points[i]);
            return total / _sum;
        }
    }
}
