using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Leases;
using LabActors.Actors.Lines;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// Makes a run's part of the laboratory safe: extraction device off (first, at once), inlets closed, detectors as before, named resources cleared.
/// All steps are begun together and each is reported, whether it worked or not; none waits for another, none is left out because another failed. A child of the
/// queue, which starts it once a run; persists nothing; dies when every step has answered or the time is over.
/// </summary>
public sealed class SafeStateActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Order _order;
    private readonly ImmutableDictionary<string, string> _steps;
    private ImmutableDictionary<string, SafeStateStep> _done = ImmutableDictionary<string, SafeStateStep>.Empty;

    public SafeStateActor(Order order)
    {
        _order = order;
        var steps = ImmutableDictionary.CreateBuilder<string, string>();
        if (!order.ExtractionDevice.IsNobody())
            steps.Add($"{order.Id}/device", "extraction device off");
        foreach (var inlet in order.Inlets)
            steps.Add($"{order.Id}/{inlet}", $"inlet {inlet} closed");
        if (!order.Spectrometer.IsNobody())
            steps.Add($"{order.Id}/spectrometer", "detectors as before");
        _steps = steps.ToImmutable();

        Receive<InstrumentProtocol.Done>(d => StepDone(d.CommandId, true, d.Value as string ?? "done", d.Simulated));
        Receive<InstrumentProtocol.Refused>(r => StepDone(r.CommandId, false, r.Reason));
        Receive<ExtractionLineProtocol.Actuated>(a => StepDone(a.CommandId, true, a.Changed ? "closed" : "was closed", a.Simulated));
        Receive<ExtractionLineProtocol.ActuationRefused>(r => StepDone(r.CommandId, false, r.Reason));
        Receive<LimitOver>(_ => End());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Makes safe once and tells the parent <see cref="Made"/>.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new SafeStateActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (!_order.ExtractionDevice.IsNobody())
            _order.ExtractionDevice.Tell(new InstrumentProtocol.MakeExtractionDeviceSafe($"{_order.Id}/device"));
        foreach (var inlet in _order.Inlets)
            _order.Line.Tell(new ExtractionLineProtocol.Actuate($"{_order.Id}/{inlet}", inlet, "", false, _order.Holder.Description, _order.Why, Safety: true));
        if (!_order.Spectrometer.IsNobody())
            _order.Spectrometer.Tell(new InstrumentProtocol.MakeSpectrometerSafe($"{_order.Id}/spectrometer"));
        _order.Leases.Tell(new LeaseProtocol.ClearResources(_order.Holder, _order.Why));
        Timers.StartSingleTimer("limit", new LimitOver(), Limit);
        if (_steps.IsEmpty)
            End();
    }

    private void StepDone(string id, bool done, string detail, bool simulated = false)
    {
        if (!_steps.TryGetValue(id, out var what))
            return;
        _done = _done.SetItem(id, new SafeStateStep(what, done, detail, simulated));
        if (_done.Count == _steps.Count)
            End();
    }

    private void End()
    {
        ImmutableArray<SafeStateStep> steps =
        [
            .. _steps.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => _done.GetValueOrDefault(
                s.Key, new SafeStateStep(s.Value, false, $"no answer within {Limit.TotalSeconds:0} s"))),
        ];
        Context.Parent.Tell(new Made(_order.RunUuid, steps));
        Context.Stop(Self);
    }

    /// <summary>What is to be made safe.</summary>
    public sealed record Order(
        string RunUuid,
        string Id,
        LeaseHolder Holder,
        ImmutableArray<string> Inlets,
        IActorRef Line,
        IActorRef ExtractionDevice,
        IActorRef Spectrometer,
        IActorRef Leases,
        string Why);

    /// <summary>To the queue: what came of each step.</summary>
    public sealed record Made(string RunUuid, ImmutableArray<SafeStateStep> Steps);

    private sealed record LimitOver;
}
