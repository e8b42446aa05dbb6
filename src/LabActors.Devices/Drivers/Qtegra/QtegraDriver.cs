using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Drivers.Gauges;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Qtegra;

/// <summary>
/// A spectrometer, its valves and its gauges behind Qtegra's remote control server. The server says nothing at all where it cannot answer, so that silence to the question for a scan means
/// that there is none yet. What each command is called stands in the laboratory's file (<see cref="QtegraSchema.Commands"/>).
/// </summary>
public sealed class QtegraDriver : IDriver, IValveSwitch, IGaugePort, ISpectrometerPort
{
    private const string Done = "OK";
    private const string Failure = "Error";
    private const double LowestDac = 0;
    private const double HighestDac = 10;
    private static readonly UntilEnd Answer = new();
    private readonly DriverContext _context;
    private readonly DriverLink _link;
    private readonly InstrumentDefinition? _instrument;
    private readonly NameMap _detectors;
    private readonly NameMap _parameters;
    private readonly QtegraUnits _units;
    private readonly FrozenScans _scans = new();
    private readonly bool _isCsiro;
    private double? _integrationSeconds;

    /// <summary>A driver.</summary>
    public QtegraDriver(DriverContext context)
    {
        (_context, _link) = (context, new DriverLink(context));
        _isCsiro = context.Device.Text("script") == QtegraSchema.Csiro;
        _instrument = context.Lab.Instruments.FirstOrDefault(i => i.Device == context.Device.Name);
        _detectors = NameMap.Parse(context.Device.Text("detectors"));
        _parameters = NameMap.Parse(context.Device.Text("parameters"));
        _units = new QtegraUnits(_instrument, context.Device.Text("faraday_units", "fA"), context.Device.Text("counter_units", "fA"));
    }

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var seconds = await AskNumber("integration", "", cancellation).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"a remote control server of Qtegra, integration time {seconds} s");
    }

    /// <inheritdoc/>
    public ValueTask Actuate(string address, bool open, CancellationToken cancellation) =>
        Do(open ? "open" : "close", address, "", false, cancellation, !_isCsiro ? Done : open ? "Valve opened" : "Valve closed");

    /// <inheritdoc/>
    public async ValueTask<Reading<ValveState>> ReadState(string address, CancellationToken cancellation)
    {
        var answer = await Ask("valve_state", address, "", true, cancellation).ConfigureAwait(false);
        return answer == _context.Device.Text("open_word", "True") ? _link.Good(ValveState.Open)
            : answer == _context.Device.Text("closed_word", "False") ? _link.Good(ValveState.Closed)
            : _link.Fault(ValveState.Unknown);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation)
    {
        var channel = GaugeChannel.Of(_context, gauge);
        return _link.Good(channel.Factor * await AskNumber("parameter", channel.Channel, cancellation).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<double> SetIntegrationTime(double seconds, CancellationToken cancellation)
    {
        var legal = InstrumentDefinition.QtegraIntegrationTimes.MinBy(t => Math.Abs(t - seconds));
        await Do("set_integration", "", Text(legal), true, cancellation).ConfigureAwait(false);
        _integrationSeconds = legal;
        return legal;
    }

    /// <inheritdoc/>
    /// <remarks>The instant is that at which the scan was first seen: the same scan again has the same instant.</remarks>
    public async ValueTask<Reading<IonIntensities>> ReadIntensities(CancellationToken cancellation)
    {
        var integration = _integrationSeconds ??= await AskNumber("integration", "", cancellation).ConfigureAwait(false);
        var asked = _context.Time.GetUtcNow();
        string answer;
        try
        {
            answer = await Ask("data", "", "", true, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return _link.Missing(new IonIntensities(integration, ImmutableDictionary<string, double>.Empty));
        }

        var scan = Parse("data", answer, a => QtegraScan.Read(a, _context.Device.Text("data_format", _isCsiro ? "triples" : "tagged"), ServerDetectors));
        var (first, quality) = _scans.Take(answer, integration, asked, _context.Time.GetUtcNow());
        var beams =
            from s in scan
            let name = _detectors.Ours(s.Key)
            where _instrument is null || _instrument.Detectors.Any(d => LabNames.Same(d.Name, name))
            select KeyValuePair.Create(name, _units.Femtoamperes(name, s.Value));
        var intensities = new IonIntensities(integration, beams.Where(b => double.IsFinite(b.Value)).ToImmutableDictionary()) { Began = _scans.Began };
        return new Reading<IonIntensities>(intensities, quality, first, Simulated);
    }

    /// <inheritdoc/>
    public ValueTask PositionMagnet(double dac, CancellationToken cancellation) => dac is >= LowestDac and <= HighestDac
        ? Do("set_magnet", "", Text(dac), true, cancellation)
        : throw new DeviceRefusedException(_context.Device.Name, string.Create(CultureInfo.InvariantCulture, $"found a DAC of {dac} V, expected {LowestDac} to {HighestDac}"));

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadMagnet(CancellationToken cancellation) => _link.Good(await AskNumber("magnet", "", cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask<bool?> IsMagnetMoving(CancellationToken cancellation) => Form("magnet_moving").Length == 0 ? null : await Ask("magnet_moving", "", "", true, cancellation).ConfigureAwait(false) switch
    {
        "True" => true,
        "False" => false,
        var other => throw _link.Unexpected("magnet_moving", other, "True or False"),
    };

    /// <inheritdoc/>
    public ValueTask SetDeflection(string detector, double value, CancellationToken cancellation) => Do("set_deflection", _detectors.Theirs(detector), Text(value), true, cancellation);

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadDeflection(string detector, CancellationToken cancellation) =>
        _link.Good(await AskNumber("deflection", _detectors.Theirs(detector), cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    public ValueTask Protect(string detector, bool on, CancellationToken cancellation) => Do("protect", _detectors.Theirs(detector), on ? "On" : "Off", true, cancellation);

    /// <inheritdoc/>
    public ValueTask Blank(bool on, CancellationToken cancellation) => Do("blank", "", on ? "true" : "false", true, cancellation);

    /// <inheritdoc/>
    public bool BlanksForJumps => Form("blank").Length > 0;

    /// <inheritdoc/>
    public ValueTask SetParameter(string parameter, double value, CancellationToken cancellation) => IsHighVoltage(parameter)
        ? Do("set_high_voltage", "", Text(value), true, cancellation)
        : Do("set_parameter", _parameters.Theirs(parameter), Text(value), true, cancellation);

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadParameter(string parameter, CancellationToken cancellation) => _link.Good(IsHighVoltage(parameter)
        ? await AskNumber("high_voltage", "", cancellation).ConfigureAwait(false)
        : await AskNumber("parameter", _parameters.Theirs(parameter), cancellation).ConfigureAwait(false));

    private ImmutableArray<string> ServerDetectors => [.. (_instrument?.Detectors ?? []).Select(d => _detectors.Theirs(d.Name))];

    private bool IsHighVoltage(string parameter) => LabNames.Same(parameter, "HighVoltage") && _parameters.Theirs(parameter) == parameter;

    private async ValueTask Do(string command, string name, string value, bool repeatSafe, CancellationToken cancellation, string done = Done)
    {
        if (await Ask(command, name, value, repeatSafe, cancellation).ConfigureAwait(false) is var answer && answer != done)
            throw _link.Unexpected(command, answer, done);
    }

    private async ValueTask<double> AskNumber(string command, string name, CancellationToken cancellation) =>
        Parse(command, await Ask(command, name, "", true, cancellation).ConfigureAwait(false), QtegraScan.Number);

    private async ValueTask<string> Ask(string command, string name, string value, bool repeatSafe, CancellationToken cancellation)
    {
        var form = Form(command, name);
        if (form.Length == 0)
            throw new DeviceRefusedException(_context.Device.Name, $"this installation has no command to {QtegraSchema.Commands.First(c => c.Key == command).What}");
        var request = form.Replace("{name}", name, StringComparison.Ordinal).Replace("{value}", value, StringComparison.Ordinal);
        var answer = (await _link.Ask(request, request + "\r", Answer, repeatSafe, cancellation).ConfigureAwait(false)).Trim();
        return answer.StartsWith(Failure, StringComparison.Ordinal) ? throw new DeviceRefusedException(_context.Device.Name, $"{request}: {answer}") : answer;
    }

    private string Form(string command, string name = "") => _context.Device.Text(command, (command, _isCsiro && QtegraSchema.CsiroParameters.Contains(name)) switch
    {
        ("set_parameter", true) => "Set{name} {value}",
        ("parameter", true) => "Get{name}",
        _ => QtegraSchema.Commands.First(c => c.Key == command).Default,
    });

    private T Parse<T>(string what, string answer, Func<string, T> read)
    {
        try
        {
            return read(answer);
        }
        catch (FormatException wrong)
        {
            throw new DeviceRefusedException(_context.Device.Name, $"{what}: {wrong.Message}");
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
