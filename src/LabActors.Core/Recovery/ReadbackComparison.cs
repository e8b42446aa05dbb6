using System.Globalization;
using LabActors.Core.Execution;
using LabActors.Core.Lines;
using LabActors.Core.Replay;

namespace LabActors.Core.Recovery;

/// <summary>Holds what devices say against what the journal left. What was under way when the node died differs rightly, and is settled by its own actor.</summary>
public static class ReadbackComparison
{
    // A magnet's DAC is read back with its noise.
    private const double MagnetTolerance = 1e-4;

    /// <summary>Every difference, valves first.</summary>
    public static IEnumerable<HardwareDifference> Of(LabState journal, LabReadback read)
    {
        foreach (var (valve, stand) in read.Valves)
        {
            if (journal.Line.Valves.GetValueOrDefault(valve) is { Pending: null } known && known.Read != stand)
                yield return new HardwareDifference(valve, "valve", known.Read.Word(), stand.Word(), known.Simulated);
        }

        foreach (var run in journal.Runs.Values.Where(r => r is { Started: not null, Ended: null }).OrderBy(r => r.Started!.At))
        {
            foreach (var difference in OfRun(run, journal, read))
                yield return difference;
        }
    }

    private static IEnumerable<HardwareDifference> OfRun(RunProgress run, LabState journal, LabReadback read)
    {
        var started = run.Started!;
        if (RunReadback.DeviceIsOn(run) is { } on && read.ExtractionDevices.GetValueOrDefault(started.ExtractionDevice) is { } device && device.Enabled != on)
            yield return new HardwareDifference(started.ExtractionDevice, "output allowed", Allowed(on), Allowed(device.Enabled), device.Simulated);
        if (run.HoldsSpectrometer && !IsMeasuring(run) && journal.Devices.Spectrometers.GetValueOrDefault(started.Instrument) is { Magnet: { } magnet, By: var by } && by == started.RunId
            && read.Spectrometers.GetValueOrDefault(started.Instrument) is { } spectrometer && Math.Abs(spectrometer.Dac - magnet.Dac) > MagnetTolerance)
        {
            yield return new HardwareDifference(started.Instrument, "magnet", Volts(magnet.Dac), Volts(spectrometer.Dac), spectrometer.Simulated);
        }
    }

    /// <summary>A command that moves the magnet may be under way.</summary>
    private static bool IsMeasuring(RunProgress run) => run.Scripts.Values.Any(s => s.Open.Values.Any(c => c.Name is "position_magnet" or "peak_center" or "peak_hop" or "baselines" or "define_hops" or "coincidence"));

    private static string Allowed(bool on) => on ? "allowed" : "forbidden";

    private static string Volts(double dac) => dac.ToString("0.#####", CultureInfo.InvariantCulture) + " V";
}
