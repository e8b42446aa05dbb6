using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

public sealed class LabDefinitionTests
{
    private readonly LabDefinition _lab = DemoLab.Read();

    [Theory]
    [InlineData("Argus")]
    [InlineData("Jan")]
    [InlineData("felix")]
    [InlineData(" OBAMA ")]
    [InlineData("")]
    [InlineData("Spectrometer")]
    [InlineData("---------")]
    public void A_queue_for_any_of_its_names_finds_the_instrument(string name) =>
        _lab.FindInstrument(name).ShouldNotBeNull().Name.ShouldBe("Argus");

    [Fact]
    public void An_unknown_instrument_is_not_found() => _lab.FindInstrument("Helix").ShouldBeNull();

    [Theory]
    [InlineData("J")]
    [InlineData("f")]
    public void The_code_in_an_identifier_finds_the_instrument(string code) =>
        _lab.FindInstrumentByCode(code).ShouldNotBeNull().Name.ShouldBe("Argus");

    [Theory]
    [InlineData("Fusions CO2", "Fusions CO2")]
    [InlineData("FusionsCO2", "Fusions CO2")]
    [InlineData("fusions_diode", "Fusions CO2")]
    [InlineData("NMGRL Furnace", "NMGRL Furnace")]
    [InlineData("nmgrlfurnace", "NMGRL Furnace")]
    public void Extraction_devices_are_found_whatever_the_blanks_and_case(string name, string expected) =>
        _lab.FindExtractionDevice(name).Device.ShouldNotBeNull().Name.ShouldBe(expected);

    [Theory]
    [InlineData("Extract Device")]
    [InlineData("ExtractDevice")]
    [InlineData("---")]
    [InlineData("")]
    public void Names_of_no_device_are_known_and_mean_none(string name) =>
        _lab.FindExtractionDevice(name).ShouldBe(new ExtractionDeviceLookup(true, null));

    [Fact]
    public void An_unknown_extraction_device_is_told_from_none() =>
        _lab.FindExtractionDevice("Chromium").IsKnown.ShouldBeFalse();

    [Theory]
    [InlineData("R", "R")]
    [InlineData("Mass Spec Inlet", "R")]
    [InlineData("outer pipette 1", "W")]
    public void Valves_are_found_by_name_and_by_description(string asked, string name) =>
        _lab.FindValve(asked).ShouldNotBeNull().Name.ShouldBe(name);

    [Theory]
    [InlineData(1.0, 1.048576)]
    [InlineData(8, 8.388608)]
    [InlineData(1000, 67.108864)]
    [InlineData(0, 0.065536)]
    public void The_nearest_legal_integration_time_is_taken(double asked, double legal) =>
        _lab.Instruments[0].LegalIntegrationTime(asked).ShouldBe(legal, 1e-12);

    [Fact]
    public void Gauges_are_found_by_controller_and_name() =>
        _lab.FindGauge("bone_micro_ion_controller", "IG").ShouldNotBeNull().Volume.ShouldBe("bone");

    [Fact]
    public void In_the_customary_multicollection_every_detector_has_its_isotope_at_one_field()
    {
        var argus = _lab.Instruments[0];
        var field = argus.Magnet.Table.Single(p => p is { Isotope: "Ar39", Detector: "AX" }).Dac;
        foreach (var detector in argus.Detectors.Where(d => d.Isotope.Length > 0))
        {
            argus.Magnet.Table.Single(p => p.Isotope == detector.Isotope && p.Detector == detector.Name).Dac.ShouldBe(field, 1e-9);
        }
    }
}
