using LabActors.Core.Labs;
using LabActors.Core.Problems;

namespace LabActors.Core.Tests.Labs;

public sealed class LabFileTests
{
    private const string Small = """
        version: 1
        name: Small
        sections: [{name: bone}]
        volumes:
          - {name: bone, cm3: 50, section: bone}
          - {name: source, cm3: 700, section: bone}
        valves:
          - {name: R, description: Inlet, joins: [bone, source], section: bone}
        """;

    [Fact]
    public void The_demo_laboratory_has_no_problem() => DemoLab.Read().Name.ShouldBe("Demo laboratory");

    [Fact]
    public void A_small_laboratory_is_read()
    {
        var lab = LabFile.Read(Small, "small.yaml").Lab.ShouldNotBeNull();
        lab.Volumes.Select(v => v.CubicCentimetres).ShouldBe([50, 700]);
        var inlet = lab.Valves.ShouldHaveSingleItem();
        (inlet.VolumeA, inlet.VolumeB, inlet.Kind).ShouldBe(("bone", "source", ValveKind.Valve));
        lab.Simulation.ShouldBeNull();
    }

    [Fact]
    public void Every_problem_is_reported_at_once_with_its_place()
    {
        const string text = """
            version: 2
            sections: [{name: bone}, {name: bone}]
            volumes:
              - {name: bone, cm3: -1, section: bone}
              - {name: stage, cm3: big, section: attic, colour: red}
            valves:
              - {name: A, description: One, joins: [bone, cellar], section: bone, interlocks: [Q]}
              - {name: A, description: One, joins: [bone], kind: pneumatic, settling_s: yes}
            gauges: none
            safe_state: {close: [A], pump_out: [A]}
            extra: 1
            """;
        var result = LabFile.Read(text, "lab.yaml");
        result.Lab.ShouldBeNull();
        result.Problems.ShouldAllBe(p => p.IsError && p.File == "lab.yaml" && p.Line > 0 && p.Column > 0);
        result.Problems.Select(p => (p.Line, p.Field)).ShouldBe(
            [
                (1, "version"),
                (1, "name"),
                (2, "sections[1].name"),
                (4, "volumes[0].cm3"),
                (5, "volumes[1].cm3"),
                (5, "volumes[1].section"),
                (5, "volumes[1].colour"),
                (7, "valves[0].joins"),
                (7, "valves[0].interlocks"),
                (8, "valves[1].section"),
                (8, "valves[1].name"),
                (8, "valves[1].description"),
                (8, "valves[1].joins"),
                (8, "valves[1].kind"),
                (8, "valves[1].settling_s"),
                (9, "gauges"),
                (10, "safe_state.pump_out"),
                (11, "extra"),
            ],
            ignoreOrder: true);
        Message(result, "volumes[0].cm3").ShouldBe("found '-1', expected a number above 0");
        Message(result, "volumes[1].section").ShouldBe("found 'attic', expected a section: bone");
        Message(result, "volumes[1].colour").ShouldBe("unknown key 'colour', expected name, cm3, section, at");
        Message(result, "valves[0].interlocks").ShouldBe("found 'Q', expected a valve: A");
        Message(result, "name").ShouldBe("missing key 'name', expected a text");
        result.Problems.ShouldBe(result.Problems.OrderBy(p => p.Line).ThenBy(p => p.Column));
    }

    [Theory]
    [InlineData("codes: [J, F, O]", "codes: [J, F, J]", "a second instrument with the code 'J'")]
    [InlineData("inlet: R", "inlet: Q", "found 'Q', expected a valve")]
    [InlineData("axial_detector: AX", "axial_detector: AY", "expected a detector of this instrument: H2, H1, AX, L1, L2, CDD")]
    [InlineData("default_integration_s: 1.048576", "default_integration_s: 1.0", "found 1, expected one of 0.065536")]
    [InlineData("Ar40: {H2: 5.82305", "Ar41: {H2: 5.82305", "found 'Ar41', expected an isotope of this instrument")]
    [InlineData("aliases: [Fusions Diode, CO2", "aliases: [fusionsco2, CO2", "a second name of an extraction device 'fusionsco2'")]
    [InlineData("inner: X, outer: W", "inner: W, outer: X", "expected the valve between air-tank and air-pipette")]
    [InlineData("{fraction: 0.5, trapped_fraction: 0.1", "{fraction: 0.6, trapped_fraction: 0.1", "the fractions add up to 1.1, expected 1")]
    [InlineData("volume: air-tank, gas: air", "volume: air-tank, gas: neon", "found 'neon', expected a gas: air, cocktail, wall")]
    [InlineData("kelvin_per_unit: {percent: 17}", "kelvin_per_unit: {percent: 17, volts: 17}", "found 'volts', expected a unit of NMGRL Furnace: temp, percent")]
    [InlineData("watts: 450, percent: 180", "watts: 450", "missing key 'percent', expected kelvin per unit for each unit of Fusions CO2")]
    [InlineData("    - {device: NMGRL Furnace, kelvin_per_unit: {percent: 17}}", "    # gone", "found nothing about 'NMGRL Furnace'")]
    [InlineData("{valve: R, l_s: 0.05}", "{valve: R, l_s: 0}", "found '0', expected a number above 0")]
    [InlineData("reference: {isotope: Ar40", "reference: {isotope: Kr84", "found 'Kr84', expected an isotope of Argus")]
    [InlineData("no_device: [''", "no_device: ['Fusions CO2'", "found 'Fusions CO2', which is an extraction device")]
    public void One_mistake_in_the_demo_laboratory_is_one_problem(string right, string wrong, string message)
    {
        DemoLab.Text.ShouldContain(right);
        var text = DemoLab.Text.Replace(right, wrong, StringComparison.Ordinal);
        var line = 1 + text[..text.IndexOf(wrong, StringComparison.Ordinal)].Count(c => c == '\n');
        var result = LabFile.Read(text, "lab.yaml");
        result.Lab.ShouldBeNull();
        var problem = result.Problems.ShouldHaveSingleItem();
        problem.Message.ShouldContain(message);
        problem.Line.ShouldBeInRange(1, line);
    }

    [Theory]
    [InlineData("", "found an empty file")]
    [InlineData("- 1", "found no mapping")]
    [InlineData("name: [", "not YAML")]
    [InlineData("name: a\nname: b", "not YAML")]
    [InlineData("name: a\n---\nname: b", "found a second YAML document")]
    public void What_is_no_laboratory_is_refused_in_words(string text, string message)
    {
        var result = LabFile.Read(text, "lab.yaml");
        result.Lab.ShouldBeNull();
        result.Problems.ShouldHaveSingleItem().Message.ShouldStartWith(message);
    }

    private static string Message(LabReadResult result, string field) =>
        result.Problems.Single(p => p.Field == field).Message;
}
