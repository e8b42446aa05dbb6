using System.Xml.Linq;
using LabActors.Core.Ages;

namespace LabActors.Actors.Results.Report;

/// <summary>
/// An age spectrum: a box a step, as wide as its part of the 39ArK and as high as its age ± 2 sigma (without the error of J); the plateau, where there is one,
/// in another colour with its mean.
/// </summary>
internal static class AgeSpectrum
{
    private const double Width = 480, Height = 346, Top = 80, Bottom = 304, Left = 58, Right = 468, Sigmas = 2;

    // Steps with less gas than this do not stretch the scale: their errors are often as large as their ages. %.
    private const double Little = 2;

    public static XElement Draw(AgeGroup group)
    {
        var all = group.Analyses.Sum(step => step.K39!.Value);
        var plateau = Plateau.Find([.. group.Analyses.Select(step => new PlateauStep(AgeGroup.AgeOf(step), step.K39!.Value))], new PlateauOptions());
        var steps = new List<(string Name, double From, double To, double Low, double High)>();
        foreach (var analysis in group.Analyses)
        {
            var (from, age) = (steps.Count == 0 ? 0 : steps[^1].To, AgeGroup.AgeOf(analysis));
            steps.Add((analysis.RunId, from, from + (100 * analysis.K39!.Value / all), age.Value - (Sigmas * age.Error!.Value), age.Value + (Sigmas * age.Error.Value)));
        }

        var large = steps.Where(step => step.To - step.From >= Little).ToArray();
        var (low, high) = Scale.Range([.. large.Select(step => step.Low), .. large.Select(step => step.High)], margin: 0.15);
        var (x, y) = (new Scale(0, 100, Left, Right, 5), new Scale(low, high, Bottom, Top, 6));
        var gas = plateau is null ? 0 : steps[plateau.Last].To - steps[plateau.First].From;
        var which = plateau is null
            ? "no plateau"
            : FormattableString.Invariant($"plateau {Step(group, plateau.First)} to {Step(group, plateau.Last)}, {gas:0.0} % of the 39ArK");
        return Svg.Drawing(
            Width, Height, $"Age spectrum of {ValueText.Printable(group.Title)}", plateau is null ? which : $"{which}: {group.Words(plateau.Age)}",
            Svg.Text("heading", Left, 18, $"{ValueText.Printable(group.Title)}{(group.Simulated ? " (simulated)" : "")}"),
            Svg.Text("value", Left, 34, which),
            plateau is null ? null : Svg.Text("value", Left, 50, group.AgeWords(plateau.Age)),
            plateau is null ? null : Svg.Text("value", Left, 66, AgeGroup.ScatterWords(plateau.Age)),
            IsotopePlot.Axes(x, y, Left, Right, Top, Bottom, "cumulative 39ArK (%); boxes are age ± 2 sigma without the error of J", "Ma"),
            steps.Select((step, i) => Box(step, plateau is not null && i >= plateau.First && i <= plateau.Last, x, y)),
            plateau is null || !y.Holds(plateau.Age.Mean) ? null : Svg.Line("plateau-line", x.At(steps[plateau.First].From), y.At(plateau.Age.Mean), x.At(steps[plateau.Last].To), y.At(plateau.Age.Mean)));
    }

    /// <summary>The part of a box that is on the scale; null when none is.</summary>
    private static XElement? Box((string Name, double From, double To, double Low, double High) step, bool plateau, Scale x, Scale y)
    {
        var (top, bottom) = (Math.Max(y.At(step.High), Top), Math.Min(y.At(step.Low), Bottom));
        return top >= bottom ? null : Svg.Rectangle(
            plateau ? "step plateau" : "step", x.At(step.From), top, x.At(step.To) - x.At(step.From), bottom - top,
            FormattableString.Invariant($"{step.Name}: {(step.Low + step.High) / 2:G6} ± {(step.High - step.Low) / (2 * Sigmas):G2} Ma, {step.To - step.From:0.0} % of the gas"));
    }

    private static string Step(AgeGroup group, int index) => group.Analyses[index].RunId.Split('-')[^1];
}
