using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Eurotherm;

/// <summary>A Eurotherm 2000 or 3000 that speaks EI-Bisynch: one loop, which regulates. It gives no output by itself, so a set point in percent is refused.</summary>
public sealed class EurothermDriver(DriverContext context) : IDriver, ITemperaturePort
{
    private readonly DriverLink _link = new(context);
    private readonly TemperatureLimits _limits = TemperatureLimits.Of(context.Device);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    private string Address => context.Device.Address.Length > 0 ? context.Device.Address : EurothermGrammar.DefaultAddress;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation) =>
        $"Eurotherm, group {Address[0]}, unit {Address[1]}: PV {await Ask(EurothermGrammar.ProcessValue, cancellation).ConfigureAwait(false)}";

    /// <inheritdoc/>
    public async ValueTask SetSetpoint(string channel, double celsius, CancellationToken cancellation)
    {
        _limits.Check(context.Device.Name, celsius);
        var value = EurothermGrammar.Number(celsius, (int)context.Device.Number(EurothermSchema.Decimals, 1));
        var what = $"set point {value}";
        var step = new TransactionStep(EurothermGrammar.Write(Address, EurothermGrammar.Setpoint, value), EurothermGrammar.Answer)
        {
            Belongs = message => EurothermGrammar.IsAcknowledgement(message.Span),
        };
        var reply = await _link.Hold(new Transaction(what, [step], _link.Timeout, RepeatSafe: true), cancellation).ConfigureAwait(false);
        if (!EurothermGrammar.IsTaken(reply.Answers[^1].Span))
            throw _link.Unexpected(what, "NAK", "ACK: the controller takes no such value");
    }

    /// <inheritdoc/>
    public ValueTask SetOutput(string channel, double percent, CancellationToken cancellation) =>
        throw new DeviceRefusedException(context.Device.Name, "it regulates a temperature and takes no output in percent");

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadSetpoint(string channel, CancellationToken cancellation) =>
        Number(EurothermGrammar.Setpoint, await Ask(EurothermGrammar.Setpoint, cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadTemperature(string channel, CancellationToken cancellation) =>
        _limits.Read(_link, Number(EurothermGrammar.ProcessValue, await Ask(EurothermGrammar.ProcessValue, cancellation).ConfigureAwait(false)));

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadOutput(string channel, CancellationToken cancellation) =>
        Number(EurothermGrammar.Output, await Ask(EurothermGrammar.Output, cancellation).ConfigureAwait(false));

    private async ValueTask<string> Ask(string mnemonic, CancellationToken cancellation)
    {
        var what = $"read {mnemonic}";
        var step = new TransactionStep(EurothermGrammar.Read(Address, mnemonic), EurothermGrammar.Answer) { Belongs = message => EurothermGrammar.Answers(mnemonic, message.Span) };
        var reply = await _link.Hold(new Transaction(what, [step], _link.Timeout, RepeatSafe: true), cancellation).ConfigureAwait(false);
        var message = reply.Answers[^1].Span;
        return EurothermGrammar.IsUnknown(message) ? throw _link.Unexpected(what, "EOT", $"a value: the controller knows no {mnemonic}") : EurothermGrammar.Text(mnemonic, message);
    }

    // A controller writes words such as S.br where its sensor is open.
    private Reading<double> Number(string mnemonic, string text) =>
        EurothermGrammar.Value(text) is { } value ? _link.Good(value) : _link.Fault(double.NaN) with { Word = $"{mnemonic} '{text}'" };
}
