using System.Collections.Immutable;
using System.Text;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Thermo;

/// <summary>
/// Thermo Qtegra's remote control server before an Argus or Helix. A datagram or connection holds one command; answers have no terminator. Bad arguments, and asking for data before the
/// first scan, are an exception in it: nothing comes back, and over TCP nothing ever again until it is started anew.
/// </summary>
public sealed partial class QtegraServer : WireInstrument
{
    private const string Invalid = "Error: Invalid Command";
    private const string Done = "OK";
    private const string Tuning = "Default";
    private const string Cup = "Argon";
    private const double BlankingYSymmetry = -50;
    private const double AmperePerFa = 1e-15;

    private readonly InstrumentDefinition _instrument;
    private readonly SimulatedSpectrometer _spectrometer;
    private readonly QtegraScript _script;
    private readonly Action _losePower;
    private readonly WireValves _valves;
    private readonly QtegraParameters _parameters;
    private readonly SectorField _field;
    private readonly QtegraMagnet _magnet;
    private readonly ScanClock _scans;
    private readonly HashSet<string> _inactive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _gains = new(StringComparer.Ordinal);
    private double? _unblanked;
    private bool _blanked;
    private bool _dead;
    private string? _frozen;
    private double _integration;
    private bool _begun;

    /// <summary>A server.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="instrument">The spectrometer's definition.</param>
    /// <param name="spectrometer">The spectrometer.</param>
    /// <param name="line">What its valves are in.</param>
    /// <param name="valves">Valves by the names of their parameters.</param>
    /// <param name="gauge">A pressure by the name of its parameter; null when there is none such.</param>
    /// <param name="script">How the installation has edited it.</param>
    /// <param name="losePower">What happens to the spectrometer when its power fails.</param>
    public QtegraServer(
        string device,
        InstrumentDefinition instrument,
        SimulatedSpectrometer spectrometer,
        SimulatedLine line,
        ImmutableArray<WireValve> valves,
        Func<string, double?> gauge,
        QtegraScript script,
        Action losePower)
        : base(
            device, WireFaultKind.StuckValve, WireFaultKind.SlowValve, WireFaultKind.Frozen, WireFaultKind.NoData, WireFaultKind.DecimalComma, WireFaultKind.OutOfRange, WireFaultKind.Refused)
    {
        (_instrument, _spectrometer, _script, _losePower) = (instrument, spectrometer, script, losePower);
        _valves = new WireValves(line, valves, TimeSpan.Zero, Active);
        _parameters = new QtegraParameters(instrument, spectrometer, _valves, gauge, script.Names, Active);
        _field = new SectorField(instrument);
        _scans = new ScanClock(() => spectrometer.ReadIntensities().Detectors);
        _magnet = new QtegraMagnet((dac, at) =>
        {
            _scans.Count(at);
            spectrometer.PositionMagnet(dac);
        });
        (_integration, _blanked) = (spectrometer.IntegrationTime, spectrometer.IsBlanked);
        _unblanked = _blanked ? _parameters.Source("Y-Symmetry Set")?.Value : null;
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextEvent => _magnet.NextStep is { } step && (_valves.NextEvent is not { } valve || step < valve) ? step : _valves.NextEvent;

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        Elapse(now, answers);
        if (_dead)
            return;
        var text = Encoding.Latin1.GetString(bytes).Trim();
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        var (word, rest) = blank < 0 ? (text, "") : (text[..blank], text[(blank + 1)..].Trim());
        var answer = Active.Use(WireFaultKind.Refused, word) is { } refused ? refused.Text.Length > 0 ? refused.Text : Invalid
            : _script.Commands.Commands.TryGetValue(word, out var command) ? Answer(command, rest, now)
            : Invalid;
        if (answer is null)
        {
            _dead = _script.EndsConnection;
            return;
        }

        answers.Send(Bytes(answer));
        if (_script.EndsConnection)
            answers.End();
    }

    /// <inheritdoc/>
    public override void Elapse(DateTimeOffset now, IWireAnswers answers)
    {
        if (!_begun)
            Begin(now);
        _magnet.Elapse(now);
        _valves.Elapse(now);
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _magnet.Stop();
        _losePower();
        _valves.LosePower(now);
        _inactive.Clear();
        _gains.Clear();
        (_blanked, _unblanked, _dead, _frozen) = (false, null, false, null);
        _integration = _instrument.DefaultIntegrationTime;
        Begin(now);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(
    [
        .. _parameters.Truth(now),
        ("dac", Number(_spectrometer.ReadMagnet())),
        ("moving", Word(_magnet.NextStep is not null)),
        ("blanked", Word(_blanked)),
        ("integration", Number(_integration)),
        .. _instrument.Detectors.Select(d => ($"deflection {d.Name}", Number(_parameters.Deflection(d)))),
        .. _instrument.Detectors.Select(d => ($"protected {d.Name}", Word(_spectrometer.IsProtected(d.Name)))),
        .. _instrument.Source.Select(s => ($"source {s.Name}", Number(_spectrometer.ReadParameter(s.Name)))),
    ]);

    private void Begin(DateTimeOffset now)
    {
        _begun = true;
        _scans.Begin(now, TimeSpan.FromSeconds(_integration));
    }

    // Null is an exception in the server.
    private string? Answer(QtegraCommand command, string rest, DateTimeOffset now)
    {
        var arguments = rest.Split(',').Select(a => a.Trim()).ToArray();
        switch (command.Operation)
        {
            case QtegraOperation.TuningList:
                return Tuning;
            case QtegraOperation.Tune:
                return rest.Length == 0 ? null : rest == Tuning ? Done : $"Error: could not set tuning settings {rest}";
            case QtegraOperation.Data:
                return Data(now);
            case QtegraOperation.SetIntegration:
                return Parse(rest) is { } seconds ? Integrate(seconds, now) : null;
            case QtegraOperation.Integration:
                return Said(_integration);
            case QtegraOperation.Blank:
                return rest is "true" or "false" ? Blank(rest == "true", now) : null;
            case QtegraOperation.Cups or QtegraOperation.ActiveCup:
                return Cup;
            case QtegraOperation.SubCups:
                return rest == Cup ? Tuning : null;
            case QtegraOperation.ActiveSubCup:
                return Tuning;
            case QtegraOperation.SubCupParameters:
                return string.Join(';', _instrument.Detectors.Select(d => $"Deflection {Theirs(d.Name)} Set,{Said(_parameters.Deflection(d))}"));
            case QtegraOperation.ActivateCup:
                return rest.Split(' ', ':') is [Cup, Tuning] ? Done : $"Error: could not set cup configuration to {rest}";
            case QtegraOperation.ActivateCounter or QtegraOperation.DeactivateCounter:
                return Counter(rest, command.Operation == QtegraOperation.ActivateCounter, now);
            case QtegraOperation.Open or QtegraOperation.Close:
                return rest.Length == 0 ? null : Move(rest, command.Operation == QtegraOperation.Open, now);
            case QtegraOperation.IsOpen:
                return rest.Length == 0 ? null : _parameters.Get(rest, now) is { } state ? state != 0 ? _script.Open : _script.Closed : "Error";
            case QtegraOperation.Moving:
                return _magnet.NextStep is not null ? "True" : "False";
            case QtegraOperation.SetDac:
                return Parse(rest) is { } dac ? Place(dac, now) : null;
            case QtegraOperation.SetMass:
                return Parse(arguments[0]) is { } mass ? PlaceMass(mass, now) : null;
            case QtegraOperation.Mass:
                return Said(_field.Mass(_spectrometer.ReadMagnet()));
            case QtegraOperation.Protect:
                return arguments.Length == 2 && Detector(arguments[0]) is { } guarded ? Protect(guarded, arguments[1] == "On", now) : null;
            case QtegraOperation.Deflection:
                return Detector(rest) is { } deflected ? Said(_parameters.Deflection(deflected)) : null;
            case QtegraOperation.Deflections:
                return arguments.All(a => Detector(a) is not null) ? string.Join(',', arguments.Select(a => Said(_parameters.Deflection(Detector(a)!)))) : null;
            case QtegraOperation.Gain:
                return Detector(rest) is { } amplified ? Said(_gains.GetValueOrDefault(amplified.Name, 1)) : null;
            case QtegraOperation.SetGain:
                return arguments.Length == 2 && Detector(arguments[0]) is { } amplifier && Parse(arguments[1]) is { } gain ? SetGain(amplifier, gain) : null;
            case QtegraOperation.SetDeflection:
                return arguments.Length == 2 && Detector(arguments[0]) is { } detector && Parse(arguments[1]) is { } deflection
                    ? Set($"Deflection {Theirs(detector.Name)} Set", deflection, now)
                    : null;
            case QtegraOperation.Parameter:
                return Get(command.Parameter.Length > 0 ? command.Parameter : rest, command.Factor, now);
            case QtegraOperation.SetParameter when command.Parameter.Length > 0:
                return Parse(rest) is { } value ? Set(command.Parameter, value * command.Factor, now) : null;
            case QtegraOperation.SetParameter:
                return arguments.Length == 2 && Parse(arguments[1]) is { } set ? Set(arguments[0], set, now) : null;

            // Only what stands before the first blank is looked at.
            case QtegraOperation.Parameters:
                return rest.Length == 0 ? null : string.Join(',', rest.Split(' ')[0].Split(',').Select(n => Get(n, 1, now)));
            default:
                return Invalid;
        }
    }
}
