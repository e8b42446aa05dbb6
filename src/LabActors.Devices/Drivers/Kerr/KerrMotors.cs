using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Kerr;

/// <summary>The Kerr motors of one line; axes are their addresses. Positions count from where a motor was homed, or where it stood when its power came. A motor that has not taken a command, because it came garbled, says so, and the move is a failure.</summary>
public sealed class KerrMotors(DriverContext context)
{
    private const KerrStatus Stuck = KerrStatus.OverCurrent | KerrStatus.PositionError;
    private readonly DriverLink _link = new(context);
    private bool _hasAddresses;

    /// <summary>Starts a move.</summary>
    public async ValueTask Move(string axis, double position, CancellationToken cancellation)
    {
        var motor = Motor(axis);
        var counts = Math.Round(position * motor.Counts);
        if (!(Math.Abs(counts) < int.MaxValue))
            throw new DeviceRefusedException(context.Device.Name, string.Create(CultureInfo.InvariantCulture, $"motor {axis} cannot move to {position}"));
        await Do(
            string.Create(CultureInfo.InvariantCulture, $"move {axis} to {position}"),
            cancellation,
            urgent: false,
            KerrGrammar.ClearErrors(motor.Address),
            KerrGrammar.AmplifierOn(motor.Address),
            KerrGrammar.Move(motor.Address, (int)counts, motor.Velocity, motor.Acceleration)).ConfigureAwait(false);
    }

    /// <summary>Whether a motor moves or looks for its home; a fault when it is stuck.</summary>
    public async ValueTask<Reading<bool>> ReadMoving(string axis, CancellationToken cancellation)
    {
        var answer = await Ask($"read {axis}", KerrGrammar.Nop(Motor(axis).Address), KerrGrammar.StatusAnswer, cancellation).ConfigureAwait(false);
        var status = KerrGrammar.Status(answer.Span);
        return (status & Stuck) != 0
            ? _link.Fault(false) with { Word = $"motor {axis}: {status & Stuck}" }
            : _link.Good((status & KerrStatus.Homing) != 0 || (status & KerrStatus.MoveDone) == 0);
    }

    /// <summary>Where a motor is.</summary>
    public async ValueTask<Reading<double>> ReadPosition(string axis, CancellationToken cancellation)
    {
        var motor = Motor(axis);
        var answer = await Ask($"read the position of {axis}", KerrGrammar.ReadPosition(motor.Address), KerrGrammar.PositionAnswer, cancellation).ConfigureAwait(false);
        return _link.Good(KerrGrammar.Position(answer.Span) / motor.Counts);
    }

    /// <summary>Stops the motors of the laboratory's file, each whatever came of the others.</summary>
    public ValueTask Stop(CancellationToken cancellation) =>
        AllTried.Of(Axes().Select(axis => (Func<ValueTask>)(() => Do($"stop {axis}", cancellation, urgent: true, KerrGrammar.Stop(Motor(axis).Address)))));

    /// <summary>Starts the search for a motor's home, backwards to its first limit switch.</summary>
    public async ValueTask Home(string axis, CancellationToken cancellation)
    {
        var motor = Motor(axis);
        await Do(
            $"home {axis}",
            cancellation,
            urgent: false,
            KerrGrammar.AmplifierOn(motor.Address),
            KerrGrammar.HomeWhere(motor.Address),
            KerrGrammar.Backwards(motor.Address, motor.Velocity, motor.Acceleration)).ConfigureAwait(false);
    }

    /// <summary>Addresses of the motors that the laboratory's file names at this device.</summary>
    public IEnumerable<string> Axes() => context.Lab.ExtractionDevices.SelectMany(d => d.Motors).Where(m => m.Device == context.Device.Name).Select(m => m.Channel).Distinct();

    // Modules have no address after their power came back, and are silent until they are given one, in the order in which they hang on the line. Those that have one keep it.
    private async ValueTask Address(CancellationToken cancellation)
    {
        if (_hasAddresses)
            return;
        var highest = Axes().Select(a => Motor(a).Address).DefaultIfEmpty((byte)1).Max();
        try
        {
            await _link.Hold(Transaction.Ask("look for motors", KerrGrammar.Nop(highest), KerrGrammar.StatusAnswer, _link.Timeout, repeatSafe: true), cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            for (byte address = 1; address <= highest; address++)
            {
                var step = new TransactionStep(KerrGrammar.SetAddress(address), KerrGrammar.StatusAnswer);
                await _link.Hold(new Transaction($"give motor {address} its address", [step], _link.Timeout, RepeatSafe: false), cancellation).ConfigureAwait(false);
            }
        }

        _hasAddresses = true;
    }

    private MotorSpeeds Motor(string axis)
    {
        if (KerrSchema.AddressProblem(axis) is { } problem)
            throw new DeviceRefusedException(context.Device.Name, problem);
        var address = int.Parse(axis, CultureInfo.InvariantCulture);
        var counts = context.Device.Number(KerrSchema.Steps(address), 1);
        return new MotorSpeeds(
            (byte)address,
            counts == 0 ? 1 : counts,
            (int)context.Device.Number(KerrSchema.Velocity(address), 100_000),
            (int)context.Device.Number(KerrSchema.Acceleration(address), 1_000));
    }

    private async ValueTask Do(string what, CancellationToken cancellation, bool urgent, params byte[][] commands)
    {
        await Address(cancellation).ConfigureAwait(false);
        var steps = commands.Select(c => new TransactionStep(c, KerrGrammar.StatusAnswer) { GoesOn = answer => (KerrGrammar.Status(answer.Span) & KerrStatus.WrongCheck) == 0 });
        var reply = await _link.Hold(new Transaction(what, [.. steps], _link.Timeout, RepeatSafe: true) { Urgent = urgent }, cancellation).ConfigureAwait(false);
        Check(what, reply.Answers[^1]);
    }

    private async ValueTask<ReadOnlyMemory<byte>> Ask(string what, byte[] command, Framing answer, CancellationToken cancellation)
    {
        await Address(cancellation).ConfigureAwait(false);
        try
        {
            var reply = await _link.Hold(Transaction.Ask(what, command, answer, _link.Timeout, repeatSafe: true), cancellation).ConfigureAwait(false);
            Check(what, reply.Answers[^1]);
            return reply.Answers[^1];
        }
        catch (TimeoutException)
        {
            // Its power may have failed; the next question looks.
            _hasAddresses = false;
            throw;
        }
    }

    private void Check(string what, ReadOnlyMemory<byte> answer)
    {
        if ((KerrGrammar.Status(answer.Span) & KerrStatus.WrongCheck) != 0)
            throw _link.Unexpected(what, $"status {answer.Span[0]:X2}", "a command that came ungarbled");
    }

    private sealed record MotorSpeeds(byte Address, double Counts, int Velocity, int Acceleration);
}
