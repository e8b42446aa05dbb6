using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

public sealed class FitPlanTests
{
    [Theory]
    [InlineData("linear", FitKind.Linear, ErrorKind.Sem)]
    [InlineData("Parabolic", FitKind.Parabolic, ErrorKind.Sem)]
    [InlineData(" AVERAGE ", FitKind.Average, ErrorKind.Sem)]
    [InlineData("average_SEM", FitKind.Average, ErrorKind.Sem)]
    [InlineData("average_sd", FitKind.Average, ErrorKind.Sd)]
    [InlineData("averageSD", FitKind.Average, ErrorKind.Sd)]
    [InlineData("linear_SD", FitKind.Linear, ErrorKind.Sd)]
    [InlineData("linear_SE but if MSWD>1 use SE * sqrt(MSWD)", FitKind.Linear, ErrorKind.Msem)]
    [InlineData("linear_MonteCarlo", FitKind.Linear, ErrorKind.MonteCarlo)]
    [InlineData("Quartic", FitKind.Quartic, ErrorKind.Sem)]
    [InlineData("Exponential", FitKind.Exponential, ErrorKind.Sem)]
    [InlineData("Auto Linear/Parabolic", FitKind.AutoLinearParabolic, ErrorKind.Sem)]
    [InlineData("", FitKind.Linear, ErrorKind.Sem)]
    public void A_fit_s_name_is_read_in_any_case_with_its_kind_of_error(string name, FitKind fit, ErrorKind error)
    {
        var (plan, notes) = FitPlan.Parse(new FitSetting(name));

        plan.At(20).ShouldBe(new FitChoice(fit, error));
        notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("custom:x**2")]
    [InlineData("(,10,average),(10,,linear)")]
    [InlineData("(,10,averge)(10,,linear)")]
    [InlineData("Weighted Mean")]
    public void A_name_that_is_not_known_is_linear_and_a_note_says_what_was_found(string name)
    {
        var (plan, notes) = FitPlan.Parse(new FitSetting(name));

        plan.At(20).ShouldBe(FitChoice.SignalDefault);
        notes.ShouldHaveSingleItem().ShouldContain(name);
    }

    [Fact]
    public void An_error_that_is_not_known_is_the_SEM_and_a_note_says_so()
    {
        var (plan, notes) = FitPlan.Parse(new FitSetting("parabolic", "XYZ"));

        plan.At(20).ShouldBe(new FitChoice(FitKind.Parabolic, ErrorKind.Sem));
        notes.ShouldHaveSingleItem().ShouldContain("XYZ");
    }

    [Theory]
    [InlineData(1, FitKind.Average)]
    [InlineData(10, FitKind.Average)]
    [InlineData(11, FitKind.Linear)]
    [InlineData(30, FitKind.Linear)]
    [InlineData(31, FitKind.Parabolic)]
    public void Fit_blocks_tell_the_curve_by_the_number_of_points(int points, FitKind fit)
    {
        var (plan, notes) = FitPlan.Parse(new FitSetting("(,10,average)(10,30,linear)(30,,parabolic)", "SD"));

        notes.ShouldBeEmpty();
        plan.At(points).ShouldBe(new FitChoice(fit, ErrorKind.Sd));
    }
}
