using LabActors.Core.Labs;
using LabActors.Core.Lines;

namespace LabActors.Core.Tests.Lines;

public sealed class ValveWiringTests
{
    private static readonly ValveDefinition Plain = new("C", "Bone to Turbo", "bone", "turbo", "line", [], [], TimeSpan.Zero, ValveKind.Valve) { Device = "box", Address = "301" };

    private static readonly ValveDefinition Double = Plain with
    {
        Kind = ValveKind.Double,
        Address = "301, 302",
        OpenDelay = TimeSpan.FromSeconds(1),
        CloseDelay = TimeSpan.FromSeconds(2),
    };

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    public void Inverted_logic_tells_the_device_the_opposite(bool inverted, bool open, bool told) =>
        ValveWiring.Steps(Plain with { Inverted = inverted }, open).ShouldBe([new ValveStep("301", told, TimeSpan.Zero)]);

    [Fact]
    public void A_double_valve_is_driven_by_one_actuator_before_the_other_lets_it_go()
    {
        ValveWiring.Steps(Double, open: true).ShouldBe([new ValveStep("301", true, TimeSpan.Zero), new ValveStep("302", false, TimeSpan.FromSeconds(1))]);
        ValveWiring.Steps(Double, open: false).ShouldBe([new ValveStep("302", true, TimeSpan.Zero), new ValveStep("301", false, TimeSpan.FromSeconds(2))]);
        ValveWiring.ReadAddresses(Double).ShouldBe(["301", "302"]);
        ValveWiring.ReadAddresses(Double with { StateAddress = "12" }).ShouldBe(["12"], "an indicator of its own");
    }

    [Theory]
    [InlineData(ValveStand.Open, ValveStand.Closed, ValveStand.Open)]
    [InlineData(ValveStand.Closed, ValveStand.Open, ValveStand.Closed)]
    [InlineData(ValveStand.Open, ValveStand.Open, ValveStand.Fault)]
    [InlineData(ValveStand.Closed, ValveStand.Closed, ValveStand.Unknown)]
    [InlineData(ValveStand.Open, ValveStand.Unknown, ValveStand.Unknown)]
    [InlineData(ValveStand.Open, ValveStand.Fault, ValveStand.Fault)]
    [InlineData(ValveStand.Moving, ValveStand.Closed, ValveStand.Moving)]
    public void What_both_actuators_read_is_where_the_valve_stands(ValveStand opens, ValveStand closes, ValveStand expected) =>
        ValveWiring.Stand(Double, [opens, closes]).ShouldBe(expected);

    [Theory]
    [InlineData(false, "", "", false, ValveStand.Open)]
    [InlineData(true, "", "", false, ValveStand.Closed)]
    [InlineData(true, "", "", true, ValveStand.Open)]
    [InlineData(true, "box", "301", false, ValveStand.Closed)]
    [InlineData(true, "", "input 7", false, ValveStand.Open)]
    [InlineData(true, "other", "", false, ValveStand.Open)]
    [InlineData(false, "other", "", true, ValveStand.Closed)]
    public void What_reads_it_elsewhere_than_at_its_relay_has_an_inversion_of_its_own(bool inverted, string stateDevice, string stateAddress, bool stateInverted, ValveStand expected) =>
        ValveWiring.Stand(Plain with { Inverted = inverted, StateDevice = stateDevice, StateAddress = stateAddress, StateInverted = stateInverted }, [ValveStand.Open]).ShouldBe(expected);

    [Fact]
    public void What_is_not_open_or_closed_is_never_turned_round()
    {
        foreach (var read in (ValveStand[])[ValveStand.Unknown, ValveStand.Moving, ValveStand.Fault])
            ValveWiring.Stand(Plain with { StateInverted = true }, [read]).ShouldBe(read);
    }

    [Theory]
    [InlineData("301", false)]
    [InlineData("301,", false)]
    [InlineData("301,301", false)]
    [InlineData("301,302,303", false)]
    [InlineData(" 301 , 302 ", true)]
    public void A_double_valve_has_two_addresses(string address, bool isTwo) => (ValveWiring.Split(address) is not null).ShouldBe(isTwo);
}
