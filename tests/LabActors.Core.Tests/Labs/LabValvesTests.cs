using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

/// <summary>What lab.yaml may say of valves, trips and changes of samples.</summary>
public sealed class LabValvesTests
{
    private static string Text(params string[] valves) => $$"""
        version: 1
        name: Valves
        sections: [{name: line}]
        volumes: [{name: bone, cm3: 50, section: line}, {name: turbo, cm3: 60, section: line}]
        ports: [{name: cable, kind: serial, path: /dev/ttyUSB0}]
        devices: [{name: box, driver: agilent-34970a, port: cable}]
        valves:
        {{string.Join('\n', valves.Select(v => $"  - {{{(v.Contains("address", StringComparison.Ordinal) ? v : v.Replace("device: box", "device: box, address: '305'", StringComparison.Ordinal))}}}"))}}
        """;

    private static string[] Problems(string text) =>
        [.. LabFile.Read(text, "lab.yaml").Problems.Where(p => !p.Field.StartsWith("devices", StringComparison.Ordinal)).Select(p => $"{p.Line} {p.Field}: {p.Message}")];

    [Fact]
    public void A_valve_that_nothing_moves_needs_no_device_and_keeps_the_address_that_its_actuator_knows()
    {
        var text = Text("name: A, description: away, section: line, driven: false, address: Valve 7, kind: double, at: [1, -2]");
        Problems(text).ShouldBeEmpty();
        var valve = LabFile.Read(text, "lab.yaml").Lab.ShouldNotBeNull().Valves.ShouldHaveSingleItem();
        (valve.IsDriven, valve.Device, valve.Address, valve.At).ShouldBe((false, "", "Valve 7", new DrawnAt(1, -2)));
        Problems(text.Replace("driven: false", "driven: no", StringComparison.Ordinal)).ShouldContain(p => p.Contains("found 'no', expected true or false", StringComparison.Ordinal));
    }

    [Fact]
    public void Hardware_38_a_valve_that_could_not_work_is_told_with_its_line_and_what_was_expected()
    {
        Problems(Text(
            "name: A, description: no device, joins: [bone, turbo], section: line",
            "name: B, description: wrong device, joins: [bone, turbo], section: line, device: bux, address: '301'",
            "name: C, description: no such interlock, joins: [bone, turbo], section: line, device: box, interlocks: [Q]",
            "name: C, description: twice, joins: [bone, turbo], section: line, device: box",
            "name: U, description: follows, joins: [bone, turbo], section: line, device: box, parent: V",
            "name: V, description: follows too, joins: [bone, turbo], section: line, device: box, parent: W",
            "name: W, description: and so on, joins: [bone, turbo], section: line, device: box, parent: U, parent_inverted: true",
            "name: X, description: itself, joins: [bone, turbo], section: line, device: box, parent: X",
            "name: D, description: double, joins: [bone, turbo], section: line, device: box, address: '301', kind: double",
            "name: E, description: single, joins: [bone, turbo], section: line, device: box, open_delay_s: 1",
            "name: F, description: no such channel, joins: [bone, turbo], section: line, device: box, address: X1",
            "name: O, description: owned, joins: [bone, turbo], section: line, device: box, owner: Argus"))
            .ShouldBe(
            [
                "8 valves[0].device: missing key 'device', expected a device: box: without one it is never moved and never read",
                "9 valves[1].device: found 'bux', expected a device: box",
                "10 valves[2].interlocks: found 'Q', expected a valve: A, B, C, U, V, W, X, D, E, F, O",
                "11 valves[3].name: a second valve 'C', expected each valve once",
                "12 valves[4].parent: found U that follows V that follows W that follows U, expected no circle of valves that follow each other",
                "13 valves[5].parent: found V that follows W that follows U that follows V, expected no circle of valves that follow each other",
                "14 valves[6].parent: found W that follows U that follows V that follows W, expected no circle of valves that follow each other",
                "15 valves[7].parent: found X that follows X, expected no circle of valves that follow each other",
                "16 valves[8].address: found '301', expected two addresses: of the actuator that opens it and of the one that closes it, as in '301,302'",
                "17 valves[9].open_delay_s: found at a valve with one actuator, expected 'kind: double'",
                "18 valves[10].address: found 'X1', expected slot and channel such as 301",
                "19 valves[11].owner: found 'Argus', expected an instrument: ",
            ]);
    }

    [Fact]
    public void A_valve_of_a_laboratory_without_devices_has_no_address()
    {
        const string text = """
            version: 1
            name: Simulated
            sections: [{name: line}]
            volumes: [{name: bone, cm3: 50, section: line}, {name: turbo, cm3: 60, section: line}]
            valves:
              - {name: A, description: wired, joins: [bone, turbo], section: line, address: '301'}
              - {name: B, description: nowhere, section: line}
              - {name: S, description: switch, section: line, kind: switch}
            """;
        Problems(text).ShouldBe(
        [
            "6 valves[0].address: found in a laboratory without devices, expected 'devices' too",
            "7 valves[1].joins: found 0 volumes (), expected the two different volumes that the valve joins",
        ]);
    }

    [Fact]
    public void Trips_name_what_they_watch_their_limit_and_what_they_do()
    {
        const string text = """
            version: 1
            name: Trips
            sections: [{name: line}]
            volumes: [{name: bone, cm3: 50, section: line}, {name: turbo, cm3: 60, section: line}]
            valves:
              - {name: A, description: a, joins: [bone, turbo], section: line}
              - {name: T, description: t, joins: [bone, turbo], section: line, kind: manual}
            gauges: [{controller: ion, name: IG, volume: bone}]
            heaters: [{name: oven}]
            pumps: [{name: T, kind: turbo, volume: turbo, speed_l_s: 60}]
            trips:
              - {name: vacuum, gauge: [ion, IG], above: 1.0e-4, disable: [A], poll_s: 2, polls: 2, missing_polls: 0}
              - {name: lost, gauge: [ion, CG], above: 1, close: [A]}
              - {name: idle, gauge: [ion, IG], above: 1}
              - {name: limitless, gauge: [ion, IG], close: [A]}
              - {name: by hand, gauge: [ion, IG], above: 1, disable: [T]}
              - {name: bare, gauge: [ion, IG], above: 1, heaters_off: [oven], pumps_off: [T]}
            sample_changer:
              isolate: {close: [A], unlock: [A]}
              finish: {open: [A], close: [A]}
            """;
        Problems(text).ShouldBe(
        [
            "13 trips[1].gauge: found [ion, CG], expected controller and name of a gauge: [ion, IG]",
            "14 trips[2].disable: missing key 'close', 'disable', 'switch_off', 'heaters_off' or 'pumps_off', expected what it does",
            "15 trips[3].above: missing key 'above' or 'below', expected the limit",
            "16 trips[4].disable: found 'T', which is moved by hand, expected valves that something moves",
            "17 trips[5].heaters_off: found 'oven', which names no device, expected heaters that something regulates",
            "17 trips[5].pumps_off: found 'T', which names no device, expected pumps with a controller",
            "20 sample_changer.finish.close: found 'A', which 'open' names too, expected it in one of them",
        ]);
        var lab = LabFile.Read(text.Split("  - {name: lost")[0], "lab.yaml").Lab.ShouldNotBeNull();
        var trip = lab.Trips.ShouldHaveSingleItem();
        (trip.Words, trip.Above, trip.Every, trip.Polls, trip.MissingPolls).ShouldBe(("gauge ion IG", 1e-4, TimeSpan.FromSeconds(2), 2, 0));
        trip.Disable.ShouldBe(["A"]);
    }
}
