using System.Globalization;
using LabActors.Console.Screen;
using LabActors.Core.Ages;

namespace LabActors.Console.Archive;

/// <summary>The age of a sample as <c>lab ages</c> writes it: a line for each way to reckon it, errors of 1 sigma.</summary>
internal static class AgesText
{
    public static void Write(TextWriter output, SampleAge sample, bool monitor)
    {
        var left = sample.Runs.Count(run => sample.Omitted.Contains(run.RunId));
        var what = Figures.Number(sample.Runs.Length - left, sample.IsStepHeating ? "step" : "analysis", sample.IsStepHeating ? "steps" : "analyses");
        output.WriteLine($"{sample.Name}{(sample.Sample.Length > 0 ? $"  {sample.Sample}" : "")}  {what}{(left > 0 ? $", {left} left out" : "")}");
        foreach (var run in sample.Runs)
            Line(output, $"  {run.RunId}", $"{Figures.WithError(run.Age.Value, run.Age.Error)} Ma{(sample.Omitted.Contains(run.RunId) ? "  left out" : "")}");
        if (sample is { Mean: { } mean, MeanAge: { } age })
            Line(output, "weighted mean", $"{Age(age)}{Mswd(mean)}");
        if (sample.IsStepHeating)
            Line(output, "plateau", sample.Plateau is { } plateau ? Plateau(plateau) : "none");
        if (sample.Integrated is { } integrated)
            Line(output, "integrated", Age(integrated));
        if (sample.Isochron is { } isochron)
            Line(output, "isochron", Isochron(isochron));
        if (monitor && sample.MonitorJ is { } j)
            Line(output, "J as monitor", string.Create(CultureInfo.InvariantCulture, $"{j.J:g8} ± {j.Error:g2}, MSWD {j.Mswd:0.00}"));
        output.WriteLine();
    }

    private static void Line(TextWriter output, string name, string text) => output.WriteLine($"  {name,-16}{text}");

    private static string Age(AgeMa age) =>
        $"{Figures.WithError(age.Value, age.Error)} Ma{(age.ErrorWithJ is > 0 and var withJ ? $" (± {Figures.Error(withJ)} with that of J)" : "")}";

    private static string Plateau(SamplePlateau plateau) => string.Create(
        CultureInfo.InvariantCulture, $"{Age(plateau.Age)}{Mswd(plateau.Mean)}, {plateau.First} to {plateau.Last}, {plateau.GasPercent:0.0} % of 39Ar");

    private static string Isochron(SampleIsochron found)
    {
        var line = found.Isochron;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(found.Age is { } age ? Age(age) : "no age")}, trapped 40Ar/36Ar {Figures.WithError(line.Trapped4036.Value, line.Trapped4036.Error)}, MSWD {line.Line.Mswd:0.00}");
    }

    private static string Mswd(WeightedMean mean)
    {
        if (mean.Count < 2)
            return "";
        var (low, high) = MswdTest.Limits(mean.Count);
        return string.Create(
            CultureInfo.InvariantCulture,
            $", n {mean.Count}, MSWD {mean.Mswd:0.00} ({(MswdTest.IsValid(mean.Mswd, mean.Count) ? "within" : "OUTSIDE of")} {low:0.00} to {high:0.00}, p {MswdTest.Probability(mean.Mswd, mean.Count - 1):0.00})");
    }
}
