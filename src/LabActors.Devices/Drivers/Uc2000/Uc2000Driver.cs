using System.Globalization;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Uc2000;

/// <summary>A Synrad UC-2000 controller of a CO2 laser. It has no interlocks of its own; switching off throws unless the controller has taken both that the laser is off and that its power is zero.</summary>
public sealed class Uc2000Driver(DriverContext context) : IDriver, ILaserPort
{
    // Two commands, and the pause after an answer that is owed, within the second in which a laser has to be off.
    private static readonly TimeSpan SwitchOffLimit = TimeSpan.FromSeconds(0.3);
    private readonly DriverLink _link = new(context);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var laser = (await ReadLaser(cancellation).ConfigureAwait(false)).Value;
        return $"UC-2000{(laser.Enabled is { } on ? on ? ", laser on" : ", laser off" : "")}";
    }

    /// <inheritdoc/>
    public ValueTask Enable(CancellationToken cancellation) => Do("laser on", Uc2000Grammar.On, cancellation);

    /// <inheritdoc/>
    public ValueTask Disable(CancellationToken cancellation) => AllTried.Of(
        () => Do("laser off", Uc2000Grammar.Off, cancellation, isOff: true),
        () => Do("power zero", Uc2000Grammar.Power(0), cancellation, isOff: true));

    /// <inheritdoc/>
    public ValueTask SetPower(double percent, CancellationToken cancellation)
    {
        TemperatureLimits.CheckPercent(context.Device.Name, percent);
        return Do(string.Create(CultureInfo.InvariantCulture, $"power {percent} %"), Uc2000Grammar.Power(percent), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<LaserStatus>> ReadLaser(CancellationToken cancellation)
    {
        const string what = "read the status";
        var reply = await _link.Hold(Transaction.Ask(what, Uc2000Grammar.Status, Uc2000Grammar.StatusAnswer, _link.Timeout, repeatSafe: true), cancellation).ConfigureAwait(false);
        var answer = reply.Answers[^1].Span;
        var laser = Uc2000Grammar.Laser(answer, out var isWhole);
        return isWhole ? _link.Good(new LaserStatus(laser?.IsOn, [], laser?.Percent)) : throw _link.Unexpected(what, WireText.Of(answer), "the status of a UC-2000");
    }

    private async ValueTask Do(string what, byte[] command, CancellationToken cancellation, bool isOff = false)
    {
        var step = new TransactionStep(command, Uc2000Grammar.Acknowledgement) { Belongs = answer => Uc2000Grammar.IsAcknowledgement(answer.Span) };
        var timeout = isOff && _link.Timeout > SwitchOffLimit ? SwitchOffLimit : _link.Timeout;
        var reply = await _link.Hold(new Transaction(what, [step], timeout, RepeatSafe: !isOff) { Urgent = isOff }, cancellation).ConfigureAwait(false);
        if (!Uc2000Grammar.IsTaken(reply.Answers[^1].Span))
            throw _link.Unexpected(what, "NAK", "ACK: the controller does not take it");
    }
}
