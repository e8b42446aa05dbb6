using LabActors.Console.Tests;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Carriers;

namespace LabActors.Simulator.Tests.Wire.Carriers;

public sealed class PseudoTerminalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-pts-").FullName;

    private string Link => Path.Combine(_folder, "box");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [UnixFact]
    public async Task Bytes_go_both_ways_as_they_are_and_who_opens_the_port_again_is_greeted_again()
    {
        using var bench = new CarrierBench(PortKind.Serial, new ScriptedInstrument("a") { Greeting = "up\r" });
        await using var carrier = new PseudoTerminal(bench.Bus, Link, TimeProvider.System);
        carrier.Where.ShouldBe(new RedirectedPort("box", PortKind.Serial) { Path = Link });

        for (var i = 0; i < 3; i++)
        {
            await bench.Until(() => Task.FromResult(!carrier.IsOpen));
            await using var stream = Open();
            await bench.ShouldSay(stream, "up\r");

            // No echo, no signals, no line ends of a terminal: \x03 and \x04 are bytes like others.
            await bench.Tell(stream, "\u0003\n\u0004\u00ff\r");
            await bench.ShouldSay(stream, "a:\u0003\n\u0004\u00ff\r");
        }
    }

    [UnixFact]
    public async Task While_the_cable_is_out_the_port_is_gone_and_the_same_path_leads_there_again()
    {
        using var bench = new CarrierBench(PortKind.Serial, new ScriptedInstrument("a"));
        await using var carrier = new PseudoTerminal(bench.Bus, Link, TimeProvider.System);
        var stream = Open();
        await bench.Tell(stream, "1\r");
        await bench.ShouldSay(stream, "a:1\r");

        bench.Cable(CableState.Out);

        await Gone(bench, stream);
        await stream.DisposeAsync();
        await bench.Until(() => Task.FromResult(!File.Exists(Link)));
        bench.Cable(CableState.Whole);
        await bench.Until(() => Task.FromResult(File.Exists(Link)));
        await using var again = Open();
        await bench.Tell(again, "2\r");
        await bench.ShouldSay(again, "a:2\r");
    }

    [UnixFact]
    public async Task What_a_simulator_that_was_killed_left_is_replaced_and_a_file_of_somebody_else_is_not()
    {
        File.CreateSymbolicLink(Link, Path.Combine(_folder, "gone"));
        using var bench = new CarrierBench(PortKind.Serial, new ScriptedInstrument("a"));
        await new PseudoTerminal(bench.Bus, Link, TimeProvider.System).DisposeAsync();
        new FileInfo(Link).LinkTarget.ShouldBeNull();

        await File.WriteAllTextAsync(Link, "mine");

        Should.Throw<IOException>(() => new PseudoTerminal(bench.Bus, Link, TimeProvider.System)).Message.ShouldContain("found a file");
        (await File.ReadAllTextAsync(Link)).ShouldBe("mine");
    }

    private FileStream Open() => new(Link, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);

    private static async Task Gone(CarrierBench bench, Stream stream)
    {
        try
        {
            (await stream.ReadAsync(new byte[1], bench.Limit).AsTask().WaitAsync(bench.Limit)).ShouldBe(0);
        }
        catch (IOException)
        {
            // Linux says so where a program reads at this moment.
            return;
        }
    }
}
