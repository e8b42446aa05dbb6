using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Lines;

/// <content>What moves no valve: questions, locks, gauges, and what is said of manual valves.</content>
public sealed partial class ExtractionLineActor
{
    // 1 Torr is 101325/760 Pa.
    private const double TorrPerMillibar = 100 / (101_325.0 / 760);

    private void OnGetValve(string commandId, string name, string description)
    {
        if (LineDecisions.Find(_lab, name, description, out _) is not { } valve)
        {
            Sender.Tell(new ValveIs(commandId, name, null, false, Now));
            return;
        }

        ReadUnknown([valve.Name]);
        Sender.Tell(Describe(commandId, valve.Name));
    }

    private void OnPing()
    {
        var asker = Sender;
        if (_work.Values.FirstOrDefault(w => w.Valve.IsDriven) is { } work)
            ReadBack(work.Valve, (_, failure) => asker.Tell(new Pinged(failure)));
        else
            asker.Tell(new Pinged(""));
    }

    private void OnSetLock(SetLock command)
    {
        if (LineDecisions.Find(_lab, command.Valve, command.Description, out _) is not { } valve)
        {
            Sender.Tell(new ValveIs(command.CommandId, command.Valve, null, false, Now));
            return;
        }

        JournalAll(
            LineDecisions.Lock(_state, valve.Name, command.Locked, command.By, command.Why, Now),
            () => Sender.Tell(Describe(command.CommandId, valve.Name)));
    }

    private void OnStateManual(StateManual said)
    {
        if (LineDecisions.Find(_lab, said.Valve, said.Description, out _) is not { IsDriven: false } valve)
        {
            Sender.Tell(new ValveIs(said.CommandId, said.Valve, null, false, Now));
            return;
        }

        Observe(valve, ValveStands.Of(said.Open), $"said by {said.By}", simulated: false, () => Sender.Tell(Describe(said.CommandId, valve.Name)));
    }

    private void OnReadPressure(ReadPressure ask)
    {
        var asker = Sender;
        if (_lab.FindGauge(ask.Controller, ask.Gauge) is not { } gauge || !_devices.Gauges.TryGetValue(gauge.Controller, out var device))
        {
            asker.Tell(new PressureIs(ask.CommandId, null, "missing", Now, $"there is no gauge {ask.Gauge} of {ask.Controller}"));
            return;
        }

        _calls.Send(
            device,
            key => GaugeTransactions.Read(key, gauge.Name),
            value => asker.Tell(PressureOf(ask.CommandId, gauge.Units, (Reading<double>)value!)),
            failed => asker.Tell(new PressureIs(
                ask.CommandId, null, failed.Failure == DeviceFailure.Definite ? "fault" : "missing", Now, failed.Reason, failed.Failure)));
    }

    private ValveIs Describe(string commandId, string valve)
    {
        var (record, work) = (_state.Of(valve), _work[valve]);
        return new ValveIs(commandId, valve, record.Stand.Word(), record.Locked, record.At, record.Simulated)
        {
            Commanded = record.Commanded?.Word() ?? "",
            Disabled = record.Disabled,
            Owner = record.OwnerAt(Now) is { Length: > 0 } client ? client : work.Valve.Owner,
            Since = record.Since,
            Stale = work.Quality == Quality.Stale,
            Why = record.DisabledBy is { } disabled ? $"disabled {disabled}" : record.LockedBy is { } locked ? $"locked {locked}" : work.LockedThere ? "locked at its controller" : record.Why,
        };
    }

    private Core.Recovery.FoundValve Found(string valve)
    {
        var record = _state.Of(valve);
        return new Core.Recovery.FoundValve(valve, record.Was, record.Stand, record.Since, record.Locked, record.Simulated);
    }

    private static PressureIs PressureOf(string commandId, PressureUnit units, Reading<double> reading) => new(
        commandId,
        reading.Quality is Quality.Good or Quality.Stale ? reading.Value * (units == PressureUnit.Millibar ? TorrPerMillibar : 1) : null,
        reading.Quality.ToString().ToLowerInvariant(),
        reading.Instant,
        reading.Quality is Quality.Good or Quality.Stale ? "" : $"the gauge reads {(reading.Word.Length > 0 ? reading.Word : reading.Quality.ToString().ToLowerInvariant())}",
        DeviceFailure.Unanswered,
        reading.Simulated);
}
