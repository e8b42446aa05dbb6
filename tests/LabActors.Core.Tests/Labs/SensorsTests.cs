using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

/// <summary>Sensors of the surroundings: what they are connected to, and at which channel.</summary>
public sealed class SensorsTests
{
    private const string Text = """
        version: 1
        name: test
        ports:
          - {name: p1, kind: serial, path: /dev/ttyUSB0}
          - {name: p2, kind: serial, path: /dev/ttyUSB1}
        devices:
          - {name: relays, driver: proxr, port: p1}
          - {name: gauges, driver: micro-ion, port: p2}
        environment:
          - {name: water, device: relays, channel: input 3, kind: contact, units: closed}
          - {name: room, device: a thermometer on the wall, kind: temperature, units: C}
        """;

    [Fact]
    public void A_contact_is_an_input_of_a_board_and_what_is_read_by_nobody_may_be_named()
    {
        var read = LabFile.Read(Text, "lab.yaml");
        read.Problems.Where(p => p.Message.Contains("environment", StringComparison.Ordinal) || p.Field.StartsWith("environment", StringComparison.Ordinal)).ShouldBeEmpty();
        read.Lab.ShouldNotBeNull(string.Join("\n", read.Problems)).Environment.Select(s => (s.Kind, s.Channel)).ShouldBe([(SensorKind.Contact, "input 3"), (SensorKind.Temperature, "")]);
    }

    [Theory]
    [InlineData("channel: input 3", "channel: '3'", "found '3', expected 'input N' from 0 to 255, a contact")]
    [InlineData("device: relays", "device: gauges", "found 'gauges', a micro-ion, expected a device that reads sensors")]
    public void What_cannot_read_a_sensor_is_told(string right, string wrong, string message) =>
        LabFile.Read(Text.Replace(right, wrong, StringComparison.Ordinal), "lab.yaml").Problems.Select(p => p.ToString()).ShouldContain(p => p.Contains(message, StringComparison.Ordinal));
}
