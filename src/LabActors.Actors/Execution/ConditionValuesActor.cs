using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lab;
using LabActors.Actors.Lines;
using LabActors.Core.Conditionals;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Execution;

/// <summary>
/// Asks devices once for the values that conditionals need, all at the same time; tells its run each <see cref="ValueIs"/> as it comes, then
/// <see cref="Asked"/>, and dies. What has not answered within the limit is unavailable: a silent device holds no measurement. Persists nothing.
/// </summary>
internal sealed class ConditionValuesActor : ReceiveActor, IWithTimers
{
    private const string Live = "live";
    private readonly Order _order;
    private readonly Dictionary<string, ConditionValue> _awaited = [];
    private ImmutableDictionary<string, double>? _reading;
    private bool _liveAwaited;

    public ConditionValuesActor(Order order)
    {
        _order = order;
        Receive<InstrumentProtocol.Done>(d => Answered(d.CommandId, Value(d.Value)));
        Receive<InstrumentProtocol.Refused>(r => Failed(r.CommandId, r.Reason));
        Receive<ExtractionLineProtocol.PressureIs>(p =>
            Answered(p.CommandId, p.Torr is { } torr ? MeasuredValue.Of(torr) : MeasuredValue.Unavailable(p.Reason)));
        Receive<EnvironmentProtocol.EnvironmentIs>(Sensors);
        Receive<InstrumentProtocol.IntensitiesAre>(i =>
        {
            (_reading, _liveAwaited) = (i.Intensities, false);
            EndIfDone();
        });
        Receive<LimitOver>(_ => End());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new ConditionValuesActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (_order.Reading)
        {
            _liveAwaited = true;
            _order.Services.Spectrometer.Tell(new InstrumentProtocol.ReadIntensities(Id(Live)));
        }

        foreach (var (value, index) in _order.Values.Select((v, i) => (v, i)))
            Ask(Id($"{index}"), value);
        if (_awaited.Values.Any(IsOfSensor))
            _order.Services.Environment.Tell(new EnvironmentProtocol.ReadEnvironment());
        Timers.StartSingleTimer(Live, new LimitOver(), _order.Limit);
        EndIfDone();
    }

    private string Id(string what) => $"{_order.Id}/{what}";

    private void Ask(string id, ConditionValue value)
    {
        _awaited[id] = value;
        switch (value)
        {
            case { Source: ValueSource.Gauge }:
                _order.Services.Line.Tell(new ExtractionLineProtocol.ReadPressure(id, value.Name, value.Second));
                break;
            case { Source: ValueSource.Detector }:
                _order.Services.Spectrometer.Tell(new InstrumentProtocol.GetDeflection(id, value.Name));
                break;
            case var _ when _order.Services.ExtractionDevices.TryGetValue(value.Name, out var device):
                device.Tell(new InstrumentProtocol.ReadStatus(id));
                break;
            case var _ when _order.Services.Cryostats.TryGetValue(value.Name, out var cryostat):
                cryostat.Tell(new InstrumentProtocol.ReadTemperature(id));
                break;
            case var _ when !IsOfSensor(value) || _order.Services.Environment.IsNobody():
                Failed(id, "is not at this node");
                break;
        }
    }

    private bool IsOfSensor(ConditionValue value) =>
        value.Source == ValueSource.Device && _order.Services.Lab.Environment.Any(s => s.Name == value.Name);

    // A laser or a furnace is what its thermometer says, or what it puts out where it has none.
    private static MeasuredValue Value(object? answer) => answer switch
    {
        double number => MeasuredValue.Of(number),
        ExtractionDeviceStatus status => MeasuredValue.Of(status.TemperatureCelsius ?? status.Output),
        _ => MeasuredValue.Unavailable("has no value"),
    };

    private void Sensors(EnvironmentProtocol.EnvironmentIs environment)
    {
        foreach (var (id, value) in _awaited.Where(a => IsOfSensor(a.Value)).ToArray())
        {
            var reading = environment.Readings.FirstOrDefault(r => r.Name == value.Name);
            Answered(id, reading?.Value is { } number && reading.Quality == "good" ? MeasuredValue.Of(number) : MeasuredValue.Unavailable(reading?.Quality ?? "was not read"));
        }
    }

    private void Failed(string id, string reason)
    {
        if (id == Id(Live))
        {
            _liveAwaited = false;
            EndIfDone();
        }

        Answered(id, MeasuredValue.Unavailable(reason));
    }

    private void Answered(string id, MeasuredValue answer)
    {
        if (!_awaited.Remove(id, out var value))
            return;
        Context.Parent.Tell(new ValueIs(_order.Round, value, answer));
        EndIfDone();
    }

    private void EndIfDone()
    {
        if (_awaited.Count == 0 && !_liveAwaited)
            End();
    }

    private void End()
    {
        Context.Parent.Tell(new Asked(_order.Round, _reading));
        Context.Stop(Self);
    }

    /// <summary>What to ask.</summary>
    /// <param name="Id">Unique: what requests are known by.</param>
    /// <param name="Round">Comes back with the answers.</param>
    /// <param name="Reading">Also take a reading of the spectrometer.</param>
    public sealed record Order(string Id, int Round, RunServices Services, ImmutableArray<ConditionValue> Values, bool Reading, TimeSpan Limit);

    /// <summary>To the run: one answer.</summary>
    public sealed record ValueIs(int Round, ConditionValue Value, MeasuredValue Answer);

    /// <summary>To the run: all have answered, or the limit is over.</summary>
    /// <param name="Reading">Intensities by detector, fA; null when none was asked for or none came.</param>
    public sealed record Asked(int Round, ImmutableDictionary<string, double>? Reading);

    private sealed record LimitOver;
}
