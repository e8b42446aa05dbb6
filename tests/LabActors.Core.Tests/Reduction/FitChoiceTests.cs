using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

public sealed class FitChoiceTests
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
    [InlineData("Quartic", FitKind.Quartic, ErrorKind.Sem)]
    [InlineData("", FitKind.Linear, ErrorKind.Sem)]
    public void A_fit_s_name_is_read_in_any_case_with_its_kind_of_error(string name, FitKind fit, ErrorKind error)
    {
        var (choice, notes) = FitChoice.Parse(name);

        choice.ShouldBe(new FitChoice(fit, error));
        notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("exponential")]
    [InlineData("(,10,average),(10,,linear)")]
    [InlineData("Weighted Mean")]
    public void A_name_that_is_not_known_is_linear_and_a_note_says_what_was_found(string name)
    {
        var (choice, notes) = FitChoice.Parse(name);

        choice.ShouldBe(FitChoice.SignalDefault);
        notes.ShouldHaveSingleItem().ShouldContain(name);
    }

    [Fact]
    public void An_error_that_is_not_known_is_the_SEM_and_a_note_says_so()
    {
        var (choice, notes) = FitChoice.Parse("parabolic_XYZ");

        choice.ShouldBe(new FitChoice(FitKind.Parabolic, ErrorKind.Sem));
        notes.ShouldHaveSingleItem().ShouldContain("XYZ");
    }
}
