using System.Text;
using LabActors.Devices.Drivers.Gauges;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Mks937;

/// <summary>An MKS 937A or 937B gauge controller. Gauges are not switched on by it: an ion gauge burns at the pressure that somebody has looked at.</summary>
public sealed class Mks937Driver(DriverContext context) : IDriver, IGaugePort
{
    private readonly DriverLink _link = new(context);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    private string Address => context.Device.Address.Length > 0 ? context.Device.Address : Mks937Grammar.DefaultAddress;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var channel = GaugeChannel.First(context, "1");
        return $"MKS 937 at {Address}, channel {channel}: {(await Ask(channel, cancellation).ConfigureAwait(false)).Word}";
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation)
    {
        var channel = GaugeChannel.Of(context, gauge);
        return channel.Read(_link, await Ask(channel.Channel, cancellation).ConfigureAwait(false));
    }

    private async ValueTask<GaugeAnswer> Ask(string channel, CancellationToken cancellation)
    {
        var step = new TransactionStep(Encoding.ASCII.GetBytes(Mks937Grammar.Pressure(Address, channel)), Mks937Grammar.Answer)
        {
            Belongs = message => Mks937Grammar.IsFrom(Address, message.Span),
        };
        var what = $"read channel {channel}";
        var reply = await _link.Hold(new Transaction(what, [step], _link.Timeout, RepeatSafe: true), cancellation).ConfigureAwait(false);
        var value = Mks937Grammar.Acknowledged(Encoding.ASCII.GetString(reply.Answers[^1].Span), out var refusal);
        return value is null ? throw _link.Unexpected(what, refusal, "a pressure") : Mks937Grammar.Value(value);
    }
}
