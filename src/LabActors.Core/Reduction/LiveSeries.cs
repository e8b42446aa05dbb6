using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>
/// The points of one isotope on one detector (or of a detector's baseline) with their fit. Immutable; a point more makes another. The fit
/// is reckoned when it is first asked for.
/// </summary>
public sealed class LiveSeries
{
    private readonly FitSetting _setting;
    private readonly FitPlan _plan;
    private readonly ImmutableArray<string> _planNotes;
    private RegressionResult? _fit;

    private LiveSeries(string isotope, string detector, PointList points, FitSetting setting, FitPlan plan, ImmutableArray<string> planNotes) =>
        (Isotope, Detector, Points, _setting, _plan, _planNotes) = (isotope, detector, points, setting, plan, planNotes);

    /// <summary>Empty for a baseline.</summary>
    public string Isotope { get; }

    public string Detector { get; }

    /// <summary>All points, also those that are not good.</summary>
    public PointList Points { get; }

    /// <summary>The filter that was asked for; null when none was.</summary>
    public OutlierFilter? Filter => _plan.Outliers;

    /// <summary>The fit of what has been measured so far, with the filter that was asked for.</summary>
    public RegressionResult Fit => _fit ??= Reckon();

    /// <summary>The fitted value at t = 0; null when there is no good point.</summary>
    public Quantity? Intercept => Fit.Intercept is { } value ? new Quantity(value, Fit.Error) : null;

    /// <summary>The newest good reading, fA; null when there is none.</summary>
    public double? Current
    {
        get
        {
            var points = Points.AsSpan();
            for (var i = points.Length - 1; i >= 0; i--)
                if (points[i].IsGood) return points[i].Intensity;
            return null;
        }
    }

    /// <summary>Slope of the straight line through all good points, fA/s; null for fewer than two.</summary>
    public double? Slope => SlopeOf(0);

    /// <summary>An empty series.</summary>
    public static LiveSeries Empty(string isotope, string detector, FitSetting setting)
    {
        var (plan, notes) = FitPlan.Parse(setting);
        return new(isotope, detector, PointList.Empty, setting, plan, notes);
    }

    /// <summary>The series and one more point.</summary>
    public LiveSeries Add(SeriesPoint point) => new(Isotope, Detector, Points.Add(point), _setting, _plan, _planNotes);

    /// <summary>The same points, fitted otherwise.</summary>
    public LiveSeries With(FitSetting setting)
    {
        if (setting == _setting) return this;
        var (plan, notes) = FitPlan.Parse(setting);
        return new(Isotope, Detector, Points, setting, plan, notes);
    }

    /// <summary>The last good points alone, averaged.</summary>
    public LiveSeries Newest(int window) => Points.Where(p => p.IsGood).TakeLast(window)
        .Aggregate(Empty(Isotope, Detector, new FitSetting(FitChoice.BaselineDefault.FitName)), (series, point) => series.Add(point));

    /// <summary>Slope of the straight line through the last good points, fA/s; null for fewer than two.</summary>
    /// <inheritdoc cref="Average"/>
    public double? SlopeOf(int window)
    {
        var (times, values) = Good();
        var from = window > 0 ? Math.Max(0, times.Length - window) : 0;
        return Regression.Fit(times[from..], values[from..], new FitChoice(FitKind.Linear, ErrorKind.Sem)).Coefficients is [_, var slope] ? slope : null;
    }

    /// <summary>Mean of the last good points, fA; null when there is none.</summary>
    /// <param name="window">How many; 0 for all.</param>
    public double? Average(int window = 0) => Last(window) is { Length: > 0 } values ? values.Average() : null;

    /// <summary>Least of the last good points, fA.</summary>
    /// <inheritdoc cref="Average"/>
    public double? Min(int window = 0) => Last(window) is { Length: > 0 } values ? values.Min() : null;

    /// <summary>Greatest of the last good points, fA.</summary>
    /// <inheritdoc cref="Average"/>
    public double? Max(int window = 0) => Last(window) is { Length: > 0 } values ? values.Max() : null;

    /// <summary>Standard deviation (n − 1) of the last good points, fA; null for fewer than two.</summary>
    /// <inheritdoc cref="Average"/>
    public double? StandardDeviation(int window = 0)
    {
        if (Last(window) is not { Length: > 1 } values) return null;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private double[] Last(int window)
    {
        var (_, values) = Good();
        return window > 0 && window < values.Length ? values[^window..] : values;
    }

    private (double[] Times, double[] Values) Good()
    {
        var points = Points.AsSpan();
        var (times, values) = (new double[points.Length], new double[points.Length]);
        var n = 0;
        foreach (var point in points)
        {
            if (!point.IsGood) continue;
            (times[n], values[n]) = (point.Seconds, point.Intensity);
            n++;
        }

        return n == points.Length ? (times, values) : (times[..n], values[..n]);
    }

    private RegressionResult Reckon()
    {
        var (times, values) = Good();
        var result = Regression.Fit(times, values, _plan);
        var notes = _planNotes;
        if (times.Length < Points.Count)
            notes = notes.Add($"{Points.Count - times.Length} of {Points.Count} readings are not good ({Reasons()}) and are left out");
        return result with { Total = Points.Count, Outliers = Counts(result.Outliers), Notes = [.. notes, .. result.Notes] };
    }

    /// <summary>Indices among the good points as indices among all.</summary>
    private ImmutableArray<int> Counts(ImmutableArray<int> outliers)
    {
        if (outliers.IsEmpty) return outliers;
        var good = Enumerable.Range(0, Points.Count).Where(i => Points[i].IsGood).ToArray();
        return [.. outliers.Select(i => good[i])];
    }

    private string Reasons() => string.Join(", ", Points
        .Where(p => !p.IsGood)
        .Select(p => p.Quality == SeriesPoint.Good ? "not a number" : p.Quality)
        .Distinct()
        .Order(StringComparer.Ordinal));
}
