using System.Globalization;
using System.Text;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Drivers.Kerr;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Fusions;

/// <summary>
/// The logic board of a Photon Machines Fusions CO2 laser, with the Kerr motors that share its line. Output that nobody has confirmed as forbidden is never said to be: switching off throws unless
/// the board has answered both that output is forbidden and that the power is zero.
/// </summary>
public sealed class FusionsDriver(DriverContext context) : IDriver, ILaserPort, IMotionPort
{
    // Two commands, and the pause after an answer that is owed, within the second in which a laser has to be off.
    private static readonly TimeSpan SwitchOffLimit = TimeSpan.FromSeconds(0.3);
    private readonly DriverLink _link = new(context);
    private readonly KerrMotors _motors = new(context);
    private readonly string _prefix = context.Device.Text(FusionsSchema.Prefix, FusionsSchema.DefaultPrefix);

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var version = await Ask("identify", FusionsGrammar.Version, cancellation).ConfigureAwait(false);
        return version.Any(char.IsAsciiDigit) ? $"Fusions logic board {version}" : throw _link.Unexpected("identify", version, "a version");
    }

    /// <inheritdoc/>
    public async ValueTask Enable(CancellationToken cancellation)
    {
        var open = await OpenInterlocks(cancellation).ConfigureAwait(false);
        if (!open.IsEmpty)
            throw new DeviceRefusedException(context.Device.Name, $"interlocks are open: {string.Join(", ", open)}");
        await Do("switch the power supply on", FusionsGrammar.PowerOn, cancellation).ConfigureAwait(false);
        await Do("allow output", FusionsGrammar.EnableOutput, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask Disable(CancellationToken cancellation) => AllTried.Of(
        () => Do("forbid output", FusionsGrammar.ForbidOutput, cancellation, isOff: true),
        () => Do("power zero", FusionsGrammar.Power(0), cancellation, isOff: true));

    /// <inheritdoc/>
    public async ValueTask SetPower(double percent, CancellationToken cancellation)
    {
        TemperatureLimits.CheckPercent(context.Device.Name, percent);
        await Do(string.Create(CultureInfo.InvariantCulture, $"power {percent} %"), FusionsGrammar.Power(percent), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<LaserStatus>> ReadLaser(CancellationToken cancellation)
    {
        var open = await OpenInterlocks(cancellation).ConfigureAwait(false);
        var power = await Ask("read the power", FusionsGrammar.InternalPower, cancellation).ConfigureAwait(false);
        return _link.Good(new LaserStatus(null, open, FusionsGrammar.Meter(power) ?? throw _link.Unexpected("read the power", power, "0 to 255")));
    }

    /// <inheritdoc/>
    public ValueTask MoveAxis(string axis, double position, CancellationToken cancellation) => _motors.Move(axis, position, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<bool>> ReadMoving(string axis, CancellationToken cancellation) => _motors.ReadMoving(axis, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<double>> ReadPosition(string axis, CancellationToken cancellation) => _motors.ReadPosition(axis, cancellation);

    /// <inheritdoc/>
    public ValueTask Stop(CancellationToken cancellation) => _motors.Stop(cancellation);

    /// <inheritdoc/>
    public ValueTask Home(string axis, CancellationToken cancellation) => _motors.Home(axis, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> IsLost(string axis, CancellationToken cancellation) => _motors.IsLost(axis, cancellation);

    /// <inheritdoc/>
    public ValueTask EndHome(string axis, CancellationToken cancellation) => _motors.EndHome(axis, cancellation);

    private async ValueTask<System.Collections.Immutable.ImmutableArray<string>> OpenInterlocks(CancellationToken cancellation)
    {
        var answer = await Ask("read the interlocks", FusionsGrammar.Interlocks, cancellation).ConfigureAwait(false);
        return FusionsGrammar.OpenInterlocks(answer) ?? throw _link.Unexpected("read the interlocks", answer, "a number");
    }

    private ValueTask<string> Ask(string what, string command, CancellationToken cancellation) =>
        _link.Ask(what, $"{_prefix}{command}\r", FusionsGrammar.Answer, true, cancellation);

    private async ValueTask Do(string what, string command, CancellationToken cancellation, bool isOff = false)
    {
        var transaction = Transaction.Ask(
            what,
            Encoding.ASCII.GetBytes($"{_prefix}{command}\r"),
            FusionsGrammar.Answer,
            isOff && _link.Timeout > SwitchOffLimit ? SwitchOffLimit : _link.Timeout,
            repeatSafe: !isOff) with
        { Urgent = isOff };
        var reply = await _link.Hold(transaction, cancellation).ConfigureAwait(false);
        var answer = Encoding.ASCII.GetString(reply.Answers[^1].Span).Trim();
        if (answer != FusionsGrammar.Ok)
            throw _link.Unexpected(what, answer, FusionsGrammar.Ok);
    }
}
