using System.Collections.Immutable;
using System.Text.Json;
using FsCheck.Xunit;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Core.Measurement;
using LabActors.Core.Recovery;
using LabActors.Core.Runs;
using LabActors.Core.Tests.Labs;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Tests.Recovery;

/// <summary>What may be brought to match what a run left, and what ends the run.</summary>
public sealed class HardwareMatchTests
{
    private const string Laser = "Fusions CO2";
    private static readonly DateTimeOffset At = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly LabDefinition Lab = DemoLab.Read();
    private static readonly ImmutableDictionary<string, JsonElement> None = ImmutableDictionary<string, JsonElement>.Empty;
    private static readonly InstrumentDefinition Argus = Lab.FindInstrument("Argus")!;

    private static readonly RunProgress Extracting = After(
        RunProgress.Empty,
        new RunStarted(At, "u", "q", "1-01", 1, -1, "Argus", Laser, new RunSpec { Labnumber = "1" }, false, false, true, ""),
        new RunLeaseObtained(At, ["line:bone"], 1),
        Script("extraction"),
        new PointOfNoReturnPassed(At, "extraction", 1, "open"));

    private static readonly RunProgress Measuring = After(
        Extracting,
        new ScriptFinished(At, "extraction", "completed", "", 0, "x.py"),
        new RunLeaseObtained(At, ["ms:Argus"], 2),
        new SpectrometerSettingsRead(At, "start", "", Settings(10, 0)),
        Script("measurement"),
        new MagnetPositioned(At, "Ar40", "H1", 5.8956));

    [Theory]
    [InlineData("A", "open", "closed", "valve A opened")]
    [InlineData("D", "open", "closed", "valve D opened")]
    [InlineData("E", "open", "closed", "valve E opened")]
    [InlineData("C", "open", "closed", "a pump is behind it, which may have stopped too")]
    [InlineData("W", "open", "closed", "it is a pipette's")]
    [InlineData("R", "open", "closed", "it is the spectrometer's")]
    [InlineData("D", "closed", "open", "gas may be lost or mixed")]
    [InlineData("D", "open", "unknown", "gas may be lost or mixed")]
    public void A_valve_is_opened_again_where_both_sides_kept_their_gas(string valve, string was, string now, string what)
    {
        var finding = HardwareMatch.Of(Extracting, Lab, Line((valve, was, now))).ShouldHaveSingleItem();
        (finding.Step?.ToString() ?? finding.Why).ShouldBe(what);
        finding.IsAgainst.ShouldBe(finding.Step is null);
    }

    [Fact]
    public void A_valve_beside_one_that_was_opened_stays_closed_and_so_does_a_locked_one()
    {
        HardwareMatch.Of(Extracting, Lab, Line(("D", "open", "closed"), ("B", "closed", "open"))).ShouldAllBe(f => f.IsAgainst);
        var locked = new FoundHardware([Valve("D", "open", "closed") with { Locked = true }], null, "", null);
        HardwareMatch.Of(Extracting, Lab, locked).ShouldHaveSingleItem().Why.ShouldBe("it is locked");
    }

    [Fact]
    public void Once_the_gas_is_in_the_spectrometer_the_line_is_the_next_runs_affair()
    {
        var measured = After(Measuring, Asked("measurement", 1, "equilibrate"), new InletOpened(At, ["R"], 20), new InletClosed(At.AddSeconds(20), ["R"]));

        var findings = HardwareMatch.Of(measured, Lab, Line(("C", "open", "closed"), ("B", "closed", "open")));
        findings.ShouldAllBe(f => f.SpoilsNext && !f.IsAgainst);
        HardwareMatch.Of(measured, Lab, Line(("R", "closed", "open"))).ShouldHaveSingleItem().IsAgainst.ShouldBeTrue();
        HardwareMatch.Of(measured, Lab, Line(("O", "closed", "open"))).ShouldHaveSingleItem().IsAgainst.ShouldBeTrue();
    }

    [Theory]
    [InlineData(5, false, "inlet R opened for the 15 s that are left of the equilibration")]
    [InlineData(20, false, "")]
    [InlineData(25, false, "")]
    [InlineData(5, true, "nobody knows when the equilibration was broken off")]
    public void An_inlet_that_was_closed_by_command_has_the_rest_of_its_time(double after, bool surprised, string what)
    {
        var run = After(Measuring, Asked("measurement", 1, "equilibrate"), new InletOpened(At, ["R"], 20));
        var valve = new FoundValve("R", surprised ? ValveStand.Open : null, ValveStand.Closed, At.AddSeconds(after));

        var findings = HardwareMatch.Of(run, Lab, new FoundHardware([valve], null, "", null));
        (findings.IsEmpty ? "" : findings[0].Step?.ToString() ?? findings[0].Why).ShouldBe(what);
    }

    [Fact]
    public void An_inlet_that_was_opened_again_has_its_new_time()
    {
        var run = After(Measuring, Asked("measurement", 1, "equilibrate"), new InletOpened(At, ["R"], 20), new InletReopened(At.AddSeconds(100), ["R"], 15));

        run.Equilibrations.Single().Opened.ShouldBe(new InletOpened(At.AddSeconds(100), run.Equilibrations[0].Opened!.Inlets, 15));
        HardwareMatch.Of(run, Lab, new FoundHardware([new FoundValve("R", null, ValveStand.Closed, At.AddSeconds(104))], null, "", null)).Single().Step.ShouldBe(new MatchStep.OpenInlet("R", 11));
    }

    [Fact]
    public void The_magnet_and_what_the_definition_says_are_set_again()
    {
        Spectrometer(5.8956, 10, 0).ShouldBeEmpty();
        Spectrometer(5.89565, 10, 0).ShouldBeEmpty("noise");
        Spectrometer(1, 10, 0).ShouldBe(["magnet to 5.8956 V"]);
        Spectrometer(5.8956, 8, 0).ShouldBe(["IonRepeller to 10"]);
        Spectrometer(5.8956, 10, 50).ShouldBe(["deflection of H1 to 0"]);
        Spectrometer(5.8956, 0.1, 0).ShouldBe(["it was without power, and its beam is not what it was"]);

        IEnumerable<string> Spectrometer(double dac, double repeller, double deflection) => HardwareMatch.Of(Measuring, Lab, new FoundHardware([], null, "", Read(dac, repeller, deflection)))
            .Select(f => f.Step?.ToString() ?? f.Why);
    }

    [Fact]
    public void What_a_script_has_set_since_and_what_moves_the_magnet_now_are_left_alone()
    {
        var text = JsonDocument.Parse("\"h1\"").RootElement;
        var deflected = After(Measuring, new CommandRequested(At, "measurement", 1, "set_deflection", None.Add("detname", text), 1, 0, "x.py"));
        HardwareMatch.Of(deflected, Lab, new FoundHardware([], null, "", Read(5.8956, 10, 50))).ShouldBeEmpty();
        HardwareMatch.Of(After(Measuring, Asked("measurement", 1, "baselines")), Lab, new FoundHardware([], null, "", Read(1, 10, 0))).ShouldBeEmpty();
        HardwareMatch.Of(After(Measuring, new PeakScanBegan(At, "H1", "Ar40", 1, 5, 5, 0.01, 1)), Lab, new FoundHardware([], null, "", Read(1, 10, 0))).ShouldBeEmpty("it stands where the peak is");
    }

    [Theory]
    [InlineData(false, 0, "", true, "enabled", 0)]
    [InlineData(true, 5, "", true, "it has heated the sample", 0)]
    [InlineData(false, 0, "", true, "the heating was broken off", 5)]
    [InlineData(true, 2, "", true, "the heating was not what it was to be", 5)]
    [InlineData(true, 5, "", true, "", 5)]
    [InlineData(true, 0, "", false, "it may have heated the sample", 0)]
    public void A_heating_that_was_cut_off_is_not_taken_up(bool enabled, double output, string position, bool on, string what, double gave)
    {
        var run = After(Extracting, Asked("extraction", 1, on ? "enable" : "disable"), Done("extraction", 1));
        if (gave > 0)
            run = After(run, new OutputSet(At, gave, "watts", "extract"));

        var finding = HardwareMatch.Of(run, Lab, new FoundHardware([], new DeviceReadback(enabled, output, "watts", position, true), "", null)).FirstOrDefault();
        if (what.Length == 0)
            finding.ShouldBeNull();
        else
            (finding!.Step?.ToString() ?? finding.Why).ShouldEndWith(what);
    }

    [Fact]
    public void A_stage_that_lost_its_place_goes_there_again_when_nothing_is_heated()
    {
        var run = After(Extracting, new PositionReached(At, "7", null, null, null, false));
        HardwareMatch.Of(run, Lab, Device("")).Single().Step.ShouldBe(new MatchStep.Move(Laser, "7"));
        HardwareMatch.Of(run, Lab, Device("8")).Single().Step.ShouldBe(new MatchStep.Move(Laser, "7"));
        HardwareMatch.Of(run, Lab, Device("7")).ShouldBeEmpty();
        HardwareMatch.Of(After(run, new PositionReached(At, "1.5,2", 1.5, 2, null, false)), Lab, Device("")).ShouldBeEmpty("coordinates come back as the stage has them");

        static FoundHardware Device(string position) => new([], new DeviceReadback(false, 0, "watts", position, true), "", null);
    }

    [Property(MaxTest = 300)]
    public void Nothing_is_opened_to_a_pump_a_tank_or_a_spectrometer_and_nothing_that_opened_is_overlooked(byte[] stands)
    {
        var valves = Lab.Valves.Select((v, i) => (stands.ElementAtOrDefault(i) % 5) switch
        {
            1 => Valve(v.Name, "open", "closed"),
            2 => Valve(v.Name, "closed", "open"),
            3 => Valve(v.Name, "open", "closed") with { Locked = true },
            4 => Valve(v.Name, "closed", "unknown"),
            _ => new FoundValve(v.Name, null, ValveStand.Closed, At),
        }).ToImmutableArray();

        foreach (var run in new[] { Extracting, Measuring })
        {
            var findings = HardwareMatch.Of(run, Lab, new FoundHardware(valves, null, "", null));
            foreach (var step in findings.Select(f => f.Step).OfType<MatchStep.OpenValve>())
            {
                var valve = Lab.FindValve(step.Valve)!;
                Lab.Pumps.ShouldNotContain(p => p.Volume == valve.VolumeA || p.Volume == valve.VolumeB);
                Lab.Pipettes.ShouldNotContain(p => p.Inner == valve.Name || p.Outer == valve.Name);
                valve.Name.ShouldNotBe(Argus.Inlet);
                valves.Single(v => v.Name == valve.Name).Locked.ShouldBeFalse();
            }

            valves.Where(v => v.Was == ValveStand.Closed && (Argus.Sections.Contains(Lab.FindValve(v.Name)!.Section) || v.Name == Argus.Inlet))
                .ShouldAllBe(v => findings.Any(f => f.Difference.Device == v.Name && f.IsAgainst));
        }
    }

    private static RunProgress After(RunProgress run, params IJournalEvent[] events) => events.Aggregate(run, (r, e) => r.Apply(e));

    private static FoundHardware Line(params (string Valve, string Was, string Is)[] valves) => new([.. valves.Select(v => Valve(v.Valve, v.Was, v.Is))], null, "", null);

    private static FoundValve Valve(string name, string was, string now) => new(name, ValveStands.Parse(was), ValveStands.Parse(now), At);

    private static SpectrometerSettings Settings(double repeller, double deflection) => new(
        ImmutableDictionary<string, double>.Empty.Add("IonRepeller", repeller), ImmutableDictionary<string, double>.Empty.Add("H1", deflection), ImmutableDictionary<string, double>.Empty, 1, null, ImmutableDictionary<string, string>.Empty);

    private static SpectrometerReadback Read(double dac, double repeller, double deflection) => new(dac, Settings(repeller, deflection).Deflections, Settings(repeller, deflection).Source, true);

    private static ScriptStarted Script(string kind) => new(At, kind, "x.py", "", "", "3.11", None);

    private static CommandRequested Asked(string kind, long seq, string name) => new(At, kind, seq, name, None, 1, 0, "x.py");

    private static CommandCompleted Done(string kind, long seq) => new(At, kind, seq, default);
}
