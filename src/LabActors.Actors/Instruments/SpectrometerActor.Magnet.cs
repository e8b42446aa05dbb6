using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.SpectrometerTransactions;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using static LabActors.Core.Journal.Events.InstrumentEvents;
using Failed = LabActors.Actors.Devices.DeviceProtocol.Failed;

namespace LabActors.Actors.Instruments;

/// <content>The magnet: moves one after another, each with its settling time and what it protects.</content>
public sealed partial class SpectrometerActor
{
    private void OnPositionMagnet(PositionMagnet command)
    {
        if (_table.Locate(command.Position, command.Detector, command.UseDac, out var reason) is not { } target)
        {
            Refuse(command, reason);
            return;
        }

        _moves.Enqueue((command, target, Sender));
        MoveNext();
    }

    private void MoveNext()
    {
        if (_moving || !_moves.TryDequeue(out var move))
        {
            return;
        }

        _moving = true;
        var (command, target, asker) = move;
        _calls.Send(
            _box,
            key => SpectrometerTransactions.ReadMagnet(key),
            value => Begin(command, target, asker, value is Reading<double> { Quality: Quality.Good } stands ? stands.Value : null),
            failed => EndMove(asker, new Refused(command.CommandId, failed.Reason, failed.Failure)));
    }

    /// <summary>
    /// Intent before effect. A move that is asked for again under its id was cut off: it is finished with the settling time and the protection that it began with, however the magnet stands
    /// now.
    /// </summary>
    private void Begin(PositionMagnet command, MagnetTarget target, IActorRef asker, double? stands)
    {
        if (_move is { } began && began.CommandId == command.CommandId && began.Dac == target.Dac)
            Carry(began, asker, stands == target.Dac ? began.At : Now);
        else if (stands == target.Dac)
            EndMove(asker, new Done(command.CommandId, target.Dac, _calls.Simulated));
        else
            Journal(new MagnetMoveBegan(Now, command.CommandId, stands, target.Dac), b => Carry(b, asker, b.At));
    }

    private void Carry(MagnetMoveBegan move, IActorRef asker, DateTimeOffset since)
    {
        var magnet = _instrument.Magnet;
        ImmutableArray<string> protect = move.Before is not { } before || Math.Abs(move.Dac - before) > magnet.ProtectAboveDac ? magnet.ProtectedDetectors : [];
        _calls.Send(
            _box,
            key => Move(key, move.Dac, since + magnet.Settling > Now ? protect : []),
            _ =>
            {
                var settled = new Settled(move.CommandId, move.Dac, asker, protect, since + magnet.Settling, _calls.Simulated);
                if (settled.At > Now)
                    Timers.StartSingleTimer("settle", settled, settled.At - Now);
                else
                    OnSettled(settled);
            },
            failed => EndMove(asker, new Refused(move.CommandId, failed.Reason, failed.Failure)));
    }

    private void OnSettled(Settled settled)
    {
        var done = new Done(settled.CommandId, settled.Dac, settled.Simulated) { At = settled.At };

        // A detector that a script protects stays protected.
        ImmutableArray<string> expose = [.. settled.Protected.Where(d => !_protected.Contains(d))];
        if (expose.IsEmpty)
        {
            EndMove(settled.Asker, done);
            return;
        }

        _calls.Send(
            _box,
            key => Expose(key, expose),
            _ => EndMove(settled.Asker, done),
            failed => EndMove(settled.Asker, new Refused(
                settled.CommandId, $"the magnet moved, but {string.Join(", ", expose)} could not be exposed again: {failed.Reason}", failed.Failure)));
    }

    private void EndMove(IActorRef asker, object answer)
    {
        asker.Tell(answer);
        _moving = false;
        MoveNext();
    }
}
