using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Journal.Events;
using LabActors.Devices.Ports;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Records how an extraction device responds (<c>start_response_recorder</c>): reads it at a period and tells its run each sample, which is journaled
/// like any reading. Lives beside the script until it is stopped; after <see cref="Capacity"/> samples it says so and stops by itself. Persists nothing.
/// </summary>
public sealed class ResponseRecorderActor : ReceiveActor, IWithTimers
{
    /// <summary>How the run calls it.</summary>
    public const string Name = "response";

    /// <summary>Samples of one recording: eleven hours at the customary period.</summary>
    public const int Capacity = 20_000;

    private readonly IActorRef _device;
    private readonly TimeSpan _period;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private int _asked;

    public ResponseRecorderActor(IActorRef device, TimeSpan period)
    {
        (_device, _period) = (device, period);
        Receive<Due>(_ => Ask());
        Receive<InstrumentProtocol.Done>(
            d => Sampled((ExtractionDeviceStatus)d.Value!, d.Simulated), d => d.CommandId == Id);
        Receive<InstrumentProtocol.Refused>(
            r => Sample(null, "", null, r.Unavailable ? "missing" : "fault", false), r => r.CommandId == Id);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string Id => $"{Self.Path.Name}/{_asked}";

    /// <summary>Records until it is stopped.</summary>
    public static Props Props(IActorRef device, TimeSpan period) => Akka.Actor.Props.Create(() => new ResponseRecorderActor(device, period));

    /// <inheritdoc/>
    protected override void PreStart() => Timers.StartPeriodicTimer("sample", new Due(), TimeSpan.Zero, _period);

    private void Ask()
    {
        if (++_asked > Capacity)
        {
            Context.Parent.Tell(new Facts([new RunEvents.RunNoted(_time.GetUtcNow(), "warning", $"the response recording ended by itself after {Capacity} samples")]));
            Context.Stop(Self);
            return;
        }

        _device.Tell(new InstrumentProtocol.ReadStatus(Id));
    }

    private void Sampled(ExtractionDeviceStatus status, bool simulated) => Sample(status.Output, status.Units, status.TemperatureCelsius, "good", simulated);

    private void Sample(double? output, string units, double? celsius, string quality, bool simulated) =>
        Context.Parent.Tell(new Facts([new ExtractionEvents.ResponseSampled(_time.GetUtcNow(), output, units, celsius, quality, simulated)]));

    private sealed record Due;
}
