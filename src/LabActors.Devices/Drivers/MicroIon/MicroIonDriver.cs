using System.Text;
using LabActors.Devices.Drivers.Gauges;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.MicroIon;

/// <summary>A Granville-Phillips 354 or 358 Micro-Ion controller, alone on RS-232 or with an address on RS-485.</summary>
public sealed class MicroIonDriver(DriverContext context) : IDriver, IGaugePort
{
    private readonly DriverLink _link = new(context);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    private string Address => context.Device.Address;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var gauge = GaugeChannel.First(context, "IG");
        return $"Micro-Ion{(Address.Length > 0 ? $" at {Address}" : "")}, {gauge}: {(await Ask(gauge, cancellation).ConfigureAwait(false)).Word}";
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation)
    {
        var channel = GaugeChannel.Of(context, gauge);
        return channel.Read(_link, await Ask(channel.Channel, cancellation).ConfigureAwait(false));
    }

    private async ValueTask<GaugeAnswer> Ask(string gauge, CancellationToken cancellation)
    {
        var step = new TransactionStep(Encoding.ASCII.GetBytes(MicroIonGrammar.Pressure(Address, gauge)), MicroIonGrammar.Answer)
        {
            Belongs = message => MicroIonGrammar.IsFrom(Address, Encoding.ASCII.GetString(message.Span)),
        };
        var what = $"read {gauge}";
        var reply = await _link.Hold(new Transaction(what, [step], _link.Timeout, RepeatSafe: true), cancellation).ConfigureAwait(false);
        var value = MicroIonGrammar.Body(Address, Encoding.ASCII.GetString(reply.Answers[^1].Span), out var refusal);
        return value is null ? throw _link.Unexpected(what, refusal, "a pressure") : MicroIonGrammar.Value(value);
    }
}
