using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.HiPace;

/// <summary>A Pfeiffer HiPace turbomolecular pump.</summary>
public sealed class HiPaceDriver(DriverContext context) : IDriver, IPumpPort
{
    private const string DefaultAddress = "001";
    private readonly DriverLink _link = new(context);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    private string Address => context.Device.Address.Length > 0 ? context.Device.Address : DefaultAddress;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation) =>
        $"HiPace at {Address}: {Number(await Ask("read the speed", HiPaceGrammar.ActualSpeed, cancellation).ConfigureAwait(false))} Hz";

    /// <inheritdoc/>
    public async ValueTask Run(bool on, CancellationToken cancellation)
    {
        if (on)
            await Set("motor on", HiPaceGrammar.Motor, HiPaceGrammar.Yes, cancellation).ConfigureAwait(false);
        await Set(on ? "pump on" : "pump off", HiPaceGrammar.Station, on ? HiPaceGrammar.Yes : HiPaceGrammar.No, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<PumpStatus>> ReadPump(CancellationToken cancellation)
    {
        var station = await Ask("read whether it runs", HiPaceGrammar.Station, cancellation).ConfigureAwait(false);
        var speed = await Ask("read the speed", HiPaceGrammar.ActualSpeed, cancellation).ConfigureAwait(false);
        var current = await Ask("read the current", HiPaceGrammar.Current, cancellation).ConfigureAwait(false);
        var code = await Telegram("read the error", HiPaceGrammar.Read(Address, HiPaceGrammar.ErrorCode), HiPaceGrammar.ErrorCode, cancellation).ConfigureAwait(false);

        // A drive without that parameter says NO_DEF, which is no fault of the pump.
        var fault = HiPaceGrammar.Error(code) is null && code != HiPaceGrammar.No ? code.Trim() : "";
        return _link.Good(new PumpStatus(
            HiPaceGrammar.Flag(station) ?? throw _link.Unexpected("read whether it runs", station, $"{HiPaceGrammar.Yes} or {HiPaceGrammar.No}"), Number(speed), Number(current) / 100.0, fault));
    }

    private int Number(string data) => HiPaceGrammar.Number(data) ?? throw _link.Unexpected("read the pump", data, "six digits");

    private async ValueTask Set(string what, string parameter, string data, CancellationToken cancellation)
    {
        var answer = await Telegram(what, HiPaceGrammar.Write(Address, parameter, data), parameter, cancellation).ConfigureAwait(false);
        if (answer != data)
            throw _link.Unexpected(what, HiPaceGrammar.Error(answer) ?? answer, data);
    }

    private async ValueTask<string> Ask(string what, string parameter, CancellationToken cancellation)
    {
        var data = await Telegram(what, HiPaceGrammar.Read(Address, parameter), parameter, cancellation).ConfigureAwait(false);
        return HiPaceGrammar.Error(data) is { } error ? throw _link.Unexpected(what, error, "a value") : data;
    }

    private async ValueTask<string> Telegram(string what, byte[] request, string parameter, CancellationToken cancellation)
    {
        var step = new TransactionStep(request, HiPaceGrammar.Answer) { Belongs = message => HiPaceGrammar.Answers(Address, parameter, message.Span) };
        var reply = await _link.Hold(new Transaction(what, [step], _link.Timeout, RepeatSafe: true), cancellation).ConfigureAwait(false);
        return HiPaceGrammar.Data(reply.Answers[^1].Span) ?? throw _link.Unexpected(what, WireText.Of(reply.Answers[^1].Span), "data of the length that is given");
    }
}
