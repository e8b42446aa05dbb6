using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;

namespace LabActors.Actors.Lab;

/// <summary>
/// Makes the whole laboratory safe when its node stops: every extraction device off, every inlet closed. Begins all steps at once, reports each,
/// persists nothing, dies when all have answered or the time is over.
/// </summary>
public sealed class SafeLabActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Order _order;
    private ImmutableDictionary<string, string> _steps = ImmutableDictionary<string, string>.Empty;

    public SafeLabActor(Order order)
    {
        _order = order;
        Receive<InstrumentProtocol.Done>(d => Step(d.CommandId, $"{d.CommandId}: {d.Value ?? "off"}"));
        Receive<InstrumentProtocol.Refused>(r => Step(r.CommandId, $"{r.CommandId}: not done: {r.Reason}"));
        Receive<ExtractionLineProtocol.Actuated>(a => Step(a.CommandId, $"inlet {a.Valve} closed"));
        Receive<ExtractionLineProtocol.ActuationRefused>(r => Step(r.CommandId, $"inlet {r.Valve} not closed: {r.Reason}"));
        Receive<LimitOver>(_ => End());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private int Count => _order.ExtractionDevices.Length + _order.Inlets.Length;

    /// <summary>Makes safe once and tells the parent <see cref="Made"/>.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new SafeLabActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        foreach (var device in _order.ExtractionDevices)
            device.Tell(new InstrumentProtocol.MakeExtractionDeviceSafe(device.Path.Name));
        foreach (var inlet in _order.Inlets)
            _order.Line.Tell(new ExtractionLineProtocol.Actuate($"{Self.Path.Name}/{inlet}", inlet, "", false, "node", _order.Reason, Safety: true));
        Timers.StartSingleTimer("limit", new LimitOver(), Limit);
        if (Count == 0)
            End();
    }

    private void Step(string id, string words)
    {
        _steps = _steps.SetItem(id, words);
        if (_steps.Count == Count)
            End();
    }

    private void End()
    {
        var missing = Count - _steps.Count;
        ImmutableArray<string> steps = [.. _steps.Values, .. missing > 0 ? [$"{missing} steps did not answer within {Limit.TotalSeconds:0} s"] : Array.Empty<string>()];
        Context.Parent.Tell(new Made(steps, _order.Reason, _order.Asker));
        Context.Stop(Self);
    }

    /// <summary>What is to be made safe, why, and who asked.</summary>
    public sealed record Order(
        ImmutableArray<IActorRef> ExtractionDevices,
        IActorRef Line,
        ImmutableArray<string> Inlets,
        string Reason,
        IActorRef Asker);

    /// <summary>To the laboratory: what came of each step.</summary>
    public sealed record Made(ImmutableArray<string> Steps, string Reason, IActorRef Asker);

    private sealed record LimitOver;
}
