using LabActors.Core.Labs;

namespace LabActors.Node.Tests.Simulation;

/// <summary>The demo laboratory with its devices on wires.</summary>
internal static class DemoOnWires
{
    private const string InstrumentPorts = """
        ports:
          - {name: p1, kind: serial, path: /dev/ttyUSB1, gap_s: 0.05}
          - {name: p2, kind: serial, path: /dev/ttyUSB2}
          - {name: p3, kind: serial, path: /dev/ttyUSB3}
          - {name: p4, kind: serial, path: /dev/ttyUSB4, data_bits: 7, parity: even}
          - {name: p5, kind: serial, path: /dev/ttyUSB5, data_bits: 7, parity: odd, gap_s: 0.05}
          - {name: p6, kind: serial, path: /dev/ttyUSB6, baud: 19200}
          - {name: p7, kind: serial, path: /dev/ttyUSB7, baud: 19200}
          - {name: p8, kind: serial, path: /dev/ttyUSB8}
          - {name: p9, kind: serial, path: /dev/ttyUSB9, baud: 38400}
          - {name: p10, kind: serial, path: /dev/ttyUSB10}
        devices:
          - {name: bone_micro_ion_controller, driver: micro-ion, port: p1, address: '01'}
          - {name: microbone_micro_ion_controller, driver: mks-937, port: p2}
          - {name: spectrometer_gauge, driver: maxigauge, port: p3, settings: {units: mbar}}
          - {name: oven, driver: eurotherm, port: p4, settings: {max_celsius: 1700}}
          - {name: cold head, driver: lakeshore, port: p5}
          - {name: board, driver: fusions, port: p6, settings: {motor_1_counts: 100}}
          - {name: stage, driver: esp301, port: p7, settings: {min: -50, max: 50}}
          - {name: turbo, driver: hipace, port: p8}
          - {name: tape, driver: watlow, port: p9, settings: {max_celsius: 400}}
          - {name: supply, driver: uc2000, port: p10}
        heaters:
          - {name: bake-out, max_c: 300, device: tape}

        """;

    private const string LinePorts = """
        ports:
          - {name: p1, kind: serial, path: /dev/ttyUSB1, baud: 19200}
          - {name: p2, kind: serial, path: /dev/ttyACM0, baud: 115200}
          - {name: p3, kind: serial, path: /dev/ttyUSB3, baud: 115200}
          - {name: p4, kind: tcp, host: 10.0.0.5, port: 1061, connects_each_time: true}
          - {name: p5, kind: tcp, host: 10.0.0.5, port: 1067, connects_each_time: true}
          - {name: p6, kind: udp, host: 10.0.0.6, port: 1069}
        devices:
          - {name: relays, driver: agilent-34970a, port: p1, settings: {invert: true}}
          - {name: arduino, driver: arduino-valves, port: p2, timeout_s: 3}
          - {name: proxr, driver: proxr, port: p3}
          - {name: pyvalve, driver: pychron-valves, port: p4}
          - {name: laser server, driver: pychron-laser, port: p5}
          - {name: spectrometer box, driver: qtegra, port: p6}

        """;

    /// <summary>Gauges, controllers, a laser of several boxes, a pump.</summary>
    /// <param name="folder">Where its files of trays and patterns are written.</param>
    public static LabDefinition Instruments(string folder) => Instruments(folder, text => text);

    /// <inheritdoc cref="Instruments(string)"/>
    /// <param name="folder">Where its files of trays and patterns are written.</param>
    /// <param name="change">What its file has otherwise.</param>
    public static LabDefinition Instruments(string folder, Func<string, string> change)
    {
        File.WriteAllText(Path.Combine(folder, "hole.txt"), "circle,2.5\n\n\n-10,0\n0,0\n10,5\n");
        File.WriteAllText(Path.Combine(folder, "line.txt"), "1,0\n2,0\n");
        var path = Path.Combine(folder, "lab.yaml");
        var text = InstrumentPorts + File.ReadAllText(Path.Combine(SourceTree.DemoLab, "lab.yaml"))
            .Replace("{controller: microbone_micro_ion_controller, name: IG,", "{controller: microbone_micro_ion_controller, name: IG, channel: '1',", StringComparison.Ordinal)
            .Replace("{controller: spectrometer_gauge, name: IG,", "{controller: spectrometer_gauge, name: IG, channel: '1',", StringComparison.Ordinal)
            .Replace("speed_l_s: 60}", "speed_l_s: 60, device: turbo}", StringComparison.Ordinal)
            .Replace("  - {name: Cold Finger,", "  - {name: Cold Finger, device: cold head, channel: A,", StringComparison.Ordinal)
            .Replace("    trays: [221-hole, 57-hole, 37-hole]\n    patterns: [hexagon, circle, raster, spiral]", "    device: board\n    stage: stage\n    power: supply\n    trays: [{name: 3-hole, file: hole.txt}]\n    patterns: [{name: line, file: line.txt}]", StringComparison.Ordinal)
            .Replace("floor_mbar: 1.0e-11", "floor_mbar: 1.0e-9", StringComparison.Ordinal)
            .Replace("{name: watts, max: 40}", "{name: watts, max: 40, percent_per_unit: 2.5}", StringComparison.Ordinal)
            .Replace("{name: beam, min: 0, max: 6}", "{name: beam, min: 0, max: 6, device: board, channel: '1'}", StringComparison.Ordinal)
            .Replace("    trays: [furnace-16]", "    device: oven", StringComparison.Ordinal);
        var read = LabFile.Read(change(text), path);
        return read.Lab.ShouldNotBeNull(string.Join("\n", read.Problems));
    }

    /// <summary>Boxes of valves, Pychron's servers, a spectrometer.</summary>
    /// <param name="change">What its file has otherwise.</param>
    public static LabDefinition Line(Func<string, string> change)
    {
        string Wired(string text, string valve, string device, string address) =>
            text.Replace($"  - {{name: {valve}, description:", $"  - {{name: {valve}, device: {device}, address: '{address}', description:", StringComparison.Ordinal);
        var text = LinePorts + File.ReadAllText(Path.Combine(SourceTree.DemoLab, "lab.yaml"))
            .Replace("  - name: Argus\n", "  - name: Argus\n    device: spectrometer box\n", StringComparison.Ordinal)
            .Replace("    trays: [221-hole, 57-hole, 37-hole]\n", "    device: laser server\n    trays: [221-hole, 57-hole, 37-hole]\n", StringComparison.Ordinal);
        text = Wired(Wired(Wired(Wired(Wired(text, "A", "relays", "301"), "B", "arduino", "3"), "C", "proxr", "9"), "D", "pyvalve", "D"), "R", "spectrometer box", "Valve Inlet Set");
        text = text
            .Replace("  - {name: air_supply,", "  - {name: cooling_water, device: proxr, channel: input 12, kind: contact, units: closed}\n  - {name: air_supply,", StringComparison.Ordinal)
            .Replace("    - {sensor: air_supply,", "    - {sensor: cooling_water, mean: 1}\n    - {sensor: air_supply,", StringComparison.Ordinal);
        var read = LabFile.Read(change(text), "lab.yaml");
        return read.Lab.ShouldNotBeNull(string.Join("\n", read.Problems));
    }

    /// <summary>The spectrometer is an NGX.</summary>
    public static string WithNgx(string text) => text.Replace("kind: udp, host: 10.0.0.6, port: 1069", "kind: tcp, host: 10.0.0.6, port: 1070", StringComparison.Ordinal)
            .Replace("driver: qtegra, port: p6", "driver: ngx, port: p6, settings: {user: ana, password: secret, parameters: 'HighVoltage = IE'}", StringComparison.Ordinal)
            .Replace("'Valve Inlet Set'", "R", StringComparison.Ordinal)
            .Replace("    default_integration_s: 1.048576", "    integration_times_s: [1, 2, 3, 4, 5, 10, 20, 100]\n    default_integration_s: 1", StringComparison.Ordinal);
}
