using LabActors.Core.Labs;
using LabActors.Core.Lines;

namespace LabActors.Actors.Lines;

/// <content>Reading valves that nobody moves: those of real devices at intervals, those that are unknown when somebody needs them.</content>
public sealed partial class ExtractionLineActor
{
    // A single answer that is lost is no reason to know nothing.
    private const int MostMissed = 2;

    /// <summary>A laboratory without devices has nobody who could turn a valve by hand, and looks at none.</summary>
    private void BeginLooking()
    {
        foreach (var device in _lab.Devices.Where(d => d.Poll > TimeSpan.Zero && LookedAt(d.Name).Any()))
            Timers.StartPeriodicTimer(new LookAt(device.Name), new LookAt(device.Name), device.Poll);
    }

    private IEnumerable<ValveWork> LookedAt(string device) =>
        _work.Values.Where(w => w.Valve is { IsDriven: true, QueryState: true } && ValveWiring.ReadDevice(w.Valve) == device);

    private void OnLookAt(LookAt at)
    {
        foreach (var work in LookedAt(at.Device))
            Look(work);
    }

    private void Look(ValveWork work)
    {
        if (work.Current is null && !work.Reading)
        {
            work.Reading = true;
            ReadBack(work.Valve, (read, failure) => OnLooked(work, read, failure));
        }
    }

    private void OnLooked(ValveWork work, ValveStand read, string failure)
    {
        work.Reading = false;
        work.Missed = read == ValveStand.Unknown ? work.Missed + 1 : 0;
        if (work.Current is not null || (read == ValveStand.Unknown && work.Missed < MostMissed))
            return;
        Observe(work.Valve, read, failure.Length > 0 ? failure : "found so", _calls.Simulated);
    }

    // A valve whose read-back was lost stays unknown until somebody needs it: then it is read again.
    private void ReadUnknown(IEnumerable<string> valves)
    {
        foreach (var valve in valves)
        {
            if (_state.Of(valve) is { Stand: not (ValveStand.Open or ValveStand.Closed), Pending: null }
                && _work.TryGetValue(valve, out var work)
                && work is { Valve.IsDriven: true, Reading: false, Current: null })
            {
                work.Reading = true;
                ReadBack(work.Valve, (read, failure) => OnReadAgain(work, read, failure));
            }
        }
    }

    private void OnReadAgain(ValveWork work, ValveStand read, string failure)
    {
        work.Reading = false;
        if (work.Current is null)
        {
            Observe(work.Valve, read, failure.Length > 0 ? failure : "read again because it was unknown", _calls.Simulated);
        }
    }

    private sealed record LookAgain(string Valve);

    private sealed record LookAt(string Device);
}
