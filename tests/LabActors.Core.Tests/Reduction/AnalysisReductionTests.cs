using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

public sealed class AnalysisReductionTests
{
    private static readonly Dictionary<string, string> NoFits = [];

    [Fact]
    public void Baselines_are_taken_off_by_detector_and_their_error_only_if_asked_for()
    {
        IsotopeSeries[] signals = [Line("Ar40", "H1", 100, -0.5), Line("Ar36", "CDD", 2, 0.01)];
        IsotopeSeries[] baselines = [Baseline("H1", 0.2, 0.4)];

        var plain = AnalysisReduction.Reduce(signals, baselines, NoFits, NoFits);
        var full = AnalysisReduction.Reduce(signals, baselines, NoFits, NoFits, includeBaselineError: true);

        var ar40 = plain.Isotopes[0];
        ar40.Isotope.ShouldBe("Ar40");
        ar40.Fit.ShouldBe("linear");
        ar40.Baseline!.Value.ShouldBe(0.3, 1e-12);
        ar40.Corrected!.Value.ShouldBe(ar40.Intercept - 0.3, 1e-12);
        ar40.CorrectedError.ShouldBe(ar40.Error);
        full.Isotopes[0].CorrectedError!.Value.ShouldBe(Math.Sqrt(Math.Pow(ar40.Error!.Value, 2) + Math.Pow(ar40.BaselineError!.Value, 2)), 1e-12);
        plain.Isotopes[1].Corrected.ShouldBeNull("CDD has no baseline, and none is made up");
    }

    [Fact]
    public void A_missing_fit_is_linear_for_isotopes_and_average_with_SEM_for_baselines()
    {
        var result = AnalysisReduction.Reduce([Line("Ar40", "H1", 100, -0.5)], [Baseline("H1", 0.2, 0.4)], NoFits, NoFits);

        (result.Isotopes[0].Fit, result.Isotopes[0].ErrorType).ShouldBe(("linear", "SEM"));
        (result.Baselines[0].Fit, result.Baselines[0].ErrorType).ShouldBe(("average", "SEM"));
    }

    [Fact]
    public void Fits_are_found_by_isotope_and_detector_then_by_isotope_then_by_the_one_for_all()
    {
        IsotopeSeries[] signals = [Line("Ar40", "H1", 100, -0.5), Line("Ar40", "H2", 100, -0.5), Line("Ar39", "AX", 10, 0)];
        Dictionary<string, string> fits = new() { ["Ar40H2"] = "average", ["Ar40"] = "parabolic", ["*"] = "average_SD" };

        var result = AnalysisReduction.Reduce(signals, [], fits, NoFits);

        result.Isotopes.Select(i => (i.Isotope, i.Detector, i.Fit, i.ErrorType)).ShouldBe(
            [("Ar40", "H1", "parabolic", "SEM"), ("Ar40", "H2", "average", "SEM"), ("Ar39", "AX", "average", "SD")]);
    }

    [Fact]
    public void Readings_that_are_not_good_are_left_out_of_the_fit_and_counted()
    {
        var series = Line("Ar40", "H1", 100, -0.5);
        var spoiled = series with { Points = series.Points.SetItem(4, series.Points[4] with { Intensity = double.NaN, Quality = "missing" }).SetItem(5, series.Points[5] with { Quality = "stale" }) };

        var isotope = AnalysisReduction.Reduce([spoiled], [], NoFits, NoFits).Isotopes.ShouldHaveSingleItem();

        (isotope.Used, isotope.Total).ShouldBe((18, 20));
        isotope.Notes.ShouldHaveSingleItem().ShouldContain("2 of 20 readings are not good (missing, stale)");
    }

    [Fact]
    public void An_isotope_without_a_usable_reading_is_a_note_and_no_row()
    {
        var result = AnalysisReduction.Reduce([new("Ar40", "H1", [])], [new("", "H1", [new(1, double.NaN, 1, "missing")])], NoFits, NoFits);

        result.Isotopes.ShouldBeEmpty();
        result.Baselines.ShouldBeEmpty();
        result.Notes.Length.ShouldBe(2);
        result.Notes.ShouldContain(note => note.StartsWith("Ar40 on H1"));
    }

    [Fact]
    public void Isotopes_come_heaviest_first()
    {
        var result = AnalysisReduction.Reduce(
            new[] { "Ar36", "Ar40", "Ar37", "Ar39", "Ar38" }.Select(name => Line(name, "H1", 1, 0)), [], NoFits, NoFits);

        result.Isotopes.Select(i => i.Isotope).ShouldBe(["Ar40", "Ar39", "Ar38", "Ar37", "Ar36"]);
    }

    /// <summary>A line with an alternating wobble, so that errors are not zero.</summary>
    private static IsotopeSeries Line(string isotope, string detector, double intercept, double slope) =>
        new(isotope, detector, [.. Enumerable.Range(1, 20).Select(i => new SeriesPoint(15 + i, intercept + (slope * (15 + i)) + (i % 2 == 0 ? 0.01 : -0.01), i))]);

    private static IsotopeSeries Baseline(string detector, params double[] values) =>
        new("", detector, [.. values.Select((v, i) => new SeriesPoint(200 + i, v, i + 1))]);
}
