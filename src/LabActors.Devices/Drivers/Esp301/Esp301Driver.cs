using System.Globalization;
using System.Text;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Esp301;

/// <summary>
/// A Newport ESP300 or ESP301. It does not answer a move, so its errors are read in the same conversation: a move that it did not take is refused with the controller's words. Axes are x, y and z,
/// which the settings give numbers, or the numbers themselves.
/// </summary>
public sealed class Esp301Driver(DriverContext context) : IDriver, IMotionPort
{
    private readonly DriverLink _link = new(context);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var x = await ReadPosition("x", cancellation).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"ESP301, x at {x.Value:0.#####}");
    }

    /// <inheritdoc/>
    public ValueTask MoveAxis(string axis, double position, CancellationToken cancellation)
    {
        var (min, max) = (context.Device.Number(Esp301Schema.Min, -1000), context.Device.Number(Esp301Schema.Max, 1000));
        if (!(position >= min && position <= max))
            throw new DeviceRefusedException(context.Device.Name, string.Create(CultureInfo.InvariantCulture, $"{axis} goes from {min} to {max}, {position} was asked for"));
        return Command(string.Create(CultureInfo.InvariantCulture, $"move {axis} to {position}"), Esp301Grammar.Move(Number(axis), position), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<bool>> ReadMoving(string axis, CancellationToken cancellation)
    {
        var answer = await Ask($"read whether {axis} moves", Esp301Grammar.Done(Number(axis)), cancellation).ConfigureAwait(false);
        return _link.Good(Esp301Grammar.IsMoving(answer) ?? throw _link.Unexpected($"read whether {axis} moves", answer, "0 or 1"));
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadPosition(string axis, CancellationToken cancellation)
    {
        var answer = await Ask($"read {axis}", Esp301Grammar.Position(Number(axis)), cancellation).ConfigureAwait(false);
        return _link.Good(Esp301Grammar.Number(answer) ?? throw _link.Unexpected($"read {axis}", answer, "a position"));
    }

    /// <inheritdoc/>
    public ValueTask Stop(CancellationToken cancellation) => Command("stop", Esp301Grammar.StopAll, cancellation, urgent: true);

    /// <inheritdoc/>
    public ValueTask Home(string axis, CancellationToken cancellation) => Command($"home {axis}", Esp301Grammar.Home(Number(axis)), cancellation);

    private int Number(string axis) => Esp301Schema.AxisNumber(axis, context.Device) ?? throw new DeviceRefusedException(context.Device.Name, $"there is no axis '{axis}'");

    private ValueTask<string> Ask(string what, string query, CancellationToken cancellation) => _link.Ask(what, query + "\r", Esp301Grammar.Answer, true, cancellation);

    // Every error that is read is told: one from before belongs to nobody else.
    private async ValueTask Command(string what, string command, CancellationToken cancellation, bool urgent = false)
    {
        var error = new TransactionStep(Bytes(Esp301Grammar.Error), Esp301Grammar.Answer) { GoesOn = answer => Esp301Grammar.ErrorOf(Text(answer)) is { Code: not 0 } };
        var transaction = new Transaction(
            what, [new TransactionStep(Bytes(command), Framing.None), .. Enumerable.Repeat(error, Esp301Grammar.ErrorsKept)], _link.Timeout, RepeatSafe: true)
        { Urgent = urgent };
        var reply = await _link.Hold(transaction, cancellation).ConfigureAwait(false);
        var errors = reply.Answers.Select(Text).Select(t => Esp301Grammar.ErrorOf(t) ?? throw _link.Unexpected(what, t, "code, time and words of an error")).Where(e => e.Code != 0).ToArray();
        if (errors.Length > 0)
            throw new DeviceRefusedException(context.Device.Name, $"{what}: {string.Join("; ", errors.Select(e => $"error {e.Code}: {e.Words}"))}");
    }

    private static string Text(ReadOnlyMemory<byte> answer) => Encoding.ASCII.GetString(answer.Span);

    private static byte[] Bytes(string command) => Encoding.ASCII.GetBytes(command + "\r");
}
