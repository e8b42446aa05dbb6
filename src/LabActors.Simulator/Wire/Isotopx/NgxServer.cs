using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Isotopx;

/// <summary>
/// An Isotopx NGX behind its server: a banner, a login, commands that are answered with an error number or a value, and events that come when they come, between a command and its
/// reply too.
/// </summary>
public sealed class NgxServer : WireInstrument
{
    internal const string Done = "E00";
    internal const string Range = "E03";
    internal const string Mnemonic = "E04";

    private const string Banner = "Isotopx NGX server";
    private const string Unknown = "E01";
    private const string Wrong = "E02";
    private const string Missing = "E05";
    private const string Busy = "E41";
    private const string Denied = "E42";
    private const string LineEnd = "\r\n";

    private readonly InstrumentDefinition _instrument;
    private readonly SimulatedSpectrometer _spectrometer;
    private readonly ImmutableArray<string> _detectors;
    private readonly string _user;
    private readonly string _password;
    private readonly Action _losePower;
    private readonly WireValves _valves;
    private readonly SectorField _field;
    private readonly NgxSource _source;
    private readonly WireLines _lines = new((byte)'\r', (byte)'\n');
    private TimeSpan _period = TimeSpan.FromSeconds(1);
    private NgxAcquisition? _acquisition;
    private DateTimeOffset? _unblank;
    private bool _loggedIn;
    private bool _buffered;

    /// <summary>A server.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="instrument">The spectrometer's definition.</param>
    /// <param name="spectrometer">The spectrometer.</param>
    /// <param name="line">What its valves are in.</param>
    /// <param name="valves">By their addresses.</param>
    /// <param name="keys">Keys of source parameters, by the laboratory's names, where it gives them.</param>
    /// <param name="detectors">Names of the detectors in the instrument's order.</param>
    /// <param name="user">Who may log in; empty when anybody may.</param>
    /// <param name="password">With which password.</param>
    /// <param name="losePower">What happens to the spectrometer when its power fails.</param>
    public NgxServer(
        string device,
        InstrumentDefinition instrument,
        SimulatedSpectrometer spectrometer,
        SimulatedLine line,
        ImmutableArray<WireValve> valves,
        ImmutableDictionary<string, string> keys,
        ImmutableArray<string> detectors,
        string user,
        string password,
        Action losePower)
        : base(
            device, WireFaultKind.StuckValve, WireFaultKind.SlowValve, WireFaultKind.Busy, WireFaultKind.Refused, WireFaultKind.Frozen, WireFaultKind.NoData, WireFaultKind.OutOfRange,
            WireFaultKind.StrayEvent, WireFaultKind.MissingValue, WireFaultKind.MissingEnd, WireFaultKind.Acknowledged)
    {
        (_instrument, _spectrometer, _user, _password, _losePower) = (instrument, spectrometer, user, password, losePower);
        _detectors = detectors;
        _loggedIn = user.Length == 0;
        _valves = new WireValves(line, valves, TimeSpan.Zero, Active);
        _field = new SectorField(instrument);
        _source = new NgxSource(instrument, spectrometer, keys);
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextEvent => new[] { _acquisition?.Next, _unblank, _valves.NextEvent }.Min();

    /// <inheritdoc/>
    public override void Connect(DateTimeOffset now, IWireAnswers answers)
    {
        _lines.Clear();
        _loggedIn = _user.Length == 0;
        answers.Send(Bytes(Banner + LineEnd));
    }

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var command in _lines.Take(bytes))
        {
            Elapse(now, answers);
            if (Active.Use(WireFaultKind.StrayEvent) is { } stray)
                answers.Send(Bytes((stray.Text.Length > 0 ? stray.Text : "#EVENT:STATUS,OK#") + LineEnd));
            answers.Send(Bytes(Answer(command.Trim(), now, answers) + LineEnd));
        }
    }

    /// <inheritdoc/>
    public override void Elapse(DateTimeOffset now, IWireAnswers answers)
    {
        _valves.Elapse(now);
        if (_unblank <= now)
        {
            _unblank = null;
            _spectrometer.Blank(false);
        }

        while (_acquisition is { } acquisition && acquisition.Next <= now)
        {
            foreach (var said in acquisition.End(now))
                answers.Send(Bytes(said + LineEnd));
            if (acquisition.IsOver)
                _acquisition = null;
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _losePower();
        _valves.LosePower(now);
        _lines.Clear();
        _source.Clear();
        (_loggedIn, _buffered, _acquisition, _unblank, _period) = (_user.Length == 0, false, null, null, TimeSpan.FromSeconds(1));
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(
    [
        .. _valves.Truth(now).Where(t => t.Key.StartsWith("valve", StringComparison.Ordinal)),
        ("dac", Number(_spectrometer.ReadMagnet())),
        ("mass", Number(_field.Mass(_spectrometer.ReadMagnet()))),
        ("acquiring", Word(_acquisition is not null)),
        ("buffered", Word(_buffered)),
        ("blanked", Word(_unblank is not null)),
        ("logged in", Word(_loggedIn)),
        .. _instrument.Source.Select(s => ($"source {s.Name}", Number(_spectrometer.ReadParameter(s.Name)))),
    ]);

    private string Answer(string command, DateTimeOffset now, IWireAnswers answers)
    {
        var blank = command.IndexOf(' ', StringComparison.Ordinal);
        var word = (blank < 0 ? command : command[..blank]).ToUpperInvariant();
        string[] arguments = blank < 0 ? [] : [.. command[(blank + 1)..].Split(',').Select(a => a.Trim())];
        if (word == "LOGIN")
        {
            _loggedIn = _user.Length == 0 || arguments is [var user, var password] && user == _user && password == _password;
            return _loggedIn ? Done : Denied;
        }

        if (!_loggedIn)
            return Denied;
        if (Active.Use(WireFaultKind.Busy, word) is not null)
            return Busy;
        if (Active.Use(WireFaultKind.Refused, word) is { } refused)
            return refused.Text.Length > 0 ? refused.Text : "E99";
        return word switch
        {
            "GETMASS" => Number(_field.Mass(_spectrometer.ReadMagnet())),
            "STOPACQ" => Stop(),
            "SETMASS" or "SETACQPERIOD" or "STARTACQ" or "SAB" or "OPENVALVE" or "CLOSEVALVE" or "GETVALVESTATUS" or "GETSOURCEOUTPUT" or "GSO" or "SETSOURCEOUTPUT" or "SSO"
                when arguments.Length == 0 || arguments[0].Length == 0 => Missing,
            "SETMASS" => SetMass(arguments, now),
            "SETACQPERIOD" => Parse(arguments[0]) is { } ms and > 0 ? Period(TimeSpan.FromMilliseconds(ms)) : Wrong,
            "STARTACQ" => Start(arguments, now),
            "SAB" => arguments[0] is "0" or "1" ? Buffer(arguments[0] == "1") : Wrong,
            "OPENVALVE" => Move(arguments[0], true, now),
            "CLOSEVALVE" => Move(arguments[0], false, now),
            "GETVALVESTATUS" => Status(arguments[0], now, answers),
            "GETSOURCEOUTPUT" or "GSO" => Source(arguments[0]),
            "SETSOURCEOUTPUT" or "SSO" => arguments.Length < 2 ? Missing : Parse(arguments[1]) is { } value ? _source.Set(arguments[0], value) : Wrong,
            _ => Unknown,
        };
    }

    private string SetMass(string[] arguments, DateTimeOffset now)
    {
        if (Parse(arguments[0]) is not { } mass || mass <= 0)
            return Wrong;
        var dac = _field.Dac(mass);
        if (!(dac >= _instrument.Magnet.MinDac && dac <= _instrument.Magnet.MaxDac))
            return Range;
        if (arguments.Length > 2 && string.Equals(arguments[2], "deflect", StringComparison.OrdinalIgnoreCase) && Parse(arguments[1]) is { } delay)
        {
            _unblank = now + TimeSpan.FromMilliseconds(delay);
            _spectrometer.Blank(true);
        }

        _spectrometer.PositionMagnet(dac);
        return Done;
    }

    private string Period(TimeSpan period)
    {
        _period = period;
        return Done;
    }

    private string Start(string[] arguments, DateTimeOffset now)
    {
        if (!int.TryParse(arguments[0], out var count) || count < 1)
            return Wrong;
        _spectrometer.SetIntegrationTime(_period.TotalSeconds);
        _acquisition = new NgxAcquisition(
            _detectors, arguments.Length > 1 ? arguments[1] : "", count, _period, now, () => _spectrometer.ReadIntensities().Detectors, Active);
        return Done;
    }

    private string Stop()
    {
        _acquisition = null;
        return Done;
    }

    private string Buffer(bool on)
    {
        _buffered = on;
        return Done;
    }

    private string Move(string address, bool open, DateTimeOffset now)
    {
        if (_valves.Find(address) is null)
            return Wrong;
        _valves.Switch(address, open, now);
        return Done;
    }

    private string Status(string address, DateTimeOffset now, IWireAnswers answers)
    {
        if (_valves.Find(address) is null)
            return Wrong;
        if (Active.Use(WireFaultKind.Acknowledged) is not null)
            answers.Send(Bytes(Done + LineEnd));
        return _valves.Shown(address, now) ? "OPEN" : "CLOSED";
    }

    private string Source(string key)
    {
        if (_source.Get(key) is not { } set)
            return Mnemonic;
        var readback = Active.Use(WireFaultKind.OutOfRange, key) is { Value: { } odd } ? odd : set;
        return $"{Number(set)},{Number(readback)}";
    }
}
