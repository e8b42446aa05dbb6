using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using Akka.Event;
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
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan MovingLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RestoreEvery = TimeSpan.FromSeconds(10);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly HashSet<string> _toExpose = new(StringComparer.Ordinal);
    private DateTimeOffset? _settledAt;

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
            Carry(began, asker, stands == target.Dac ? began.At : null);
        else if (stands == target.Dac)
            EndMove(asker, new Done(command.CommandId, target.Dac, _calls.Simulated));
        else
            Journal(new MagnetMoveBegan(Now, command.CommandId, stands, target.Dac), b => Carry(b, asker, null));
    }

    /// <param name="since">Since when the magnet has stood there; null when it is moved only now.</param>
    private void Carry(MagnetMoveBegan move, IActorRef asker, DateTimeOffset? since)
    {
        var magnet = _instrument.Magnet;
        ImmutableArray<string> protect = move.Before is not { } before || Math.Abs(move.Dac - before) > magnet.ProtectAboveDac ? magnet.ProtectedDetectors : [];
        _toExpose.UnionWith(protect);
        _calls.Send(
            _box,
            key => Move(key, move.Dac, since is null || since + magnet.Settling > Now ? protect : []),
            moving => OnMoving(moving is true, move, asker, since ?? Now, Now + MovingLimit),
            failed => Restore(asker, new Refused(move.CommandId, failed.Reason, failed.Failure)));
    }

    /// <summary>The field settles from when the magnet stands, where the instrument tells, and from when it was moved where it does not.</summary>
    private void OnMoving(bool moving, MagnetMoveBegan move, IActorRef asker, DateTimeOffset since, DateTimeOffset until)
    {
        if (moving && Now < until)
        {
            Timers.StartSingleTimer("settle", new Look(move, asker, until), LookEvery);
            return;
        }

        if (moving)
        {
            Restore(asker, new Refused(move.CommandId, $"the magnet still moved {MovingLimit.TotalSeconds} s after it was sent to {move.Dac.ToString(CultureInfo.InvariantCulture)} V", DeviceFailure.Unanswered));
            return;
        }

        var settled = new Settled(move.CommandId, move.Dac, asker, since + _instrument.Magnet.Settling, _calls.Simulated);
        if (settled.At > Now)
            Timers.StartSingleTimer("settle", settled, settled.At - Now);
        else
            OnSettled(settled);
    }

    private void OnLook(Look look) => _calls.Send(
        _box,
        key => IsMoving(key),
        moving => OnMoving(moving is true, look.Move, look.Asker, Now, look.Until),
        failed => Restore(look.Asker, new Refused(look.Move.CommandId, failed.Reason, failed.Failure)));

    private void OnSettled(Settled settled)
    {
        _settledAt = settled.At;
        Restore(settled.Asker, new Done(settled.CommandId, settled.Dac, settled.Simulated) { At = settled.At });
    }

    /// <summary>The beam is let in again after a move, whatever became of it, and then the move is answered. What cannot be done now is told, and tried until it is.</summary>
    private void Restore(IActorRef asker, object answer)
    {
        if (_toExpose.Count == 0)
        {
            EndMove(asker, answer);
            return;
        }

        SendRestore(
            _ => EndMove(asker, answer),
            (reason, failure) => EndMove(asker, answer is Done done
                ? new Refused(done.CommandId, $"the magnet moved, but {reason}", failure)
                : answer is Refused refused ? refused with { Reason = $"{refused.Reason}; {reason}" } : answer));
    }

    private void SendRestore(Action<string> done, Action<string, DeviceFailure> failed)
    {
        // A detector that a script protects stays protected.
        ImmutableArray<string> expose = [.. _toExpose.Where(d => !_protected.Contains(d)).Order(StringComparer.Ordinal)];
        var words = expose.IsEmpty ? "the beam" : string.Join(", ", expose);
        _calls.Send(
            _box,
            key => SpectrometerTransactions.Restore(key, expose),
            _ =>
            {
                _toExpose.Clear();
                done(words);
            },
            failure =>
            {
                var reason = $"{words} could not be exposed again: {failure.Reason}";
                _log.Warning("{Instrument}: after a move of the magnet {Reason}; it is tried until it is done", _instrument.Name, reason);
                Timers.StartSingleTimer("restore", new TryRestore(), RestoreEvery);
                failed(reason, failure.Failure);
            });
    }

    // A move that is under way lets the beam in at its end.
    private void OnTryRestore()
    {
        if (_moving || _toExpose.Count == 0)
            return;
        _moving = true;
        SendRestore(
            words =>
            {
                _log.Warning("{Instrument}: the beam is let in and {Exposed} exposed again after a move of the magnet that was cut off", _instrument.Name, words);
                NextMove();
            },
            (_, _) => NextMove());
    }

    private void EndMove(IActorRef asker, object answer)
    {
        asker.Tell(answer);
        NextMove();
    }

    private void NextMove()
    {
        _moving = false;
        MoveNext();
    }
}
