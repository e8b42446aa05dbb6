using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Time;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lab.EnvironmentProtocol;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Lab;

/// <summary>
/// The sensors of a laboratory's surroundings: temperature, humidity, compressed air. Reads all of them at once when asked, each from its device; persists nothing (who
/// asks records). A sensor that gives nothing is told without a value and with its quality. Dies with its laboratory.
/// </summary>
public sealed class EnvironmentActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ImmutableArray<SensorDefinition> _sensors;
    private readonly ImmutableDictionary<string, IActorRef> _devices;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private DeviceCalls _calls = null!;

    public EnvironmentActor(ImmutableArray<SensorDefinition> sensors, ImmutableDictionary<string, IActorRef> devices)
    {
        (_sensors, _devices) = (sensors, devices);
        Receive<ReadEnvironment>(_ => OnRead());
        Receive<DeviceProtocol.Completed>(c => _calls.Answer(c));
        Receive<DeviceProtocol.Failed>(f => _calls.Answer(f));
        Receive<DeviceCalls.Unanswered>(u => _calls.Answer(u));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Sensors and the device actors that read them, by device name.</summary>
    public static Props Props(ImmutableArray<SensorDefinition> sensors, ImmutableDictionary<string, IActorRef> devices) =>
        Akka.Actor.Props.Create(() => new EnvironmentActor(sensors, devices));

    /// <inheritdoc/>
    protected override void PreStart() => _calls = new DeviceCalls(Self, Timers, Patience);

    private void OnRead()
    {
        var asker = Sender;
        var readings = new SensorReading?[_sensors.Length];
        for (var i = 0; i < _sensors.Length; i++)
        {
            var (sensor, slot) = (_sensors[i], i);
            _calls.Send(
                _devices[sensor.Device],
                key => new DeviceProtocol.Transaction<IEnvironmentPort>(
                    key, $"read {sensor.Name}", async (port, ct) => await port.Read(sensor.Name, ct).ConfigureAwait(false)),
                value => Add(slot, (Reading<double>)value!),
                failed => Add(slot, new Reading<double>(0, failed.Failure == DeviceFailure.Definite ? Quality.Fault : Quality.Missing, _clock.Now)));
        }

        void Add(int slot, Reading<double> reading)
        {
            var sensor = _sensors[slot];
            readings[slot] = new SensorReading(
                sensor.Name,
                sensor.Kind.ToString().ToLowerInvariant(),
                sensor.Device,
                sensor.Title,
                reading.Quality is Quality.Good or Quality.Stale ? reading.Value : null,
                sensor.Units,
                reading.Quality.ToString().ToLowerInvariant(),
                reading.Instant,
                reading.Simulated);
            if (readings.All(r => r is not null))
                asker.Tell(new EnvironmentIs([.. readings.Select(r => r!)]));
        }
    }
}
