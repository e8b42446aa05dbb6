using System.Collections.Immutable;
using LabActors.Core.Ages;
using LabActors.Core.Irradiations;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Ages;

public sealed class SampleAgeTests
{
    private static readonly DateTimeOffset MeasuredAt = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
    private static readonly IrradiationPosition Position = new(
        "24701", "Demo-1", "A", 1, new(0.00163, 3e-6), 0, new(5.463e-10), [], "none", Production.None, "FC-2");

    private static readonly ImmutableHashSet<string> None = [];

    [Fact]
    public void Fusions_are_grouped_by_identifier_and_steps_by_aliquot_too_in_the_order_of_their_letters()
    {
        var samples = SampleAge.Of([Run("24701-01", 10), Run("64101-01B", 10, step: 1), Run("64101-01A", 10, step: 0), Run("24701-02", 10), Run("64101-02A", 10, step: 0, aliquot: 2)], None, new());

        samples.Select(s => (s.Name, s.IsStepHeating, string.Join(' ', s.Runs.Select(r => r.RunId)))).ShouldBe(
            [("24701", false, "24701-01 24701-02"), ("64101-01", true, "64101-01A 64101-01B"), ("64101-02", true, "64101-02A")]);
        samples[0].Plateau.ShouldBeNull();
        samples[0].Integrated.ShouldBeNull();
    }

    [Fact]
    public void The_mean_has_the_error_of_J_once_however_many_analyses_there_are()
    {
        var sample = SampleAge.Of(Enumerable.Range(1, 100).Select(i => Run($"24701-{i:00}", 10)), None, new()).Single();

        var age = sample.MeanAge!;
        age.Value.ShouldBe(sample.Runs[0].Age.Value, 1e-9);
        age.Error!.Value.ShouldBe(sample.Runs[0].Age.Error!.Value / 10, 1e-9);
        var ofJ = Math.Sqrt(Math.Pow(age.ErrorWithJ!.Value, 2) - Math.Pow(age.Error.Value, 2));
        var derivative = (At(0.00163 * 1.0001) - At(0.00163 * 0.9999)) / (0.0002 * 0.00163);
        ofJ.ShouldBe(derivative * 3e-6, 1e-6 * ofJ);

        double At(double j) => AgeEquation.Years(j, sample.Runs[0].Argon.Split.F.Value, 5.463e-10)!.Value / 1e6;
    }

    [Fact]
    public void Ages_that_scatter_more_than_their_errors_say_widen_the_error_of_the_mean()
    {
        var sample = SampleAge.Of([Run("24701-01", 10), Run("24701-02", 10.5), Run("24701-03", 11)], None, new()).Single();

        sample.Mean!.Mswd.ShouldBeGreaterThan(1);
        sample.MeanAge!.Error!.Value.ShouldBe(sample.Mean.Error * Math.Sqrt(sample.Mean.Mswd), 1e-9);
    }

    [Fact]
    public void A_run_that_is_left_out_enters_nothing_and_is_still_told()
    {
        var sample = SampleAge.Of([Run("24701-01", 10), Run("24701-02", 10), Run("24701-03", 99)], ["24701-03"], new()).Single();

        sample.Runs.Length.ShouldBe(3);
        sample.Mean!.Count.ShouldBe(2);
        sample.Mean.Mswd.ShouldBe(0, 1e-12);
        sample.Isochron.ShouldBeNull("two analyses make no isochron");
        SampleAge.Of([Run("24701-01", 10)], ["24701-01"], new()).Single().Mean.ShouldBeNull();
    }

    [Fact]
    public void A_plateau_is_told_by_its_steps_and_its_part_of_the_gas()
    {
        DatedRun[] runs = [Run("64101-01A", 14, step: 0, ar39: 50), Run("64101-01B", 10, step: 1), Run("64101-01C", 10, step: 2), Run("64101-01D", 10, step: 3, ar39: 150)];

        var plateau = SampleAge.Of(runs, None, new()).Single().Plateau!;

        (plateau.First, plateau.Last).ShouldBe(("64101-01B", "64101-01D"));
        plateau.GasPercent.ShouldBe(100.0 * 350 / 400, 0.01);
        SampleAge.Of(runs, None, new(GasFraction: 90)).Single().Plateau.ShouldBeNull();
    }

    [Fact]
    public void The_integrated_age_is_that_of_the_gas_of_all_steps_at_once()
    {
        var integrated = SampleAge.Of([Run("64101-01A", 14, step: 0, ar39: 50), Run("64101-01B", 10, step: 1, ar39: 150)], None, new()).Single().Integrated!;

        integrated.Value.ShouldBe(AgeEquation.Years(0.00163, ((14 * 50) + (10 * 150)) / 200.0, 5.463e-10)!.Value / 1e6, 1e-9);
    }

    [Fact]
    public void What_steps_have_in_common_counts_once_in_their_sum_and_what_is_their_own_does_not()
    {
        double Variance(string blankOfB, double icError)
        {
            var f = SampleAge.Of(
                [Run("64101-01A", 10, step: 0, blank: "one", icError: icError), Run("64101-01B", 10, step: 1, blank: blankOfB, icError: icError)], None, new()).Single().Integrated!;
            return f.Error!.Value * f.Error.Value;
        }

        // 40Ar of two equal steps: each has its own signal (1), and a blank (2): of one blank the errors add up, of two their squares do
        var (own, blank, scale) = (1.0 * 1.0, 2.0 * 2.0, Math.Pow(AgeSlope() / 200, 2));
        Variance("one", 0).ShouldBe(scale * ((2 * own) + (4 * blank)), 1e-6 * scale);
        Variance("two", 0).ShouldBe(scale * ((2 * own) + (2 * blank)), 1e-6 * scale);
        // a factor that all steps have in common shifts F as much as that of one of them
        Variance("two", 0.01).ShouldBe(scale * ((2 * own) + (2 * blank) + Math.Pow(0.01 * 2000, 2)), 1e-6 * scale * 400);
    }

    private static double AgeSlope() => 1e-6 * 0.00163 / (1 + (0.00163 * 10)) / 5.463e-10;

    private static DatedRun Run(string runId, double f, int step = -1, int aliquot = 1, double ar39 = 100, string blank = "", double icError = 0)
    {
        // Without trapped argon and interferences F is 40Ar/39Ar.
        var ar40 = (Uncertain.Of("Ar40", f * ar39, 1) - Uncertain.Of("Ar40 blank", 0, blank.Length > 0 ? 2 : 0)) * Uncertain.Of("IC H1", 1, icError);
        var argon = new ArgonAnalysis(new(ar40, ar39, 0, 0, 0), Position, ArgonConstants.Default, MeasuredAt);
        var age = argon.Result().Age!.Value;
        return new($"uuid of {runId}", runId, runId.Split('-')[0], "FC-2", aliquot, step, blank, age, argon);
    }
}
