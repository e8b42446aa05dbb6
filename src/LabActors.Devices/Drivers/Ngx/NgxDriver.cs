using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Ngx;

/// <summary>
/// An Isotopx NGX and its valves. Every new connection waits for the banner and logs in. Measurements come as events between the answers, and are told from them. The magnet is set
/// by the mass on the axis: a field table of the laboratory has masses in place of volts. Moving the magnet, and asking where it is, ends the measurement under way.
/// </summary>
public sealed class NgxDriver : IDriver, IValveSwitch, ISpectrometerPort
{
    private const int BusyTries = 3;
    private static readonly ImmutableArray<double> Times = NgxSchema.Schema.IntegrationTimes;
    private readonly DriverContext _context;
    private readonly DriverLink _link;
    private readonly string _end;
    private readonly string _measurer;
    private readonly NameMap _parameters;
    private readonly NgxAcquisition _acquisition;
    private double _seconds = Times[0];
    private bool _blanked;

    /// <summary>A driver.</summary>
    public NgxDriver(DriverContext context)
    {
        (_context, _link) = (context, new DriverLink(context));
        _end = context.Device.Text("terminator", "cr") switch { "crlf" => "\r\n", "lf" => "\n", _ => "\r" };
        _measurer = context.Device.Text("rcs_id", "NOM");
        _parameters = NameMap.Parse(context.Device.Text("parameters"));
        var named = context.Device.Text("detectors").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var own = context.Lab.Instruments.FirstOrDefault(i => i.Device == context.Device.Name)?.Detectors.Select(d => d.Name) ?? [];
        _acquisition = new NgxAcquisition(_measurer, named.Length > 0 ? [.. named] : [.. own]);
    }

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation) =>
        $"an NGX that lets us in, ion energy {(await Hold("identify", true, cancellation, "GetSourceOutput IE").ConfigureAwait(false))[0]}";

    /// <inheritdoc/>
    /// <remarks>Busy is asked again at most twice more, and each time only when the valve, read before, does not stand as it should.</remarks>
    public async ValueTask Actuate(string address, bool open, CancellationToken cancellation)
    {
        var command = $"{(open ? "OpenValve" : "CloseValve")} {address}";
        for (var tries = 1; ; tries++)
        {
            // The measurement's buffer stands still meanwhile, so that no event is lost.
            var code = CodeOf(command, (await Hold(command, false, cancellation, "SAB 1", command, "SAB 0").ConfigureAwait(false))[1]);
            if (code.IsDone)
                return;
            if (!code.IsBusy || tries == BusyTries)
                throw Refused(command, code);
            if (await ReadState(address, cancellation).ConfigureAwait(false) is { Quality: Quality.Good } read && read.Value == (open ? ValveState.Open : ValveState.Closed))
                return;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<ValveState>> ReadState(string address, CancellationToken cancellation)
    {
        var request = $"GetValveStatus {address}";

        // An acknowledgement may come before the state.
        var step = Step(request) with { Belongs = answer => NgxCode.Read(Encoding.ASCII.GetString(answer.Span)) is not { IsDone: true } };
        var reply = await _link.Hold(Transaction(request, true, step), cancellation).ConfigureAwait(false);
        var answer = Encoding.ASCII.GetString(reply.Answers[0].Span).Trim();
        return answer switch
        {
            "OPEN" => _link.Good(ValveState.Open),
            "CLOSED" => _link.Good(ValveState.Closed),
            _ when NgxCode.Read(answer) is { } code => throw Refused(request, code),
            _ => _link.Fault(ValveState.Unknown),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<double> SetIntegrationTime(double seconds, CancellationToken cancellation)
    {
        await Stop(cancellation).ConfigureAwait(false);
        return _seconds = Times.MinBy(t => Math.Abs(t - seconds));
    }

    /// <inheritdoc/>
    /// <remarks>Begins a cycle when none is under way. Until its average has come the last one is given, with its own instant.</remarks>
    public async ValueTask<Reading<IonIntensities>> ReadIntensities(CancellationToken cancellation)
    {
        foreach (var sent in await _context.Link.TakeEvents(cancellation).ConfigureAwait(false))
        {
            if (NgxScan.Read(Encoding.ASCII.GetString(sent.Message.Span).Trim()) is { } scan)
                _acquisition.Take(scan, sent.At);
        }

        if (_acquisition.IsOverdue(_context.Time.GetUtcNow()))
            await Stop(cancellation).ConfigureAwait(false);
        if (!_acquisition.IsRunning)
            await Start(cancellation).ConfigureAwait(false);
        return _acquisition.Last is { } last
            ? new Reading<IonIntensities>(last.Beams, Quality.Good, last.At, Simulated)
            : _link.Missing(new IonIntensities(_seconds, ImmutableDictionary<string, double>.Empty));
    }

    /// <inheritdoc/>
    /// <param name="dac">The mass on the axis, u.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async ValueTask PositionMagnet(double dac, CancellationToken cancellation)
    {
        var delay = _context.Device.Number("magnet_delay_ms", 500);
        var command = string.Create(CultureInfo.InvariantCulture, $"SetMass {dac},{delay}{(_blanked ? ",deflect" : "")}");
        _acquisition.End();
        Check(command, (await Hold(command, true, cancellation, "StopAcq", command).ConfigureAwait(false))[1]);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadMagnet(CancellationToken cancellation)
    {
        _acquisition.End();
        return _link.Good(Number("GETMASS", (await Hold("GETMASS", true, cancellation, "StopAcq", "GETMASS").ConfigureAwait(false))[1]));
    }

    /// <inheritdoc/>
    public ValueTask SetDeflection(string detector, double value, CancellationToken cancellation) => throw Without($"to deflect {detector}");

    /// <inheritdoc/>
    public ValueTask<Reading<double>> ReadDeflection(string detector, CancellationToken cancellation) => throw Without($"to read the deflection of {detector}");

    /// <inheritdoc/>
    /// <remarks>No detector is ever protected, so that each is exposed already.</remarks>
    public ValueTask Protect(string detector, bool on, CancellationToken cancellation) => on ? throw Without($"to protect {detector}") : ValueTask.CompletedTask;

    /// <inheritdoc/>
    /// <remarks>The instrument turns the beam away only while its magnet moves, and is told so with the next move.</remarks>
    public ValueTask Blank(bool on, CancellationToken cancellation)
    {
        _blanked = on;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask SetParameter(string parameter, double value, CancellationToken cancellation)
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"SetSourceOutput {_parameters.Theirs(parameter)},{value}");
        Check(command, (await Hold(command, true, cancellation, command).ConfigureAwait(false))[0]);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadParameter(string parameter, CancellationToken cancellation)
    {
        var request = $"GetSourceOutput {_parameters.Theirs(parameter)}";
        var answer = (await Hold(request, true, cancellation, request).ConfigureAwait(false))[0];
        if (NgxCode.Read(answer) is { } code)
            throw Refused(request, code);

        // What was set, and what it is.
        return answer.Split(',') is [_, var readBack] ? _link.Good(Number(request, readBack)) : throw _link.Unexpected(request, answer, "two numbers with a comma");
    }

    private async ValueTask Start(CancellationToken cancellation)
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"StartAcq {_seconds},{_measurer}");
        var code = CodeOf(command, (await Hold(command, false, cancellation, "SetAcqPeriod 1000", command).ConfigureAwait(false))[1]);
        if (!code.IsDone && !code.IsBusy)
            throw Refused(command, code);
        _acquisition.Begin(_seconds, _context.Time.GetUtcNow());
    }

    // Where nothing is measured there is nothing to stop, and the instrument says so.
    private async ValueTask Stop(CancellationToken cancellation)
    {
        _acquisition.End();
        await Hold("StopAcq", true, cancellation, "StopAcq").ConfigureAwait(false);
    }

    private async ValueTask<string[]> Hold(string what, bool repeatSafe, CancellationToken cancellation, params string[] requests)
    {
        var reply = await _link.Hold(Transaction(what, repeatSafe, [.. requests.Select(Step)]), cancellation).ConfigureAwait(false);
        return [.. reply.Answers.Select(a => Encoding.ASCII.GetString(a.Span).Trim())];
    }

    private Transaction Transaction(string what, bool repeatSafe, params TransactionStep[] steps) => new(what, [.. steps], _link.Timeout, repeatSafe)
    {
        Preamble =
        [
            new TransactionStep(default, Terminated.Line) { IsEvent = IsEvent },
            Step($"Login {_context.Device.Text("user")},{_context.Device.Text("password")}") with { GoesOn = answer => NgxCode.Read(Encoding.ASCII.GetString(answer.Span)) is { IsDone: true } },
        ],
    };

    private TransactionStep Step(string request) => new(Encoding.ASCII.GetBytes(request + _end), Terminated.Line) { IsEvent = IsEvent };

    private static bool IsEvent(ReadOnlyMemory<byte> line) => NgxScan.IsEvent(line.Span);

    private void Check(string command, string answer)
    {
        if (CodeOf(command, answer) is { IsDone: false } code)
            throw Refused(command, code);
    }

    private NgxCode CodeOf(string command, string answer) => NgxCode.Read(answer) ?? throw _link.Unexpected(command, answer, "E00 or another code");

    private double Number(string request, string answer) => NgxCode.Read(answer) is { } code ? throw Refused(request, code)
        : double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
        : throw _link.Unexpected(request, answer, "a number");

    private Exception Refused(string command, NgxCode code) => code.MayPass
        ? new IOException($"{_context.Device.Name}: {command}: {code}")
        : new DeviceRefusedException(_context.Device.Name, $"{command}: {code}");

    private DeviceRefusedException Without(string what) => new(_context.Device.Name, $"an NGX has no command {what}");
}
