using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Core.Scripts;

namespace LabActors.Core.Recovery;

/// <summary>
/// What of its hardware is not as a run left it when the node died, and whether it may be brought to match. Settings that only the run's own reading depends on may: they are absolute. A valve may be
/// opened again where the volumes at both its sides kept their gas. What may have lost, mixed or heated gas may not: nobody knows then what is measured.
/// </summary>
public static class HardwareMatch
{
    // A magnet's DAC and a supply are read back with their noise; a supply without power reads next to nothing.
    private const double MagnetTolerance = 1e-4;
    private const double SettingTolerance = 0.05;
    private const double PowerLost = 0.1;
    private const double OutputTolerance = 0.05;
    private static readonly ImmutableHashSet<string> Positioning = ["position_magnet", "peak_center", "peak_hop", "baselines", "define_hops", "coincidence", "generate_ic_mftable", "generate_peakhop_mftable"];

    /// <summary>Every difference, in the order in which the steps are taken: settings, then valves.</summary>
    public static ImmutableArray<HardwareFinding> Of(RunProgress run, LabDefinition lab, FoundHardware found) => run.Started is { } started && lab.FindInstrument(started.Instrument) is { } instrument
        ? [.. OfSpectrometer(run, instrument, found.Spectrometer), .. OfDevice(run, started.ExtractionDevice, found), .. OfLine(run, lab, instrument, found)]
        : [];

    private static IEnumerable<HardwareFinding> OfSpectrometer(RunProgress run, InstrumentDefinition instrument, SpectrometerReadback? read)
    {
        if (read is null || !run.HoldsSpectrometer || run.Scripts.Values.Any(s => s.Open.Values.Any(c => Positioning.Contains(c.Name))))
            yield break;
        if (run.Measurement.Magnet is { } magnet && read.Dac is { } dac && Math.Abs(dac - magnet.Dac) > MagnetTolerance)
            yield return new HardwareFinding(new HardwareDifference(instrument.Name, "magnet", Volts(magnet.Dac), Volts(dac), read.Simulated), new MatchStep.Magnet(magnet.Dac));
        if (run.Settings is not { } settings)
            yield break;
        foreach (var (detector, value) in settings.Deflections.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (OfSetting(instrument, $"deflection of {detector}", value, read.Deflections.GetValueOrDefault(detector, value), instrument.FindDetector(detector)?.Deflection, v => new MatchStep.Deflection(detector, v), read) is { } found)
                yield return found;
        }

        foreach (var (name, value) in settings.Source.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (OfSetting(instrument, name, value, read.Source.GetValueOrDefault(name, value), instrument.FindSourceParameter(name)?.Value, v => new MatchStep.Parameter(name, v), read) is { } found)
                yield return found;
        }
    }

    /// <summary>What is read is not what was set: only where the laboratory's definition says what was set can it be set again.</summary>
    private static HardwareFinding? OfSetting(
        InstrumentDefinition instrument, string what, double was, double now, double? defined, Func<double, MatchStep> set, SpectrometerReadback read)
    {
        if (!Differs(was, now))
            return null;
        var difference = new HardwareDifference(instrument.Name, what, Number(was), Number(now), read.Simulated);
        return Math.Abs(now) < PowerLost * Math.Abs(was) ? new HardwareFinding(difference, null, "it was without power, and its beam is not what it was")
            : defined is not { } value || Differs(was, value) ? new HardwareFinding(difference, null, "the laboratory's definition does not say what it was set to")
            : new HardwareFinding(difference, set(value));
    }

    /// <summary>A heating that was cut off is never taken up: what the sample gave, and when, is not what the script asks for.</summary>
    private static IEnumerable<HardwareFinding> OfDevice(RunProgress run, string device, FoundHardware found)
    {
        if (device.Length == 0 || !ConcernsDevice(run))
            yield break;
        var (on, gives) = (RunReadback.DeviceIsOn(run), run.GivenOutput?.Value ?? 0);
        if (found.Device is not { } read)
        {
            if (on is not null && found.DeviceUnread.Length > 0)
                yield return new HardwareFinding(new HardwareDifference(device, "output allowed", Allowed(on.Value), "not read", false), null, found.DeviceUnread);
            yield break;
        }

        if (on is { } was && read.Enabled != was)
        {
            var difference = new HardwareDifference(device, "output allowed", Allowed(was), Allowed(read.Enabled), read.Simulated);
            yield return !was ? new HardwareFinding(difference, null, "it may have heated the sample")
                : gives > 0 ? new HardwareFinding(difference, null, "the heating was broken off")
                : new HardwareFinding(difference, new MatchStep.Enable(device));
        }
        else if (on is not null && Math.Abs(read.Output - gives) > (OutputTolerance * Math.Abs(gives)) + 1e-6 && HasUnits(run, read.Units))
        {
            var difference = new HardwareDifference(device, "output", $"{Number(gives)} {read.Units}", $"{Number(read.Output)} {read.Units}", read.Simulated);
            yield return new HardwareFinding(difference, null, gives > 0 ? "the heating was not what it was to be" : "it has heated the sample");
        }

        // Only holes: coordinates are told back as the stage has them, not as they were asked for.
        if (run.Position is { X: null } position && read.Position.Trim() != position.Position.Trim() && (read.Position.Length > 0 || gives == 0))
        {
            var difference = new HardwareDifference(device, "position", position.Position, read.Position.Length > 0 ? read.Position : "not known", read.Simulated);
            yield return gives > 0 ? new HardwareFinding(difference, null, "another place was heated") : new HardwareFinding(difference, new MatchStep.Move(device, position.Position));
        }
    }

    private static IEnumerable<HardwareFinding> OfLine(RunProgress run, LabDefinition lab, InstrumentDefinition instrument, FoundHardware found)
    {
        var sections = run.HoldsLine ? instrument.Sections : [];
        var own = lab.Valves.Where(v => sections.Contains(v.Section)).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        var openInlets = OpenInlets(run);
        HashSet<string> ofSpectrometer = [instrument.Inlet, .. run.HoldsSpectrometer ? new[] { instrument.Outlet } : [], .. openInlets.Keys];

        // From then on the gas is in the spectrometer alone, and the line is only pumped for the next run.
        var gasHasLeft = run.Measurement.Equilibrated && openInlets.Count == 0;
        var opened = found.Valves.Where(v => v.Is == ValveStand.Open && v.Was == ValveStand.Closed).Select(v => v.Name).ToArray();
        foreach (var valve in found.Valves.Where(v => v.Was is not null && v.Was != v.Is && (own.Contains(v.Name) || ofSpectrometer.Contains(v.Name)) && !openInlets.ContainsKey(v.Name)))
        {
            var difference = new HardwareDifference(valve.Name, "valve", valve.Was!.Value.Word(), valve.Is.Word(), valve.Simulated);
            if (gasHasLeft && !ofSpectrometer.Contains(valve.Name))
                yield return new HardwareFinding(difference, null, "the line is not pumped as it was to be", SpoilsNext: true);
            else if (valve.Is != ValveStand.Closed)
                yield return new HardwareFinding(difference, null, "gas may be lost or mixed");
            else
                yield return AgainstOpening(lab, instrument, valve, opened) is { Length: > 0 } why ? new HardwareFinding(difference, null, why) : new HardwareFinding(difference, new MatchStep.OpenValve(valve.Name));
        }

        foreach (var (inlet, (at, seconds)) in openInlets)
        {
            if (found.Valves.FirstOrDefault(v => LabNames.Same(v.Name, inlet)) is not { Is: ValveStand.Closed } valve)
                continue;
            var left = seconds - (valve.Since - at).TotalSeconds;
            var difference = new HardwareDifference(valve.Name, "valve", ValveStand.Open.Word(), valve.Is.Word(), valve.Simulated);
            if (valve.Was is not null)
                yield return new HardwareFinding(difference, null, "nobody knows when the equilibration was broken off");
            else if (left > 0)
                yield return valve.Locked ? new HardwareFinding(difference, null, "it is locked") : new HardwareFinding(difference, new MatchStep.OpenInlet(valve.Name, left));
        }
    }

    /// <summary>Why a valve that was open is not opened again; empty when it may be.</summary>
    private static string AgainstOpening(LabDefinition lab, InstrumentDefinition instrument, FoundValve found, string[] opened)
    {
        var valve = lab.FindValve(found.Name)!;
        string[] sides = valve.JoinsVolumes ? [valve.VolumeA, valve.VolumeB] : [];
        return lab.Pumps.Any(p => sides.Contains(p.Volume)) ? "a pump is behind it, which may have stopped too"
            : lab.Pipettes.Any(p => p.Inner == valve.Name || p.Outer == valve.Name) ? "it is a pipette's"
            : valve.Name == instrument.Inlet || valve.Name == instrument.Outlet ? "it is the spectrometer's"
            : found.Locked ? "it is locked"
            : opened.FirstOrDefault(o => lab.FindValve(o) is { } other && (sides.Contains(other.VolumeA) || sides.Contains(other.VolumeB))) is { } leak ? $"{leak}, beside it, was opened"
            : "";
    }

    /// <summary>Inlets that the run opened and has not closed: since when, and for how long, s.</summary>
    private static ImmutableSortedDictionary<string, (DateTimeOffset At, double Seconds)> OpenInlets(RunProgress run) => run.Equilibrations
        .Where(e => e is { Opened: not null, Closed: null })
        .SelectMany(e => e.Opened!.Inlets.Select(i => (Inlet: i, e.Opened)))
        .Aggregate(
            ImmutableSortedDictionary.Create<string, (DateTimeOffset At, double Seconds)>(StringComparer.Ordinal),
            (open, e) => open.SetItem(e.Inlet, (e.Opened.At, e.Opened.EquilibrationSeconds)));

    /// <summary>While the extraction script lives and no command is on its way to the device.</summary>
    private static bool ConcernsDevice(RunProgress run) => run.Scripts.GetValueOrDefault(ScriptKind.Extraction.Folder()) is { Finished: null } script
        && (script.Pending is not { } pending || CommandCatalog.Find(pending.Request.Name)?.Capability is ScriptCapability.None or ScriptCapability.Resources or ScriptCapability.Valves or ScriptCapability.Gauges);

    private static bool HasUnits(RunProgress run, string units) => run.GivenOutput is not { Units.Length: > 0 } output || LabNames.Same(output.Units, units);

    private static bool Differs(double one, double other) => Math.Abs(one - other) > SettingTolerance * Math.Max(1, Math.Abs(one));

    private static string Allowed(bool on) => on ? "allowed" : "forbidden";

    private static string Volts(double dac) => dac.ToString("0.#####", CultureInfo.InvariantCulture) + " V";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
