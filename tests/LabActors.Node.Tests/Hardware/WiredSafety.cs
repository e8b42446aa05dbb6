using Akka.Actor;
using LabActors.Actors.Health;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Actors.Operators;
using LabActors.Actors.Safety;
using LabActors.Core.Journal;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using static LabActors.Core.Journal.Events.TripEvents;

namespace LabActors.Node.Tests.Hardware;

/// <summary>
/// One node on wires for the scenarios of safety and of the spectrometer: the wired example with a chiller, trips, and a laser that may be on for half a minute. Made once; every test leaves it with
/// nothing wrong and everything off.
/// </summary>
[CollectionDefinition(Name)]
public sealed class WiredSafety : IAsyncLifetime, ICollectionFixture<WiredSafety>
{
    /// <summary>The tests that share it.</summary>
    public const string Name = "wired safety";

    /// <summary>The laser.</summary>
    public const string Laser = "Fusions CO2";

    private const string More = """
        heaters:
          - {name: Chiller, max_c: 200, device: chiller}
          - {name: Crucible, max_c: 1700, device: furnace_controller}

        trips:
          - {name: bone vacuum, gauge: [bone_gauges, IG], above: 1.0e-4, disable: [C], close: [R], poll_s: 1, missing_polls: 3}
          - {name: coolant, heater: Chiller, above: 25, switch_off: [Fusions CO2, Furnace], pumps_off: [Line Turbo], poll_s: 1, missing_polls: 3}

        no_device:
        """;

    private int _commands;
    private int _seen;

    internal WiredNode Wired { get; private set; } = null!;

    internal ServedInstruments Instruments => Wired.Instruments;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Wired = await WiredNode.StartAsync(WiredLaboratory.With(
            ("no_device:", More),
            ("  - {name: cold finger, kind: tcp", "  - {name: chiller, kind: serial, path: /dev/ttyUSB6, baud: 9600, data_bits: 7, parity: even}\n  - {name: cold finger, kind: tcp"),
            ("  - {name: cold_finger, driver", "  - {name: chiller, driver: eurotherm, port: chiller, address: '01', timeout_s: 0.25}\n  - {name: cold_finger, driver"),
            ("    device: argus\n", "    device: argus\n    verify_settings: refuse\n"),
            ("driver: fusions, port: laser,", "driver: fusions, port: laser, timeout_s: 0.3,"),
            ("port: furnace, address: '01',", "port: furnace, address: '01', timeout_s: 0.25,"),
            ("trays: [{name: 37-hole, file: trays/37-hole.txt}]", "max_on_min: 0.5\n    trays: [{name: 37-hole, file: trays/37-hole.txt}]")));

        // A shot of air in the spectrometer, for whoever wants a beam.
        foreach (var (valve, open) in new[] { ("O", false), ("X", true), ("X", false), ("W", true), ("R", true) })
            await Move(valve, open);
        await WiredNode.Until(() => Task.FromResult(Argon), fa => fa > 1000);
        await Move("R", false);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Wired.DisposeAsync();

    /// <summary>An id that no command had.</summary>
    public string Next() => $"test-{++_commands}";

    /// <summary>Nothing is wrong any more, and everything is off, as it really is; what is journaled from now on is new.</summary>
    public async Task CalmAsync()
    {
        foreach (var device in (string[])["laser_board", "chiller", "furnace_controller", "bone_gauges"])
            Instruments.Mend(device);
        foreach (var device in (string[])[Laser, "Furnace"])
            await WiredNode.Until(() => Device<object>(device, new MakeExtractionDeviceSafe(Next())), answer => answer is Done);
        foreach (var source in (string[])[Laser, "Furnace"])
            await Wired.Node.Health.Ask<HealthProtocol.FlagsAre>(new HealthProtocol.ClearError(source, "test"));
        (Emission, Setpoint).ShouldBe((0, 0));
        _seen = Wired.Events.Length;
    }

    /// <summary>What the laser really gives, percent.</summary>
    public double Emission => Instruments.TrueNumber("laser_board", "emission");

    /// <summary>To what the furnace is really set, °C.</summary>
    public double Setpoint => Instruments.TrueNumber("furnace_controller", "set point");

    /// <summary>The beam of 40Ar that there would be on H1, fA, where the magnet stands.</summary>
    public double Argon => Instruments.Laboratory["spectrometers"]!["Argus"]!["detectors"]!["H1"]!["beamFa"]!.GetValue<double>();

    /// <summary>The laser fires at a hole, 12.5 percent of what it can.</summary>
    public async Task FireAsync()
    {
        await Device<Done>(Laser, new SetEnabled(Next(), true));
        await Device<Done>(Laser, new MoveTo(Next(), "5", false));
        await Device<Done>(Laser, new SetOutput(Next(), 5, "watts"));
        Emission.ShouldBe(12.5);
    }

    /// <summary>The furnace heats.</summary>
    public async Task HeatAsync()
    {
        await Device<Done>("Furnace", new SetEnabled(Next(), true));
        await Device<Done>("Furnace", new SetOutput(Next(), 900, "temp"));
        Setpoint.ShouldBe(900);
    }

    /// <summary>Moves a valve.</summary>
    public Task<ExtractionLineProtocol.Actuated> Move(string valve, bool open) =>
        Wired.Line<ExtractionLineProtocol.Actuated>(new ExtractionLineProtocol.Actuate(Next(), valve, "", open, "anna", "test"));

    /// <summary>Asks an extraction device.</summary>
    public async Task<T> Device<T>(string device, object message) => (await ((IOperatedLab)Wired.Node).TellExtractionDeviceAsync(device, message)).ShouldBeAssignableTo<T>()!;

    /// <summary>Asks the trips.</summary>
    public async Task<T> Trips<T>(object message) => (await ((IOperatedLab)Wired.Node).TellTripsAsync(message)).ShouldBeAssignableTo<T>()!;

    /// <summary>What was journaled since everything was calm.</summary>
    internal T[] Journaled<T>(Func<T, bool>? which = null)
        where T : IJournalEvent => [.. Wired.Events.Skip(_seen).Select(e => e.Event).OfType<T>().Where(which ?? (_ => true))];

    /// <summary>Waits for what is journaled.</summary>
    internal async Task<T> Heard<T>(Func<T, bool> which, int times = 1)
        where T : IJournalEvent => (await WiredNode.Until(() => Task.FromResult(Journaled(which)), heard => heard.Length >= times))[times - 1];

    /// <summary>A trip has tripped, and all that it does was seen to be done.</summary>
    internal Task<TripActed> Tripped(string trip, int times = 1) => Heard<TripActed>(a => a.Trip == trip && a.Steps.All(s => s.Done), times);

    /// <summary>Resets a trip as soon as that is not refused.</summary>
    internal Task<TripProtocol.Reset> ResetAsync(string trip) => WiredNode.Until(() => Trips<TripProtocol.Reset>(new TripProtocol.ResetTrip(trip, "anna", "mended")), reset => reset.Done);
}
