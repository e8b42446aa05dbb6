using System.Collections.Immutable;
using System.Xml.Linq;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results.Report;

/// <summary>
/// An isotope's evolution: on the left sniff and signal with the fitted curve and the intercept at time zero, below it what the signal is off
/// the curve, on the right, with a scale of its own, the detector's baseline. Sniff points farther off than the signal's own range are left out:
/// they would flatten it.
/// </summary>
internal static class IsotopePlot
{
    private const double Width = 440, Height = 300, Top = 30, Bottom = 194, ResidualsTop = 208, ResidualsBottom = 264;
    private const double Left = 62, Right = 292, BaselineLeft = 352, BaselineRight = 432;

    /// <summary>The drawing of one isotope of an analysis.</summary>
    public static XElement Draw(AnalysisRow analysis, IsotopeRow isotope)
    {
        var sniff = Points(analysis, isotope, RunSeries.Sniff);
        var signal = Points(analysis, isotope, RunSeries.Signal);
        var baseline = Points(analysis, isotope, RunSeries.Baseline);
        var coefficients = AnalysisRows.Numbers(isotope.Coefficients);
        var text = ValueText.WithError(isotope.Intercept, isotope.Error);
        return Svg.Drawing(
            Width, Height, $"{isotope.Isotope} on {isotope.Detector}",
            $"{analysis.RunId}: intercept {text} fA, {isotope.Fit} fit of {isotope.Used} of {isotope.Total} points",
            Svg.Text("heading", Left, 18, $"{isotope.Isotope} ({isotope.Detector})"),
            Svg.Text("value", BaselineRight, 18, $"{text} fA", "end"),
            Signal(sniff, signal, coefficients, isotope),
            Baseline(baseline, analysis.Baselines.Find(row => row.Detector == isotope.Detector)));
    }

    private static object?[] Signal(ImmutableArray<SeriesPoint> sniff, ImmutableArray<SeriesPoint> signal, ImmutableArray<double> coefficients, IsotopeRow isotope)
    {
        var last = signal.Concat(sniff).Select(point => point.Seconds).DefaultIfEmpty(1).Max();
        var x = new Scale(Math.Min(0, -0.02 * last), last * 1.02, Left, Right, 5);
        var sigma = isotope.Error ?? 0;
        var curve = Enumerable.Range(0, 61).Select(i => last * i / 60).Select(t => (Time: t, Value: Curve.At(isotope.Fit, coefficients, t))).ToArray();
        double[] shown = [.. signal.Where(p => p.IsGood).Select(p => p.Intensity), .. curve.Select(p => p.Value), isotope.Intercept - sigma, isotope.Intercept + sigma];
        var (least, greatest) = Scale.Range(shown, margin: 1);
        var (low, high) = Scale.Range([.. shown, .. sniff.Select(p => p.Intensity).Where(value => value >= least && value <= greatest)]);
        var y = new Scale(low, high, Bottom, Top, 5);
        return
        [
            Axes(x, y, Left, Right, Top, Bottom, "", "fA"),
            Svg.Line("zero", x.At(0), Top, x.At(0), Bottom),
            Svg.Dots("sniff", Pixels(sniff, x, y)),
            Svg.Dots("signal", Pixels(signal, x, y)),
            Svg.Dots("outlier", Pixels(Outliers(signal, isotope), x, y)),
            Svg.Curve("fit", curve.Where(p => y.Holds(p.Value)).Select(p => (x.At(p.Time), y.At(p.Value)))),
            Svg.Line("intercept-error", x.At(0), y.At(isotope.Intercept - sigma), x.At(0), y.At(isotope.Intercept + sigma)),
            Svg.Dots("intercept", [(x.At(0), y.At(isotope.Intercept))]),
            Residuals(signal, coefficients, isotope, x),
        ];
    }

    private static object?[] Residuals(ImmutableArray<SeriesPoint> signal, ImmutableArray<double> coefficients, IsotopeRow isotope, Scale x)
    {
        ImmutableArray<SeriesPoint> Off(ImmutableArray<SeriesPoint> points) =>
            [.. points.Where(p => p.IsGood).Select(p => p with { Intensity = p.Intensity - Curve.At(isotope.Fit, coefficients, p.Seconds) })];
        var outliers = Outliers(signal, isotope);
        var residuals = Off(signal);

        // Outliers may lie beyond: the scatter of what was fitted is what is looked at.
        var farthest = Off([.. signal.Except(outliers)]).Select(p => Math.Abs(p.Intensity)).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var reach = farthest > 0 ? farthest * 1.15 : 1;
        var y = new Scale(-reach, reach, ResidualsBottom, ResidualsTop, 4);
        return
        [
            Axes(x, y, Left, Right, ResidualsTop, ResidualsBottom, $"t (s); residuals (fA) of the {isotope.Fit} fit ({isotope.ErrorType}), {isotope.Used} of {isotope.Total} points", ""),
            Svg.Line("zero", Left, y.At(0), Right, y.At(0)),
            Svg.Dots("signal residual", Pixels(residuals, x, y)),
            Svg.Dots("outlier residual", Pixels(Off(outliers), x, y)),
        ];
    }

    private static ImmutableArray<SeriesPoint> Outliers(ImmutableArray<SeriesPoint> signal, IsotopeRow isotope) =>
        [.. AnalysisRows.Indices(isotope.Outliers).Where(index => index < signal.Length).Select(index => signal[index])];

    private static object?[] Baseline(ImmutableArray<SeriesPoint> points, BaselineRow? fit)
    {
        if (points.IsEmpty) return [Svg.Text("note", (BaselineLeft + BaselineRight) / 2, (Top + Bottom) / 2, "no baseline", "middle")];

        var (first, last) = Scale.Range(points.Select(p => p.Seconds));
        var x = new Scale(first, last, BaselineLeft, BaselineRight, 2);
        var coefficients = fit is null ? [] : AnalysisRows.Numbers(fit.Coefficients);
        var curve = coefficients.IsEmpty ? [] : new[] { first, (first + last) / 2, last }.Select(t => (Time: t, Value: Curve.At(fit!.Fit, coefficients, t))).ToArray();
        var (low, high) = Scale.Range(points.Select(p => p.Intensity).Concat(curve.Select(p => p.Value)));
        var y = new Scale(low, high, Bottom, Top, 5);
        return
        [
            Axes(x, y, BaselineLeft, BaselineRight, Top, Bottom, "t (s); baseline (fA)", ""),
            Svg.Dots("baseline", Pixels(points, x, y)),
            Svg.Curve("fit", curve.Select(p => (x.At(p.Time), y.At(p.Value)))),
        ];
    }

    /// <summary>Axes with their ticks; those of x are not written when they have no label, since the panel below has the same.</summary>
    internal static object?[] Axes(Scale x, Scale y, double left, double right, double top, double bottom, string xLabel, string yLabel) =>
    [
        y.Ticks().Select(tick => new object[] { Svg.Line("grid", left, y.At(tick.Value), right, y.At(tick.Value)), Svg.Text("tick", left - 5, y.At(tick.Value) + 3.5, tick.Label, "end") }),
        x.Ticks().Select(tick => new object?[]
        {
            Svg.Line("axis", x.At(tick.Value), bottom, x.At(tick.Value), bottom + 4),
            xLabel.Length > 0 ? Svg.Text("tick", x.At(tick.Value), bottom + 15, tick.Label, "middle") : null,
        }),
        Svg.Line("axis", left, bottom, right, bottom),
        Svg.Line("axis", left, top, left, bottom),
        xLabel.Length > 0 ? Svg.Text("label", (left + right) / 2, bottom + 31, xLabel, "middle") : null,
        yLabel.Length > 0 ? Svg.Text("label", 4, top - 12, yLabel) : null,
    ];

    private static IEnumerable<(double X, double Y)> Pixels(ImmutableArray<SeriesPoint> points, Scale x, Scale y) =>
        points.Where(p => p.IsGood && y.Holds(p.Intensity)).Select(p => (x.At(p.Seconds), y.At(p.Intensity)));

    private static ImmutableArray<SeriesPoint> Points(AnalysisRow analysis, IsotopeRow isotope, string kind) =>
    [
        .. analysis.Series
            .Where(series => !series.SetAside && series.Kind == kind && series.Detector == isotope.Detector && (kind == RunSeries.Baseline || series.Isotope == isotope.Isotope))
            .SelectMany(series => SeriesBlob.Unpack(series.Points, series.Quality)),
    ];
}
