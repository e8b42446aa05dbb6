using System.Collections.Immutable;
using LabActors.Core.Ages;
using LabActors.Core.Irradiations;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

public sealed class LiveAnalysisTests
{
    [Fact]
    public void Baselines_are_taken_off_by_detector_and_their_error_only_if_asked_for()
    {
        static ReducedAnalysis Reduce(bool includeError) =>
            new LiveStory(new AnalysisInputs { Constants = ArgonConstants.Default with { IncludeBaselineError = includeError } })
                .Line("Ar40", "H1", 100, -0.5).Line("Ar36", "CDD", 2, 0.01).Baseline("H1", 0.2, 0.4).Analysis.Reduce();

        var plain = Reduce(false);
        var full = Reduce(true);

        var ar40 = plain.Isotopes[0];
        ar40.Isotope.ShouldBe("Ar40");
        ar40.Fit.ShouldBe("linear");
        ar40.Baseline!.Value.ShouldBe(0.3, 1e-12);
        ar40.Corrected!.Value.ShouldBe(ar40.Intercept - 0.3, 1e-12);
        ar40.CorrectedError!.Value.ShouldBe(ar40.Error!.Value, 1e-15);
        full.Isotopes[0].CorrectedError!.Value.ShouldBe(Math.Sqrt(Math.Pow(ar40.Error!.Value, 2) + Math.Pow(ar40.BaselineError!.Value, 2)), 1e-12);
        plain.Isotopes[1].Corrected.ShouldBeNull("CDD has no baseline, and none is made up");
    }

    [Fact]
    public void A_missing_fit_is_linear_for_isotopes_and_average_with_SEM_for_baselines()
    {
        var result = new LiveStory().Line("Ar40", "H1", 100, -0.5).Baseline("H1", 0.2, 0.4).Analysis.Reduce();

        (result.Isotopes[0].Fit, result.Isotopes[0].ErrorType).ShouldBe(("linear", "SEM"));
        (result.Baselines[0].Fit, result.Baselines[0].ErrorType).ShouldBe(("average", "SEM"));
    }

    [Fact]
    public void Fits_are_found_by_isotope_and_detector_then_by_isotope_then_by_the_one_for_all()
    {
        var result = new LiveStory().Fits(("Ar40H2", "average"), ("Ar40", "parabolic"), ("*", "average_SD"))
            .Line("Ar40", "H1", 100, -0.5).Line("Ar40", "H2", 100, -0.5).Line("Ar39", "AX", 10, 0).Analysis.Reduce();

        result.Isotopes.Select(i => (i.Isotope, i.Detector, i.Fit, i.ErrorType)).ShouldBe(
            [("Ar40", "H1", "parabolic", "SEM"), ("Ar40", "H2", "average", "SEM"), ("Ar39", "AX", "average", "SD")]);
    }

    [Fact]
    public void Fits_that_are_changed_after_the_measurement_hold_at_once()
    {
        var story = new LiveStory().Line("Ar40", "H1", 100, -0.5).Baseline("H1", 1, 2, 4);
        story.Analysis.Reduce().Isotopes[0].Fit.ShouldBe("linear");

        var result = story.Fits(("Ar40", "parabolic")).BaselineFits(("H1", "linear_SD")).Analysis.Reduce();

        result.Isotopes[0].Fit.ShouldBe("parabolic");
        (result.Baselines[0].Fit, result.Baselines[0].ErrorType).ShouldBe(("linear", "SD"));
    }

    [Fact]
    public void Readings_that_are_not_good_are_left_out_of_the_fit_and_counted()
    {
        SeriesPoint[] points = [.. Enumerable.Range(1, 20).Select(i => new SeriesPoint(15 + i, 100 - (0.5 * i), i))];
        points[4] = points[4] with { Intensity = double.NaN, Quality = "missing" };
        points[5] = points[5] with { Quality = "stale" };
        points[6] = points[6] with { Intensity = double.NaN };

        var isotope = new LiveStory().Take("signal", "Ar40", "H1", points).Analysis.Reduce().Isotopes.ShouldHaveSingleItem();

        (isotope.Used, isotope.Total).ShouldBe((17, 20));
        isotope.Notes.ShouldHaveSingleItem().ShouldContain("3 of 20 readings are not good (missing, not a number, stale)");
    }

    [Fact]
    public void The_filter_of_the_fits_file_works_while_it_is_measured_and_points_at_places_in_the_series()
    {
        SeriesPoint[] points = [.. Enumerable.Range(1, 20).Select(i => new SeriesPoint(15 + i, 100 + (0.001 * (i % 3)), i))];
        points[2] = points[2] with { Quality = "fault" };
        points[9] = points[9] with { Intensity = 150 };
        var filtered = ImmutableDictionary<string, FitSetting>.Empty.Add("Ar40", new FitSetting("average", "SEM", new OutlierFilter(1, 2)));

        var isotope = new LiveStory().Say(new MeasurementEvents.FitsSet(LiveStory.TimeZero, filtered)).Take("signal", "Ar40", "H1", points).Analysis.Isotope("Ar40")!;

        isotope.Series.Fit.Outliers.ShouldBe([9]);
        isotope.Intercept!.Value.ShouldBe(100.001, 0.001);
        isotope.Series.Fit.Used.ShouldBe(18);
    }

    [Fact]
    public void An_isotope_without_a_usable_reading_is_a_note_and_no_row()
    {
        var result = new LiveStory()
            .Take("signal", "Ar40", "H1", new SeriesPoint(1, double.NaN, 1, "missing"))
            .Take("baseline", "", "H1", new SeriesPoint(1, double.NaN, 1, "missing")).Analysis.Reduce();

        result.Isotopes.ShouldBeEmpty();
        result.Baselines.ShouldBeEmpty();
        result.Notes.Length.ShouldBe(2);
        result.Notes.ShouldContain(note => note.StartsWith("Ar40 on H1"));
    }

    [Fact]
    public void Isotopes_come_heaviest_first()
    {
        var story = new[] { "Ar36", "Ar40", "Ar37", "Ar39", "Ar38" }.Aggregate(new LiveStory(), (s, name) => s.Line(name, "H1", 1, 0));

        story.Analysis.Isotopes.Select(i => i.Series.Isotope).ShouldBe(["Ar40", "Ar39", "Ar38", "Ar37", "Ar36"]);
    }

    [Fact]
    public void Until_a_run_has_baselines_of_its_own_those_of_the_run_before_stand_in_and_it_says_so()
    {
        var inputs = new AnalysisInputs { Earlier = new(null, new PreviousBaselines("u0", "24701-00", Quantities(("H1", 0.5, 0.01)))) };
        var story = new LiveStory(inputs).Line("Ar40", "H1", 100, -0.5);

        var before = story.Analysis.Reduce().Isotopes[0];
        before.Corrected!.Value.ShouldBe(before.Intercept - 0.5, 1e-12);
        before.BaselineFrom.ShouldBe("24701-00");
        before.Notes.ShouldHaveSingleItem().ShouldContain("24701-00");

        var after = story.Baseline("H1", 0.2, 0.4).Analysis.Reduce().Isotopes[0];
        after.Corrected!.Value.ShouldBe(after.Intercept - 0.3, 1e-12);
        after.BaselineFrom.ShouldBeEmpty();
    }

    [Fact]
    public void Blank_and_IC_factor_are_applied_in_this_order_with_their_errors()
    {
        // data.md: Ar36 0.662008±0.001942, baseline 0.001032, blank 0.086623±0.001091, IC 0.99323±0.0012 -> 0.5704646302 ± 0.0023172658
        var signal = Uncertain.Of("i", 0.662008, 0.001942);
        var inputs = new AnalysisInputs
        {
            Earlier = new(new AnalysisBlank("b", "bu-01", "blank_unknown", LiveStory.TimeZero, Quantities(("Ar36", 0.086623, 0.001091))), null),
            Detectors = ImmutableDictionary<string, DetectorCorrection>.Empty.Add("CDD", new(new(0.99323, 0.0012), new(1))),
        };
        var isotope = new LiveStory(inputs).Line("Ar36", "CDD", 0.662008, 0).Baseline("CDD", 0.001032, 0.001032).Analysis.Isotope("Ar36")!;

        var error = isotope.Intercept!.Error!.Value;
        isotope.BlankCorrected!.Value.ShouldBe(isotope.Intercept.Value - 0.001032 - 0.086623, 1e-12);
        isotope.Intensity!.Value.ShouldBe(isotope.BlankCorrected.Value * 0.99323, 1e-12);
        isotope.Intensity.Error!.Value.ShouldBe(
            Math.Sqrt(((error * error) + (0.001091 * 0.001091)) * 0.99323 * 0.99323 + Math.Pow(isotope.BlankCorrected.Value * 0.0012, 2)), 1e-12);
        var restated = (signal - 0.001032 - Uncertain.Of("b", 0.086623, 0.001091)) * Uncertain.Of("ic", 0.99323, 0.0012);
        restated.Value.ShouldBe(0.5704646302, 1e-10);
        restated.Error!.Value.ShouldBe(0.0023172658, 1e-10);
    }

    [Fact]
    public void A_run_that_should_have_a_blank_and_has_none_says_so()
    {
        new LiveStory(type: "air").Line("Ar40", "H1", 100, 0).Analysis.Reduce().Notes.ShouldHaveSingleItem().ShouldContain("no blank");
        new LiveStory(type: "blank_unknown").Line("Ar40", "H1", 100, 0).Analysis.Reduce().Notes.ShouldBeEmpty();
        new LiveStory().Line("Ar40", "H1", 100, 0).Analysis.Reduce().Notes.ShouldContain(note => note.Contains("irradiation of 24701"));
    }

    [Fact]
    public void What_is_asked_of_it_live_is_what_is_saved()
    {
        var position = new IrradiationPosition("24701", "NM-1", "A", 1, new(0.00163, 1e-6), 0, new(5.463e-10), [], "none", Production.None);
        var story = new LiveStory(new AnalysisInputs { Irradiation = position })
            .Line("Ar40", "H1", 1000, -0.5).Line("Ar39", "AX", 90, -0.01).Line("Ar38", "L1", 1.1, 0).Line("Ar37", "L2", 0.2, 0).Line("Ar36", "CDD", 0.3, 0);
        var analysis = story.Analysis;
        var saved = analysis.Reduce();

        analysis.Computed("age")!.Value.ShouldBe(saved.Argon!.Age!.Value.Value);
        analysis.Computed("RADIOGENIC_yield")!.Quantity.ShouldBe(saved.Argon.YieldPercent!.Value);
        analysis.Computed("kca")!.Quantity.ShouldBe(saved.Argon.KCa!.Value);
        analysis.Computed("nonsense").ShouldBeNull();
        analysis.Ratio("Ar40", "Ar36")!.Value.ShouldBe(saved.Isotopes[0].Intensity.Value / saved.Isotopes[4].Intensity.Value, 1e-9);
        analysis.Isotope("Ar40H1")!.Intensity!.Quantity.ShouldBe(saved.Isotopes[0].Intensity);
        saved.Argon.AgeErrorWithJ!.Value.ShouldBeGreaterThan(saved.Argon.Age.Value.Error!.Value);
        LiveAnalysis.ComputedNames.ShouldContain("kcl");
    }

    [Fact]
    public void Ages_are_not_available_and_not_0_while_an_isotope_is_missing()
    {
        var position = new IrradiationPosition("24701", "NM-1", "A", 1, new(0.00163, 1e-6), 0, null, [], "none", Production.None);
        var analysis = new LiveStory(new AnalysisInputs { Irradiation = position }).Line("Ar40", "H1", 1000, -0.5).Analysis;

        analysis.Computed("age").ShouldBeNull();
        analysis.Isotope("Ar36").ShouldBeNull();
        analysis.Ratio("Ar40", "Ar36").ShouldBeNull();
        analysis.Reduce().Notes.ShouldContain(note => note.Contains("no age without Ar39, Ar38, Ar37, Ar36"));
    }

    [Fact]
    public void Windows_slopes_and_scatter_are_of_the_good_points()
    {
        var series = new LiveStory().Take("signal", "Ar40", "H1",
            [.. Enumerable.Range(1, 10).Select(i => new SeriesPoint(i, i == 5 ? 1e6 : 10 + (2.0 * i), i, i == 5 ? "fault" : SeriesPoint.Good))]).Analysis.Isotope("Ar40")!.Series;

        series.Slope!.Value.ShouldBe(2, 1e-9);
        series.Average(2).ShouldBe(29);
        series.Min(3).ShouldBe(26);
        series.Max().ShouldBe(30);
        series.Current.ShouldBe(30);
        series.StandardDeviation(2)!.Value.ShouldBe(Math.Sqrt(2), 1e-12);
    }

    [Fact]
    public void States_that_were_kept_stay_as_they_were()
    {
        var one = new LiveStory().Line("Ar40", "H1", 100, 0).Analysis;
        var started = new MeasurementEvents.SeriesStarted(
            LiveStory.TimeZero, 9, "signal", 5, 1, LiveStory.TimeZero, ImmutableDictionary<string, string>.Empty.Add("H1", "Ar40"));
        MeasurementEvents.ReadingTaken Reading(double value) => new(
            LiveStory.TimeZero.AddSeconds(99), 9, 1, ImmutableDictionary<string, double>.Empty.Add("H1", value), ImmutableDictionary<string, string>.Empty);

        var left = one.Apply(started).Apply(Reading(1));
        var right = one.Apply(started).Apply(Reading(2));

        one.Isotope("Ar40")!.Series.Points.Count.ShouldBe(20);
        left.Isotope("Ar40")!.Series.Points[20].Intensity.ShouldBe(1);
        right.Isotope("Ar40")!.Series.Points[20].Intensity.ShouldBe(2);
        left.Apply(Reading(3)).Isotope("Ar40")!.Series.Points.Count.ShouldBe(22);
    }

    private static ImmutableDictionary<string, Quantity> Quantities(params (string Name, double Value, double Error)[] values) =>
        values.ToImmutableDictionary(v => v.Name, v => new Quantity(v.Value, v.Error));
}
