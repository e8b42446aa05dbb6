using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

public sealed class IonCountingTests
{
    [Fact]
    public void A_counter_loses_what_comes_while_it_is_dead()
    {
        // 1e6 ions a second and 20 ns: a counter shows n/(1 + nτ)
        var shown = 1e6 / (1 + (1e6 * 20e-9));

        IonCounting.TrueRate(shown, 20).ShouldBe(1e6, 1e-3);
        IonCounting.TrueIntensity(shown / 6242, 20).ShouldBe(1e6 / 6242, 1e-6);
        IonCounting.TrueIntensity(3.5, 0).ShouldBe(3.5);
        double.IsNaN(IonCounting.TrueRate(1e8, 20)).ShouldBeTrue("it was saturated, and nobody knows how much came");
    }
}
