using System.Collections.Immutable;
using Akka.Event;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Lines;

/// <content>
/// Reading valves that nobody moves: those of real devices at intervals, those that are unknown when somebody needs them. A controller that tells all its valves at once (a Pychron that owns the line) is read in that
/// way; one by one its valves are read only after they were moved.
/// </content>
public sealed partial class ExtractionLineActor
{
    // A single answer that is lost is no reason to know nothing.
    private const int MostMissed = 2;

    // What is kept of a controller that answers, but says nothing of the valve that could be believed.
    private const int MostStale = 3;

    // By device, once it has been asked: whether it tells all its valves at once.
    private readonly Dictionary<string, bool> _tellsAll = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

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
        if (!_asked.Add(at.Device))
            return;
        ReadTogether(at.Device, [.. LookedAt(at.Device)], Look, OnTold, OnNothingTold, () => _asked.Remove(at.Device));
    }

    /// <summary>Reads the valves of one controller: all at once where it tells them so.</summary>
    /// <param name="single">What to do with each where it does not.</param>
    /// <param name="told">With what it tells of each: one reading for each address, null for what it does not know.</param>
    /// <param name="failed">With each and why, when it does not answer.</param>
    /// <param name="over">It has answered, or does not answer.</param>
    private void ReadTogether(
        string device, ValveWork[] valves, Action<ValveWork> single, Action<ValveWork, ImmutableArray<Reading<ValveState>?>> told, Action<ValveWork, string> failed, Action over)
    {
        if (!_tellsAll.GetValueOrDefault(device, true) || !_devices.Readers.TryGetValue(valves[0].Valve.Name, out var controller))
        {
            over();
            Array.ForEach(valves, single);
            return;
        }

        _calls.Send(controller, ValveTransactions.ReadAll, answer =>
        {
            over();
            var bank = answer as ValveBankReading;
            _tellsAll[device] = bank is not null;
            foreach (var difference in bank?.Differences ?? [])
                Log.Warning("{Device}: found by comparing with its checksum, and read anew: {Difference}", device, difference);
            foreach (var work in valves)
            {
                if (bank is null)
                {
                    single(work);
                    continue;
                }

                var addresses = ValveWiring.ReadAddresses(work.Valve);
                work.LockedThere = addresses.Any(bank.Locked.Contains);
                told(work, [.. addresses.Select(a => bank.States.GetValueOrDefault(a))]);
            }
        }, failure =>
        {
            over();
            Array.ForEach(valves, work => failed(work, failure.Reason));
        });
    }

    /// <summary>What cannot be believed leaves a valve as it was, for a while, and marked.</summary>
    private void OnTold(ValveWork work, ImmutableArray<Reading<ValveState>?> readings)
    {
        if (work.Current is not null || work.Reading)
            return;
        var device = ValveWiring.ReadDevice(work.Valve);
        work.Quality = readings.Select(r => r?.Quality ?? Quality.Missing).Max();
        switch (work.Quality)
        {
            case Quality.Good:
                work.Missed = 0;
                Observe(work.Valve, ValveWiring.Stand(work.Valve, [.. readings.Select(r => StandOf(r!))]), "found so", _calls.Simulated);
                break;
            case Quality.Fault:
                Observe(work.Valve, ValveStand.Unknown, $"{device} has told nothing that passes its check several times in a row: its link is at fault", _calls.Simulated);
                break;
            default:
                if (++work.Missed >= MostStale)
                    Observe(work.Valve, ValveStand.Unknown, $"{device} does not tell how {work.Valve.Name} stands", _calls.Simulated);
                break;
        }
    }

    private void OnNothingTold(ValveWork work, string failure)
    {
        if (!work.Reading)
            OnLooked(work, ValveStand.Unknown, failure);
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
        if (work.Current is not null)
            return;
        var isKept = read == ValveStand.Unknown && work.Missed < MostMissed;
        work.Quality = read != ValveStand.Unknown ? Quality.Good : isKept ? Quality.Stale : Quality.Missing;
        if (!isKept)
            Observe(work.Valve, read, failure.Length > 0 ? failure : "found so", _calls.Simulated);
    }

    // A valve whose read-back was lost stays unknown until somebody needs it: then it is read again.
    private void ReadUnknown(IEnumerable<string> valves)
    {
        foreach (var valve in valves)
        {
            if (_state.Of(valve) is not { Stand: not (ValveStand.Open or ValveStand.Closed), Pending: null }
                || !_work.TryGetValue(valve, out var work)
                || work is not { Valve.IsDriven: true, Reading: false, Current: null })
            {
                continue;
            }

            if (work.Valve.QueryState && _tellsAll.GetValueOrDefault(ValveWiring.ReadDevice(work.Valve)))
            {
                OnLookAt(new LookAt(ValveWiring.ReadDevice(work.Valve)));
            }
            else
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
            work.Quality = read == ValveStand.Unknown ? Quality.Missing : Quality.Good;
            Observe(work.Valve, read, failure.Length > 0 ? failure : "read again because it was unknown", _calls.Simulated);
        }
    }

    private sealed record LookAgain(string Valve);

    private sealed record LookAt(string Device);
}
