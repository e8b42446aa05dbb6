using LabActors.Console.Screen;

namespace LabActors.Console.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(4891.6234, 0.53, "4891.62 ± 0.53")]
    [InlineData(0.04912, 0.00213, "0.0491 ± 0.0021")]
    [InlineData(123456.7, 152.3, "123457 ± 152")]
    [InlineData(-0.5, 12.0, "-1 ± 12")]
    public void A_value_is_written_as_far_as_its_error_reaches(double value, double error, string text) =>
        Figures.WithError(value, error).ShouldBe(text);

    [Theory]
    [InlineData(4891.6234, 0.53, "4891.62(53)")]
    [InlineData(28.201, 0.0124, "28.201(12)")]
    [InlineData(123456.7, 152.3, "123457(152)")]
    [InlineData(5.0, 0.0, "5.0000")]
    public void A_value_is_written_with_the_figures_of_its_error_behind_it(double value, double error, string text) =>
        Figures.Concise(value, error).ShouldBe(text);

    [Theory]
    [InlineData(null, null, "none")]
    [InlineData(double.NaN, 1.0, "none")]
    [InlineData(4891.6234, null, "4891.6")]
    [InlineData(4891.6234, double.NaN, "4891.6")]
    [InlineData(4891.6234, 0.0, "4891.6")]
    public void What_is_not_known_is_not_written_as_a_number(double? value, double? error, string text) =>
        Figures.WithError(value, error).ShouldBe(text);

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(0.2, "0:01")]
    [InlineData(-5, "0:00")]
    [InlineData(67, "1:07")]
    [InlineData(3725, "1:02:05")]
    [InlineData(90000, "25:00:00")]
    public void A_stretch_of_time_is_rounded_up_to_seconds(double seconds, string text) =>
        Figures.Clock(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
}
