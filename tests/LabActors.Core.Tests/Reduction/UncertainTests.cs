using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

public sealed class UncertainTests
{
    [Fact]
    public void What_two_numbers_have_in_common_does_not_count_twice()
    {
        var x = Uncertain.Of("x", 10, 0.3);

        (x - x).Error.ShouldBe(0);
        (x / x).Error.ShouldBe(0);
        (x + x).Error!.Value.ShouldBe(0.6, 1e-15);
        (x + Uncertain.Of("y", 5, 0.4)).Error!.Value.ShouldBe(0.5, 1e-15);
    }

    [Fact]
    public void Derivatives_agree_with_differences()
    {
        static double At(double a, double b) => Math.Log(1 + (a * b)) / (a - b);
        static Uncertain Of(Uncertain a, Uncertain b) => Uncertain.LogOnePlus(a * b) / (a - b);
        var value = Of(Uncertain.Of("a", 3, 0.01), Uncertain.Of("b", 0.5, 0.02));
        const double h = 1e-6;

        var byA = (At(3 + h, 0.5) - At(3 - h, 0.5)) / (2 * h) * 0.01;
        var byB = (At(3, 0.5 + h) - At(3, 0.5 - h)) / (2 * h) * 0.02;
        value.Value.ShouldBe(At(3, 0.5), 1e-15);
        value.Error!.Value.ShouldBe(Math.Sqrt((byA * byA) + (byB * byB)), 1e-9);
        value.ErrorFrom(name => name == "b")!.Value.ShouldBe(Math.Abs(byB), 1e-9);
        value.ShareOf(name => name == "a")!.Value.ShouldBe(byA * byA / ((byA * byA) + (byB * byB)), 1e-6);
    }

    [Fact]
    public void An_error_that_is_not_known_is_not_known_of_all_that_follows()
    {
        var unknown = Uncertain.Of("x", 2, null);

        (unknown * 3).Error.ShouldBeNull();
        (unknown * 3).IsKnown.ShouldBeFalse();
        (unknown + Uncertain.Of("y", 1, 0.1)).Error.ShouldBeNull();
        Uncertain.Exact(3).Error.ShouldBe(0);
    }
}
