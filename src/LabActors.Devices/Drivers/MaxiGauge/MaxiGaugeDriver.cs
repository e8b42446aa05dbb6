using System.Text;
using LabActors.Devices.Drivers.Gauges;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.MaxiGauge;

/// <summary>A Pfeiffer (Leybold, Balzers) MaxiGauge.</summary>
public sealed class MaxiGaugeDriver(DriverContext context) : IDriver, IGaugePort
{
    private readonly DriverLink _link = new(context);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var channel = GaugeChannel.First(context, "1");
        return $"MaxiGauge, channel {channel}: {(await Ask(channel, cancellation).ConfigureAwait(false)).Word}";
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation)
    {
        var channel = GaugeChannel.Of(context, gauge);
        return channel.Read(_link, await Ask(channel.Channel, cancellation).ConfigureAwait(false));
    }

    private async ValueTask<GaugeAnswer> Ask(string channel, CancellationToken cancellation)
    {
        var what = $"read channel {channel}";
        var command = new TransactionStep(MaxiGaugeGrammar.Pressure(channel), MaxiGaugeGrammar.Answer) { Belongs = line => MaxiGaugeGrammar.IsAcknowledgement(line.Span) };
        var enquiry = new TransactionStep(MaxiGaugeGrammar.Enquiry, MaxiGaugeGrammar.Answer) { Belongs = line => !MaxiGaugeGrammar.IsAcknowledgement(line.Span) };
        var reply = await _link.Hold(new Transaction(what, [command, enquiry], _link.Timeout, RepeatSafe: true), cancellation).ConfigureAwait(false);
        var line = Encoding.ASCII.GetString(reply.Answers[1].Span);
        if (!MaxiGaugeGrammar.IsTaken(reply.Answers[0].Span))
            throw _link.Unexpected(what, MaxiGaugeGrammar.Error(line), "a pressure");
        return MaxiGaugeGrammar.Value(line) ?? throw _link.Unexpected(what, line, "status and value such as 0,+1.2345E-03");
    }
}
