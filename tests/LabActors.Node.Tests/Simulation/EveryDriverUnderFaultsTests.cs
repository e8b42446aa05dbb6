using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Devices.Drivers;
using LabActors.Node.Simulation;
using LabActors.Simulator;
using LabActors.Simulator.Wire.Faults;

namespace LabActors.Node.Tests.Simulation;

/// <summary>Whatever a cable does to the answers of a device, for one answer, for two or for all: what is told as good is what is so, and all is well again when the cable is.</summary>
public sealed class EveryDriverUnderFaultsTests : IDisposable
{
    private static readonly (string Kind, double? Seconds)[] Faults =
        [("silent", null), ("late", 0.4), ("late", 3), ("slow", 0.02), ("noise", null), ("garbled", null), ("wrong-checksum", null), ("truncated", null), ("split", null), ("doubled", null), ("echo", null), ("busy", null), ("refused", null)];

    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-faults").FullName;
    private readonly GoingTime _time = new();

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("bone_micro_ion_controller")]
    [InlineData("microbone_micro_ion_controller")]
    [InlineData("spectrometer_gauge")]
    [InlineData("oven")]
    [InlineData("cold head")]
    [InlineData("board")]
    [InlineData("stage")]
    [InlineData("turbo")]
    [InlineData("tape")]
    [InlineData("supply")]
    public Task Of_an_instrument_nothing_is_told_that_is_not_so(string device) => NothingIsToldThatIsNotSo(DemoOnWires.Instruments(_folder), device);

    [Theory]
    [InlineData("relays")]
    [InlineData("arduino")]
    [InlineData("proxr")]
    [InlineData("pyvalve")]
    [InlineData("laser server")]
    [InlineData("spectrometer box")]
    public Task Of_a_line_nothing_is_told_that_is_not_so(string device) => NothingIsToldThatIsNotSo(DemoOnWires.Line(text => text), device);

    // Who asks it for its mass ends the scan under way.
    [Fact]
    public Task Of_an_NGX_nothing_is_told_that_is_not_so() => NothingIsToldThatIsNotSo(DemoOnWires.Line(DemoOnWires.WithNgx), "spectrometer box", mayBeMissing: "intensities");

    private async Task NothingIsToldThatIsNotSo(LabDefinition lab, string device, string mayBeMissing = "")
    {
        var laboratory = new SimulatedLaboratory(lab, lab.Simulation.ShouldNotBeNull(), 1, _time);
        var wires = new WireSimulation(laboratory, _time, _ => { });
        using var board = new FaultBoard(laboratory, [.. wires.Buses.Values], _time);
        var driver = WiredPorts.Driver(lab, device, wires.Link, _time);
        async Task<DeviceReportLine[]> ReadAsync() => [.. await new DeviceReport(lab, lab.FindDevice(device)!, driver).ReadAsync(default)];

        // A scan takes its time, and a box that starts anew is deaf at first.
        async Task<DeviceReportLine[]> WellAsync()
        {
            bool IsWell(DeviceReportLine line) => line.IsGood || line.What == mayBeMissing;
            var lines = await ReadAsync();
            for (var reads = 0; reads < 60 && !lines.All(IsWell); reads++)
            {
                _time.Pass(0.5);
                lines = await ReadAsync();
            }

            lines.Where(line => !IsWell(line)).ShouldBeEmpty();
            return lines;
        }

        var wrong = new List<string>();
        foreach (var (kind, seconds) in Faults)
        {
            foreach (int? count in new int?[] { 1, 2, null })
            {
                var fault = new PlannedFault(FaultKinds.Find(kind)!) { Device = device, Seconds = seconds, Count = count };
                if (board.Problem(fault).Length > 0)
                    continue;
                var before = await WellAsync();
                board.Begin(fault);
                var told = await ReadAsync();
                board.Mend(device);
                _time.Pass(10);
                var after = await WellAsync();
                for (var i = 1; i < told.Length; i++)
                {
                    if (told[i].IsGood && !IsSo(told[i], before[i], after[i]))
                        wrong.Add($"{Words(fault)}: {told[i].What}: told {told[i].Value}, was {before[i].Value}, is {after[i].Value}");
                }
            }
        }

        wrong.ShouldBeEmpty();

        static string Words(PlannedFault fault) => string.Create(CultureInfo.InvariantCulture, $"{fault.Kind.Name} {fault.Seconds} for {(fault.Count is { } count ? $"{count}" : "all")}");
    }

    // What goes on meanwhile is between what it was and what it is. The first line, what a device calls itself, is free text. Indicators that are read one after the other may be those of a valve that moves.
    private static bool IsSo(DeviceReportLine told, DeviceReportLine before, DeviceReportLine after)
    {
        if (told.Value == "moving")
            return true;
        if (told.What == "intensities")
            return told.Value.Split(", ").All(beam => new[] { before, after }.Any(line => line.Value.Split(", ").Any(right => IsSo(new DeviceReportLine("beam", beam, true), new DeviceReportLine("beam", right, true), new DeviceReportLine("beam", right, true)))));
        var (words, was, becomes) = (Words(told.Value), Words(before.Value), Words(after.Value));
        return words.Length == was.Length && words.Length == becomes.Length && Enumerable.Range(0, words.Length).All(i => IsBetween(words[i], was[i], becomes[i]));

        bool IsBetween(string word, string one, string other)
        {
            if (!double.TryParse(word, CultureInfo.InvariantCulture, out var value))
                return word == one || word == other;
            if (!double.TryParse(one, CultureInfo.InvariantCulture, out var a) || !double.TryParse(other, CultureInfo.InvariantCulture, out var b))
                return false;
            var tolerance = Math.Max(0.05 * Math.Max(Math.Abs(a), Math.Abs(b)), told.What == "beam" ? 2 : Math.Abs(a) > 0.01 ? 0.2 : 0);
            return value >= Math.Min(a, b) - tolerance && value <= Math.Max(a, b) + tolerance;
        }

        static string[] Words(string text) => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
    }
}
