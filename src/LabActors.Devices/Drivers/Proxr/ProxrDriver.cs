using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Proxr;

/// <summary>Relays of a ProXR board as valves: a relay that is on opens its valve. Bank and command go in one conversation, since the board remembers the bank.</summary>
public sealed class ProxrDriver(DriverContext context) : IDriver, IValveSwitch
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
        {
            var bits = await Ask($"read {address}", true, cancellation, ProxrGrammar.Inputs(number)).ConfigureAwait(false);
            return _link.Good((bits >> (number % 8) & 1) == 1 ? ValveState.Open : ValveState.Closed);
        }

        return await Ask($"read {address}", true, cancellation, ProxrGrammar.SelectBank(number), ProxrGrammar.IsOn(number)).ConfigureAwait(false) switch
        {
            1 => _link.Good(ValveState.Open),
            0 => _link.Good(ValveState.Closed),
            _ => _link.Fault(ValveState.Unknown),
        };
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
