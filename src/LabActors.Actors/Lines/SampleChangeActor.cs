using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Labs;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Actors.Lines.SampleChangeProtocol;

namespace LabActors.Actors.Lines;

/// <summary>
/// Changes samples: unlocks, closes one valve after another, waits a second, opens, locks; each only when what came before it was seen to be done. What fails ends the step there: nothing is opened while something
/// that was to be closed is not. Owns the step that is under way; receives <see cref="SampleChangeProtocol"/> and the line's answers; persists nothing, since the line journals every move. Dies with its laboratory.
/// </summary>
public sealed class SampleChangeActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan BeforeOpening = TimeSpan.FromSeconds(1);
    private readonly ImmutableArray<SampleChangeDefinition> _changes;
    private readonly IActorRef _line;
    private readonly List<string> _done = [];
    private ImmutableQueue<Step> _left = [];
    private Change? _change;
    private IActorRef _asker = ActorRefs.Nobody;

    public SampleChangeActor(ImmutableArray<SampleChangeDefinition> changes, IActorRef line)
    {
        (_changes, _line) = (changes, line);
        Receive<Change>(OnChange);
        Receive<Actuated>(a => Next($"{a.Valve} is {(a.Open ? "open" : "closed")}"), a => IsAwaited(a.CommandId));
        Receive<ActuationRefused>(r => End($"{r.Valve} did not {_left.Peek().Verb}: {r.Reason}"), r => IsAwaited(r.CommandId));
        Receive<ValveIs>(OnLocked, v => IsAwaited(v.CommandId));
        Receive<Waited>(_ => Tell(), _ => _change is not null);
        ReceiveAny(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string Awaited => $"{_change?.CommandId}/{_left.Peek().Verb}/{_left.Peek().Valve}";

    /// <summary>The steps of a laboratory, on its line.</summary>
    public static Props Props(ImmutableArray<SampleChangeDefinition> changes, IActorRef line) => Akka.Actor.Props.Create(() => new SampleChangeActor(changes, line));

    private bool IsAwaited(string id) => _change is not null && !_left.IsEmpty && id == Awaited;

    private void OnChange(Change change)
    {
        if (_change is { } other)
        {
            Sender.Tell(new Ended(change.CommandId, false, [$"'{other.Step}' is under way, begun by {other.By}"]));
            return;
        }

        if (_changes.FirstOrDefault(c => LabNames.Same(c.Name, change.Step)) is not { } definition)
        {
            var known = _changes.IsEmpty ? "lab.yaml has no sample_changer" : $"{string.Join(", ", _changes.Select(c => c.Name))} was expected";
            Sender.Tell(new Ended(change.CommandId, false, [$"found '{change.Step}'; {known}"]));
            return;
        }

        (_change, _asker) = (change, Sender);
        _done.Clear();
        _left =
        [
            .. definition.Unlock.Select(v => new Step("unlock", v)),
            .. definition.Close.Select(v => new Step("close", v)),
            .. definition.Open.Select((v, i) => new Step("open", v, i == 0 ? BeforeOpening : TimeSpan.Zero)),
            .. definition.Lock.Select(v => new Step("lock", v)),
        ];
        Begin();
    }

    private void Begin()
    {
        if (_left.IsEmpty)
            End("");
        else if (_left.Peek().After > TimeSpan.Zero)
            Timers.StartSingleTimer("wait", new Waited(), _left.Peek().After);
        else
            Tell();
    }

    private void Tell()
    {
        var (step, change) = (_left.Peek(), _change!);
        var why = $"sample changer, {change.Step}{(change.Why.Length > 0 ? $": {change.Why}" : "")}";
        _line.Tell(step.Verb is "open" or "close"
            ? new Actuate(Awaited, step.Valve, "", step.Verb == "open", change.By, why)
            : new SetLock(Awaited, step.Valve, "", step.Verb == "lock", change.By, why));
    }

    private void OnLocked(ValveIs valve)
    {
        if (valve.State is null || valve.Locked != (_left.Peek().Verb == "lock"))
            End($"{valve.Valve} could not be {_left.Peek().Verb}ed");
        else
            Next($"{valve.Valve} is {(valve.Locked ? "locked" : "not locked")}");
    }

    private void Next(string done)
    {
        _done.Add(done);
        _left = _left.Dequeue();
        Begin();
    }

    private void End(string failure)
    {
        string[] left = failure.Length == 0 ? [] : [failure, .. _left.Dequeue() is { IsEmpty: false } rest ? (string[])[$"not done: {string.Join(", ", rest.Select(s => $"{s.Verb} {s.Valve}"))}"] : []];
        _asker.Tell(new Ended(_change!.CommandId, failure.Length == 0, [.. _done, .. left]));
        _change = null;
    }

    private sealed record Step(string Verb, string Valve, TimeSpan After = default);

    private sealed record Waited;
}
