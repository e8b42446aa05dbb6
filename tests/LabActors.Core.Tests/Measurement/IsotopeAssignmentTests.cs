using System.Globalization;
using LabActors.Core.Measurement;

namespace LabActors.Core.Tests.Measurement;

public sealed class IsotopeAssignmentTests
{
    private static readonly string[] All = ["H2", "H1", "AX", "L1", "L2", "CDD"];

    private static string Assigned(string position, string detector, bool useDac = false, params string[] active)
    {
        var instrument = TestInstrument.Argus();
        var detectors = active.Length > 0 ? active : All;
        var assigned = IsotopeAssignment.Of(instrument, MagnetFieldTable.Of(instrument), detectors, position, detector, useDac);
        return string.Join(" ", detectors.Where(assigned.ContainsKey).Select(d => $"{d}:{assigned[d]}"));
    }

    [Theory]
    [InlineData("Ar39", "AX", "H1:Ar40 AX:Ar39 L1:Ar38 L2:Ar37 CDD:Ar36")]
    [InlineData("Ar40", "H1", "H1:Ar40 AX:Ar39 L1:Ar38 L2:Ar37 CDD:Ar36")]
    [InlineData("Ar40", "H2", "H2:Ar40 H1:Ar39 AX:Ar38 L1:Ar37 L2:Ar36")]
    [InlineData("Ar36", "H1", "H2:Ar37 H1:Ar36")]
    [InlineData("38.96", "AX", "H1:Ar40 AX:Ar39 L1:Ar38 L2:Ar37 CDD:Ar36")]
    public void Every_detector_collects_what_its_relative_mass_puts_on_it(string position, string detector, string expected) =>
        Assigned(position, detector).ShouldBe(expected);

    [Theory]
    [InlineData("39.5", "AX")]
    [InlineData("34.2", "CDD")]
    [InlineData("Ar40", "H7")]
    [InlineData("Kr84", "AX")]
    public void A_parked_beam_assigns_nothing(string position, string detector) => Assigned(position, detector).ShouldBe("");

    [Fact]
    public void Only_active_detectors_are_assigned() =>
        Assigned("Ar39", "AX", false, "H1", "AX", "Nonsense").ShouldBe("H1:Ar40 AX:Ar39");

    [Fact]
    public void A_DAC_assigns_what_falls_there_and_nothing_between_the_peaks()
    {
        var table = MagnetFieldTable.Of(TestInstrument.Argus());
        Assigned(table.Find("Ar40", "H1")!.Value.ToString(CultureInfo.InvariantCulture), "H1", true, "H1", "AX").ShouldBe("H1:Ar40 AX:Ar39");
        Assigned(table.DacAt(39.5, "H1")!.Value.ToString(CultureInfo.InvariantCulture), "H1", true).ShouldBe("");
    }
}
