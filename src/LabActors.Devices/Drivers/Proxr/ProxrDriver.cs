using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Proxr;

/// <summary>
/// Relays of a ProXR board as valves: a relay that is on opens its valve. Bank and command go in one conversation, since the board remembers the bank. Contact inputs are what reads valves back, or sensors: flow
/// switches, doors.
/// </summary>
public sealed class ProxrDriver(DriverContext context) : IDriver, IValveSwitch, IEnvironmentPort
{
    private static readonly FixedLength OneByte = new(1);
    private readonly DriverLink _link = new(context);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        await Ask("identify", true, cancellation, ProxrGrammar.SelectBank(0)).ConfigureAwait(false);
        return "a ProXR board, which has no name";
    }

    /// <inheritdoc/>
    public async ValueTask Actuate(string address, bool open, CancellationToken cancellation)
    {
        var what = $"{(open ? "open" : "close")} {address}";
        var (relay, isInput) = ProxrGrammar.ReadAddress(address);
        if (isInput)
            throw new DeviceRefusedException(context.Device.Name, $"{what}: an input moves nothing");
        var answer = await Ask(what, false, cancellation, ProxrGrammar.SelectBank(relay), ProxrGrammar.Switch(relay, open)).ConfigureAwait(false);
        if (answer != ProxrGrammar.Taken)
            throw NotTaken(what, answer);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<ValveState>> ReadState(string address, CancellationToken cancellation)
    {
        var (number, isInput) = ProxrGrammar.ReadAddress(address);
        if (isInput)
            return _link.Good(await IsClosed(number, cancellation).ConfigureAwait(false) ? ValveState.Open : ValveState.Closed);

        return await Ask($"read {address}", true, cancellation, ProxrGrammar.SelectBank(number), ProxrGrammar.IsOn(number)).ConfigureAwait(false) switch
        {
            1 => _link.Good(ValveState.Open),
            0 => _link.Good(ValveState.Closed),
            _ => _link.Fault(ValveState.Unknown),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> Read(string sensor, CancellationToken cancellation)
    {
        var found = context.Lab.Environment.FirstOrDefault(s => s.Name == sensor && s.Device == context.Device.Name)
            ?? throw new DeviceRefusedException(context.Device.Name, $"the laboratory has no sensor '{sensor}' there");
        return _link.Good(await IsClosed(ProxrGrammar.ReadAddress(found.Channel).Number, cancellation).ConfigureAwait(false) ? 1.0 : 0.0);
    }

    // Any byte is an answer, and none has a check: a stray one before it would be taken for it.
    private async ValueTask<bool> IsClosed(int input, CancellationToken cancellation)
    {
        var what = $"read input {input}";
        var step = new TransactionStep(ProxrGrammar.Inputs(input), OneByte);
        var reply = await _link.Hold(new Transaction(what, [step, step], _link.Timeout, true), cancellation).ConfigureAwait(false);
        var (first, again) = (reply.Answers[0].Span[0], reply.Answers[1].Span[0]);
        return first == again ? (again >> (input % 8) & 1) == 1 : throw _link.Unexpected(what, $"{first:X2}, then {again:X2}", "the same twice");
    }

    // All but the last are commands.
    private async ValueTask<byte> Ask(string what, bool repeatSafe, CancellationToken cancellation, params byte[][] requests)
    {
        var steps = requests.Select(r => new TransactionStep(r, OneByte) { GoesOn = a => a.Span[0] == ProxrGrammar.Taken });
        var reply = await _link.Hold(new Transaction(what, [.. steps], _link.Timeout, repeatSafe), cancellation).ConfigureAwait(false);
        var last = reply.Answers[^1].Span[0];
        return reply.Answers.Length == requests.Length ? last : throw NotTaken(what, last);
    }

    private DeviceRefusedException NotTaken(string what, byte found) => _link.Unexpected(what, $"{found:X2}", $"{ProxrGrammar.Taken:X2}");
}
