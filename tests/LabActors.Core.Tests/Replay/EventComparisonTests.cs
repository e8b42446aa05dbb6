using System.Collections.Immutable;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Replay.Verification;

namespace LabActors.Core.Tests.Replay;

public sealed class EventComparisonTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);

    private static readonly RegistryEvents.BaselinesMeasured Measured = new(
        At, "uuid", "12345-01", "Argus", ImmutableDictionary<string, Quantity>.Empty.Add("H1", new Quantity(0.1, 0.01)).Add("AX", new Quantity(0.2, null)));

    [Fact]
    public void The_instant_and_the_order_of_keys_and_the_last_figures_are_no_difference()
    {
        var same = Measured with { At = At.AddHours(1), Detectors = ImmutableDictionary<string, Quantity>.Empty.Add("AX", new Quantity(0.2, null)).Add("H1", new Quantity(0.1 * (1 + 2e-16), 0.01)) };
        EventComparison.Compare(Measured, same).ShouldBeNull();
    }

    [Fact]
    public void A_field_that_differs_is_named_with_both_values()
    {
        var other = Measured with { Detectors = Measured.Detectors.SetItem("H1", new Quantity(0.1001, 0.01)) };
        EventComparison.Compare(Measured, other).ShouldBe(("BaselinesMeasured.Detectors.H1.Value = 0.1", "BaselinesMeasured.Detectors.H1.Value = 0.1001"));
        EventComparison.Compare(Measured, Measured with { Detectors = Measured.Detectors.Remove("AX") })!.Value.Decided.ShouldBe("BaselinesMeasured.Detectors.AX = nothing");
        EventComparison.Compare(Measured, new RegistryEvents.AliquotSpent(At, "uuid"))!.Value.Decided.ShouldBe("AliquotSpent {\"RunUuid\":\"uuid\"}");
    }
}
