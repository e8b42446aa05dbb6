using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Lab;

/// <summary>
/// Makes the whole laboratory safe: every extraction device off, every inlet closed, and where that is asked the spectrometers as before. Begins all these
/// steps at once; then closes the laboratory's valves one after another, and opens those to the pumps once all of them are closed. Reports each step,
/// whether it worked or not; persists nothing; dies when all have answered or the time is over.
/// </summary>
public sealed class SafeLabActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Order _order;
    private readonly Dictionary<string, string> _open = [];
    private readonly List<SafeStateStep> _steps = [];
    private readonly Queue<string> _close;
    private bool _pumping;

    public SafeLabActor(Order order)
    {
        _order = order;
        _close = new(order.Close.Except(order.Inlets));
        Receive<InstrumentProtocol.Done>(d => Step(d.CommandId, true, d.Value as string ?? "done", d.Simulated));
        Receive<InstrumentProtocol.Refused>(r => Step(r.CommandId, false, r.Reason));
        Receive<ExtractionLineProtocol.Actuated>(a => Step(a.CommandId, true, a.Changed ? "done" : "was so already", a.Simulated));
        Receive<ExtractionLineProtocol.ActuationRefused>(r => Step(r.CommandId, false, r.Reason));
        Receive<LimitOver>(_ => GiveUpWaiting());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Makes safe once and tells the parent <see cref="Made"/>.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new SafeLabActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        foreach (var (name, device) in _order.ExtractionDevices)
            device.Tell(new InstrumentProtocol.MakeExtractionDeviceSafe(Begin($"device/{name}", $"{name} off")));
        foreach (var inlet in _order.Inlets)
            Move(inlet, open: false, $"inlet {inlet} closed");
        foreach (var (name, spectrometer) in _order.Spectrometers)
            spectrometer.Tell(new InstrumentProtocol.MakeSpectrometerSafe(Begin($"spectrometer/{name}", $"detectors of {name} as before")));
        Continue();
    }

    private string Begin(string step, string what)
    {
        var id = $"{_order.Id}/{step}";
        _open[id] = what;
        Timers.StartSingleTimer("limit", new LimitOver(), Limit);
        return id;
    }

    private void Move(string valve, bool open, string what) => _order.Line.Tell(new ExtractionLineProtocol.Actuate(
        Begin(valve, what), valve, "", open, "safe state", _order.Why, Safety: !open));

    private void Step(string id, bool done, string detail, bool simulated = false)
    {
        if (!_open.Remove(id, out var what))
            return;
        _steps.Add(new SafeStateStep(what, done, detail, simulated));
        Continue();
    }

    private void GiveUpWaiting()
    {
        _steps.AddRange(_open.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => new SafeStateStep(o.Value, false, $"no answer within {Limit.TotalSeconds:0} s")));
        _open.Clear();
        Continue();
    }

    private void Continue()
    {
        if (_open.Count > 0)
            return;
        if (_close.TryDequeue(out var valve))
        {
            Move(valve, open: false, $"valve {valve} closed");
        }
        else if (!_pumping && _order.PumpOut.Length > 0)
        {
            _pumping = true;
            PumpOut();
        }
        else
        {
            Context.Parent.Tell(new Made([.. _steps], _order.Why, _order.Asker));
            Context.Stop(Self);
        }
    }

    /// <summary>A pump is opened to nothing that did not close.</summary>
    private void PumpOut()
    {
        var open = _order.Close.Concat(_order.Inlets).Distinct()
            .Where(v => _steps.Any(s => !s.Done && (s.What == $"valve {v} closed" || s.What == $"inlet {v} closed")))
            .ToArray();
        foreach (var valve in _order.PumpOut)
        {
            if (open.Length == 0)
                Move(valve, open: true, $"valve {valve} open to its pump");
            else
                _steps.Add(new SafeStateStep($"valve {valve} open to its pump", false, $"{string.Join(", ", open)} did not close"));
        }

        Continue();
    }

    /// <summary>What is to be made safe, why, and who asked.</summary>
    /// <param name="Id">Unique to this pass for ever: the line answers a repeated command from its memory and does not act.</param>
    /// <param name="ExtractionDevices">By name.</param>
    /// <param name="Spectrometers">By instrument; those whose detectors are put back.</param>
    /// <param name="Close">Valves closed after that, in order.</param>
    /// <param name="PumpOut">Valves opened when all are closed.</param>
    public sealed record Order(
        string Id,
        ImmutableDictionary<string, IActorRef> ExtractionDevices,
        IActorRef Line,
        ImmutableArray<string> Inlets,
        ImmutableDictionary<string, IActorRef> Spectrometers,
        ImmutableArray<string> Close,
        ImmutableArray<string> PumpOut,
        string Why,
        IActorRef Asker);

    /// <summary>To the parent: what came of each step.</summary>
    public sealed record Made(ImmutableArray<SafeStateStep> Steps, string Why, IActorRef Asker);

    private sealed record LimitOver;
}
