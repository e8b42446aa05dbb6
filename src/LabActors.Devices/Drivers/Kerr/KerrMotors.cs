using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Kerr;

/// <summary>The Kerr motors of one line; axes are their addresses. A motor that has not taken a command, because it came garbled, says so, and the move is a failure. Motors that were switched on have no addresses: when none of them answers they are given theirs, and stand at 0 then, wherever that is, until they are sent home.</summary>
public sealed class KerrMotors(DriverContext context)
{
    private const KerrStatus Stuck = KerrStatus.OverCurrent | KerrStatus.PositionError;
    private readonly DriverLink _link = new(context);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

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

    /// <summary>Whether nobody knows where a motor is: it was given its address since it was sent home, or stands at 0, as one that was switched on before this program knew it.</summary>
    public async ValueTask<bool> IsLost(string axis, CancellationToken cancellation)
    {
        // A motor that is silent is given its address on the way.
        if ((await ReadPosition(axis, cancellation).ConfigureAwait(false)).Value != 0)
            _known.Add(axis);
        return !_known.Contains(axis);
    }

    /// <summary>A motor is at home: it counts from there.</summary>
    public async ValueTask EndHome(string axis, CancellationToken cancellation)
    {
        await Do($"home of {axis}", cancellation, urgent: false, KerrGrammar.ResetPosition(Motor(axis).Address)).ConfigureAwait(false);
        _known.Add(axis);
    }

    /// <summary>Addresses of the motors that the laboratory's file names at this device.</summary>
    public IEnumerable<string> Axes() => context.Lab.ExtractionDevices.SelectMany(d => d.Motors).Where(m => m.Device == context.Device.Name).Select(m => m.Channel).Distinct();

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
        var steps = commands.Select(c => new TransactionStep(c, KerrGrammar.StatusAnswer) { GoesOn = answer => (KerrGrammar.Status(answer.Span) & KerrStatus.WrongCheck) == 0 });
        var reply = await Hold(new Transaction(what, [.. steps], _link.Timeout, RepeatSafe: true) { Urgent = urgent }, cancellation).ConfigureAwait(false);
        Check(what, reply.Answers[^1]);
    }

    private async ValueTask<ReadOnlyMemory<byte>> Ask(string what, byte[] command, Framing answer, CancellationToken cancellation)
    {
        var reply = await Hold(Transaction.Ask(what, command, answer, _link.Timeout, repeatSafe: true), cancellation).ConfigureAwait(false);
        Check(what, reply.Answers[^1]);
        return reply.Answers[^1];
    }

    private async ValueTask<LinkReply> Hold(Transaction transaction, CancellationToken cancellation)
    {
        try
        {
            return await _link.Hold(transaction, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!transaction.Urgent)
        {
            if (!await GiveAddresses(cancellation).ConfigureAwait(false))
                throw;
            return await _link.Hold(transaction, cancellation).ConfigureAwait(false);
        }
    }

    // One that still has its address has its position too: that is never taken from it for another's sake.
    private async ValueTask<bool> GiveAddresses(CancellationToken cancellation)
    {
        byte[] addresses = [.. Axes().Select(axis => Motor(axis).Address).Order()];
        foreach (var address in addresses)
        {
            if (await Answers($"ask motor {address}", [new TransactionStep(KerrGrammar.Nop(address), KerrGrammar.StatusAnswer)], cancellation).ConfigureAwait(false))
                return false;
        }

        _known.Clear();
        var chain = Enumerable.Range(1, addresses.DefaultIfEmpty((byte)0).Max());
        return addresses.Length > 0 && await Answers(
            "give the motors their addresses",
            [new TransactionStep(KerrGrammar.ResetAll(), Framing.None), .. chain.Select(n => new TransactionStep(KerrGrammar.GiveAddress((byte)n), KerrGrammar.StatusAnswer))],
            cancellation).ConfigureAwait(false);
    }

    private async ValueTask<bool> Answers(string what, ImmutableArray<TransactionStep> steps, CancellationToken cancellation)
    {
        try
        {
            await _link.Hold(new Transaction(what, steps, _link.Timeout, RepeatSafe: false), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Check(string what, ReadOnlyMemory<byte> answer)
    {
        if ((KerrGrammar.Status(answer.Span) & KerrStatus.WrongCheck) != 0)
            throw _link.Unexpected(what, $"status {answer.Span[0]:X2}", "a command that came ungarbled");
    }

    private sealed record MotorSpeeds(byte Address, double Counts, int Velocity, int Acceleration);
}
