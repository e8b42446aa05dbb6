using System.Xml.Linq;
using LabActors.Core.Ages;

namespace LabActors.Actors.Results.Report;

/// <summary>
/// An ideogram: above, the ages of the analyses in their order with their errors (1 sigma, without that of J); below, the sum of their distributions. The
/// weighted mean goes through both.
/// </summary>
internal static class Ideogram
{
    private const double Width = 480, Height = 346, Top = 68, Between = 188, Bottom = 304, Left = 30, Right = 468;

    // Enough for a curve as smooth as the screen shows.
    private const int CurvePoints = 400;

    // The names of more analyses than this would run into each other.
    private const int MostNamed = 9;

    public static XElement Draw(AgeGroup group)
    {
        var ages = group.Analyses.Select(AgeGroup.AgeOf).ToArray();
        var mean = WeightedMean.Of(ages)!;
        var (low, high) = Scale.Range([.. ages.Select(age => age.Value - (3 * age.Error!.Value)), .. ages.Select(age => age.Value + (3 * age.Error!.Value))], margin: 0.02);
        var x = new Scale(low, high, Left, Right, 6);
        var rows = new Scale(0, ages.Length + 1, Between, Top, ages.Length + 1);
        var curve = Enumerable.Range(0, CurvePoints + 1).Select(i => low + ((high - low) * i / CurvePoints)).Select(age => (Age: age, Density: ages.Sum(a => Normal(age, a.Value, a.Error!.Value)))).ToArray();
        var y = new Scale(0, curve.Max(point => point.Density) * 1.05, Bottom, Between + 6, 2);
        var words = group.Words(mean);
        return Svg.Drawing(
            Width, Height, $"Ideogram of {ValueText.Printable(group.Title)}", words,
            Svg.Text("heading", Left, 18, $"{ValueText.Printable(group.Title)}{(group.Simulated ? " (simulated)" : "")}"),
            Svg.Text("value", Left, 36, group.AgeWords(mean)),
            Svg.Text("value", Left, 52, AgeGroup.ScatterWords(mean)),
            Svg.Rectangle("mean-error", x.At(mean.Mean - mean.Error), Top, x.At(mean.Mean + mean.Error) - x.At(mean.Mean - mean.Error), Bottom - Top, words),
            x.Ticks().Select(tick => new object[] { Svg.Line("grid", x.At(tick.Value), Top, x.At(tick.Value), Bottom), Svg.Text("tick", x.At(tick.Value), Bottom + 15, tick.Label, "middle") }),
            Svg.Line("mean", x.At(mean.Mean), Top, x.At(mean.Mean), Bottom),
            ages.Select((age, i) => Svg.Line("age-error", x.At(age.Value - age.Error!.Value), rows.At(i + 1), x.At(age.Value + age.Error.Value), rows.At(i + 1))),
            Svg.Dots("age", ages.Select((age, i) => (x.At(age.Value), rows.At(i + 1)))),
            ages.Length > MostNamed ? null : group.Analyses.Select((analysis, i) => Svg.Text("tick", Left + 2, rows.At(i + 1) + 3.5, ValueText.Printable(analysis.RunId))),
            Svg.Text("label", Left + 2, Between + 16, "probability"),
            Svg.Line("axis", Left, Between, Right, Between),
            Svg.Line("axis", Left, Bottom, Right, Bottom),
            Svg.Curve("density", curve.Select(point => (x.At(point.Age), y.At(point.Density)))),
            Svg.Text("label", (Left + Right) / 2, Bottom + 33, "age (Ma); bars and band are ± 1 sigma without the error of J", "middle"));
    }

    private static double Normal(double x, double mean, double sigma) => Math.Exp(-0.5 * Math.Pow((x - mean) / sigma, 2)) / (sigma * Math.Sqrt(2 * Math.PI));
}
