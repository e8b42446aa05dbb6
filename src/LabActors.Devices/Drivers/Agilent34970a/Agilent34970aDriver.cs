using System.Text;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Agilent34970a;

/// <summary>
/// Relays of a 34970A as valves. A command is not answered: its errors are read from the instrument's queue afterwards, in the same conversation, and those of other commands before it.
/// </summary>
public sealed class Agilent34970aDriver(DriverContext context) : IDriver, IValveSwitch
{
    private readonly DriverLink _link = new(context);
    private readonly bool _invert = context.Device.Flag("invert");
    private readonly bool _exclusive = context.Device.Flag("exclusive");
    private bool _mayHaveErrors = true;

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        try
        {
            return (await _link.Ask("identify", "*IDN?\n", Terminated.Line, true, cancellation).ConfigureAwait(false)).Trim();
        }
        catch (TimeoutException)
        {
            // One that does not know the question has an error for it.
            return $"an instrument with the error queue {(await _link.Ask("identify", Agilent34970aGrammar.NextError, Terminated.Line, true, cancellation).ConfigureAwait(false)).Trim()}";
        }
    }

    /// <inheritdoc/>
    public async ValueTask Actuate(string address, bool open, CancellationToken cancellation)
    {
        var what = $"{(open ? "open" : "close")} {address}";
        if (_mayHaveErrors)
        {
            await _link.Hold(new Transaction($"errors before {what}", [.. Errors()], _link.Timeout, true), cancellation).ConfigureAwait(false);
            _mayHaveErrors = false;
        }

        var command = new TransactionStep(Encoding.ASCII.GetBytes(Agilent34970aGrammar.Actuate(address, open, _invert, _exclusive)), Framing.None);
        _mayHaveErrors = true;
        var reply = await _link.Hold(new Transaction(what, [command, .. Errors()], _link.Timeout, false), cancellation).ConfigureAwait(false);
        var errors = reply.Answers.Select(a => Encoding.ASCII.GetString(a.Span)).Where(a => Agilent34970aGrammar.ReadError(a) is not (0, _)).ToArray();
        _mayHaveErrors = reply.Answers.Length == errors.Length;
        if (errors.Length > 0)
            throw new DeviceRefusedException(context.Device.Name, $"{what}: {string.Join("; ", errors)}");
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<ValveState>> ReadState(string address, CancellationToken cancellation)
    {
        var mayHave = _mayHaveErrors;
        _mayHaveErrors = true;
        var answer = await _link.Ask($"read {address}", Agilent34970aGrammar.IsOpen(address, _invert), Terminated.Line, true, cancellation).ConfigureAwait(false);
        _mayHaveErrors = mayHave;
        return Agilent34970aGrammar.ReadIsOpen(answer) switch
        {
            true => _link.Good(ValveState.Open),
            false => _link.Good(ValveState.Closed),
            null => _link.Fault(ValveState.Unknown),
        };
    }

    // Read until there is no more; an answer of another form ends it too.
    private static IEnumerable<TransactionStep> Errors() => Enumerable.Range(0, Agilent34970aGrammar.ErrorsKept + 1).Select(_ =>
        new TransactionStep(Encoding.ASCII.GetBytes(Agilent34970aGrammar.NextError), Terminated.Line)
        {
            GoesOn = answer => Agilent34970aGrammar.ReadError(Encoding.ASCII.GetString(answer.Span)) is (not 0, _),
        });
}
