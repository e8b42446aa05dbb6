using LabActors.Core.Labs;
using LabActors.Core.Measurement;

namespace LabActors.Core.Tests.Measurement;

public sealed class MagnetFieldTableTests
{
    private static readonly MagnetFieldTable Table = MagnetFieldTable.Of(TestInstrument.Argus());

    [Fact]
    public void An_isotope_stands_where_the_table_has_it()
    {
        var target = Table.Locate("Ar40", "H1", false, out var reason);
        reason.ShouldBe("");
        target!.Dac.ShouldBe(TestInstrument.Dac(39.9623831, 1));
        target.Mass.ShouldBe(39.9623831);
    }

    [Theory]
    [InlineData(39.5)]
    [InlineData(34.2)]
    [InlineData(41)]
    public void A_mass_between_or_beside_the_isotopes_follows_the_mass_function(double mass) =>
        Table.Locate($"{mass}", "CDD", false, out _)!.Dac.ShouldBe(TestInstrument.Dac(mass, -3), 5e-4);

    [Theory]
    [InlineData(MassFunction.Linear)]
    [InlineData(MassFunction.Parabolic)]
    [InlineData(MassFunction.Cubic)]
    public void The_mass_at_the_DAC_of_a_mass_is_that_mass(MassFunction function)
    {
        var table = MagnetFieldTable.Of(TestInstrument.Argus(function));
        table.MassAt(table.DacAt(38.3, "L1")!.Value, "L1")!.Value.ShouldBe(38.3, 1e-6);
    }

    [Fact]
    public void A_discrete_table_knows_its_own_masses_and_none_between()
    {
        var table = MagnetFieldTable.Of(TestInstrument.Argus(MassFunction.Discrete));
        table.Locate("39.96", "H1", false, out _)!.Dac.ShouldBe(TestInstrument.Dac(39.9623831, 1));
        table.Locate("39.5", "H1", false, out var reason).ShouldBeNull();
        reason.ShouldBe("the field table of Argus does not tell where 39.5 falls on H1");
    }

    [Theory]
    [InlineData("Ar40", "H9", false, "no detector H9")]
    [InlineData("Xe132", "H1", false, "neither a mass nor an isotope")]
    [InlineData("Ar40", "H1", true, "is no DAC value")]
    [InlineData("11", "H1", true, "outside of 0 to 10 V")]
    [InlineData("NaN", "H1", false, "neither a mass")]
    [InlineData("132", "H1", false, "does not tell")]
    public void What_cannot_be_placed_is_refused_with_a_reason(string position, string detector, bool useDac, string expected)
    {
        Table.Locate(position, detector, useDac, out var reason).ShouldBeNull();
        reason.ShouldContain(expected);
    }

    [Fact]
    public void A_peak_center_moves_every_pair_by_what_the_peak_has_drifted()
    {
        var before = Table.Find("Ar36", "CDD")!.Value;
        var corrected = Table.Corrected("Ar40", "H1", Table.Find("Ar40", "H1")!.Value + 0.002);
        corrected.Find("Ar40", "H1").ShouldBe(Table.Find("Ar40", "H1")!.Value + 0.002);
        corrected.Find("Ar36", "CDD")!.Value.ShouldBe(before + 0.002, 1e-12);
        Table.Find("Ar36", "CDD").ShouldBe(before);
    }
}
