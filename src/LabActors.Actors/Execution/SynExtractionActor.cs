using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Leases;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;
using ScriptContext = LabActors.Core.Scripts.ScriptContext;

namespace LabActors.Actors.Execution;

/// <summary>
/// Measures while the gas is extracted. Waits for the spectrometer behind whoever has it, and for its pumping; then runs its script, one block, again and again
/// while another whole block is reckoned to fit before the extraction ends. Owns the script's process and the children of its commands; the run journals for it
/// (intent, then outcome; readings before they are used). Whatever goes wrong ends it and nothing else. The run stops it when the extraction is over, and gives
/// its lease back.
/// </summary>
internal sealed class SynExtractionActor : ReceiveActor, IWithTimers
{
    // What a block may take longer than it was reckoned to before it counts as hanging: half as much again, and some seconds.
    private const double Patience = 1.5;
    private const double Grace = 10;

    // Between the end of the last block and that of the extraction, s.
    private const double Margin = 1;
    private readonly Order _order;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private readonly Dictionary<CommandProtocol.CommandKey, IActorRef> _commands = [];
    private readonly Dictionary<long, Action> _recording = [];
    private RunProgress _run = RunProgress.Empty;
    private IActorRef _script = ActorRefs.Nobody;
    private int _blocks;
    private int _started;
    private long _records;

    public SynExtractionActor(Order order)
    {
        _order = order;
        Receive<LeaseProtocol.Granted>(Granted);
        Receive<LeaseProtocol.Waiting>(_ => { });
        Receive<LeaseProtocol.AcquireRefused>(r => End($"the lease was refused: {r.Reason}", failed: true));
        Receive<Pumped>(_ => Begin());
        Receive<TooLong>(_ => End($"block {_started} took longer than {(_order.BlockSeconds * Patience) + Grace:0.#} s", failed: true));
        Receive<SynProtocol.Recorded>(r =>
        {
            if (_recording.Remove(r.Id, out var then))
                then();
        });

        Receive<ScriptProtocol.ScriptStarted>(HostStarted);
        Receive<ScriptProtocol.CommandRequested>(Requested);
        Receive<ScriptProtocol.Printed>(p => Record([new RunNoted(_time.GetUtcNow(), "info", string.Join('\n', p.Lines))]));
        Receive<ScriptProtocol.CallBackResult>(r => _commands.MaxBy(c => c.Key.Seq).Value?.Tell(r));
        Receive<ScriptProtocol.ScriptEnded>(HostEnded);
        Receive<CommandProtocol.Facts>(f => Happened(f.Events));
        Receive<CommandProtocol.Finished>(f =>
        {
            Happened(f.Facts);
            if (_commands.Remove(f.Command))
                Answer(f.Command, f.Result, f.Simulated);
        });
        Receive<CommandProtocol.GaveUp>(g =>
        {
            Happened(g.Facts);
            if (_commands.Remove(g.Command))
                Refuse(g.Command, g.Reason);
        });
        Receive<WaitForActor.CallScriptBack>(c => _script.Tell(c.Call));
        Receive<CollectorProtocol.ReadingRead>(r =>
        {
            _run = _run.Apply(new ReadingTaken(r.At, r.Series, r.Count, r.Intensities, r.Quality, r.Simulated));
            Context.Parent.Forward(r);
        });
        Receive<Terminated>(Died);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Measures while a run's gas is extracted.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new SynExtractionActor(order));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    /// <inheritdoc/>
    protected override void PreStart() => _order.Services.Leases.Tell(
        new LeaseProtocol.Acquire(_order.Holder, [_order.SpectrometerResource], "measuring during extraction"));

    private void Granted(LeaseProtocol.Granted granted)
    {
        var previous = granted.Previous.GetValueOrDefault(_order.SpectrometerResource);
        Context.Parent.Tell(new SynProtocol.HasSpectrometer(previous));
        var wait = previous is { } before && before.ReleasedAt > _order.RunStarted.At ? before.ReleasedAt + _order.MinPumpTime - Now : TimeSpan.Zero;
        if (wait > TimeSpan.Zero)
            Timers.StartSingleTimer("pumping", new Pumped(), wait);
        else
            Begin();
    }

    private void Begin()
    {
        var left = (_order.ExtractionEnds - Now).TotalSeconds;
        if (!Fits())
        {
            End($"a block of {_order.BlockSeconds:0.#} s does not fit into the {Math.Max(0, left):0.#} s that are left", failed: false);
            return;
        }

        Record([new SynExtractionStarted(Now, _order.Script.Path, _order.BlockSeconds, left, SynExtraction.UsesBaselines(_order.Script))], StartBlock);
    }

    private bool Fits() => _order.BlockSeconds > 0 && (_order.ExtractionEnds - Now).TotalSeconds >= _order.BlockSeconds + Margin;

    private void StartBlock()
    {
        // Every block is a script of its own, with command numbers from 1; series count on.
        _started++;
        var series = _run.Measurement.LastSeries;
        _run = RunProgress.Empty with
        {
            Started = _order.RunStarted with { RunUuid = $"{_order.RunStarted.RunUuid}/syn{_started}" },
            Measurement = Core.Measurement.MeasurementSession.Empty with { LastSeries = series },
        };
        var launch = new ScriptLaunch(_order.Script, _order.Context, _order.Services.Scripts) { Limits = _order.Services.ScriptLimits };
        _script = Context.ActorOf(ScriptActor.Props(launch, _order.Services.Processes), $"block-{_started}");
        Context.Watch(_script);
        Timers.StartSingleTimer("limit", new TooLong(), TimeSpan.FromSeconds((_order.BlockSeconds * Patience) + Grace));
    }

    private void HostStarted(ScriptProtocol.ScriptStarted started)
    {
        var fact = new ScriptStarted(
            Now, SynExtraction.Folder, _order.Script.Path, started.TextHash, _order.Script.Text, started.PythonVersion, _order.Context.Variables.ToImmutableDictionary());
        _run = _run.Apply(fact);
        Record([fact]);
    }

    private void Requested(ScriptProtocol.CommandRequested request)
    {
        var intent = new CommandRequested(Now, SynExtraction.Folder, request.Seq, request.Name, request.Args, request.Line, request.Depth, request.File);
        ImmutableArray<IJournalEvent> facts = request.Child is { } child && !_run.ChildScripts.Contains(child.Hash)
            ? [new ChildScriptRead(Now, SynExtraction.Folder, child.Path, child.Hash, child.Text), intent]
            : [intent];
        _run = facts.Aggregate(_run, (run, fact) => run.Apply(fact));
        Record(facts, () => Carry(new CommandProtocol.CommandKey(request.Kind, request.Seq), intent, request.Suggested));
    }

    private void Carry(CommandProtocol.CommandKey key, CommandRequested intent, JsonElement? suggested)
    {
        if (SynExtraction.Refuse(intent.Name) is { } reason)
        {
            Refuse(key, reason);
            return;
        }

        if (suggested is { } known)
        {
            Answer(key, known);
            return;
        }

        switch (CommandPlans.Of(new CommandCall(key, intent, _run, _order.Services, _order.Instrument, Now)))
        {
            case CommandPlan.Answer answer:
                Happened(answer.Facts);
                Answer(key, answer.Result);
                break;
            case CommandPlan.Refuse refuse:
                Refuse(key, refuse.Reason);
                break;
            case CommandPlan.ChangeCounts change:
                foreach (var child in _commands.Values)
                    child.Tell(new CollectorProtocol.ChangeCounts(change.Counts));
                Answer(key, Json.Null);
                break;
            case CommandPlan.Child child:
                _commands[key] = Context.Watch(Context.ActorOf(child.Props, $"{intent.Name}-{_started}-{intent.Seq}"));
                break;
            default:
                Refuse(key, $"{intent.Name} belongs to the run's own scripts");
                break;
        }
    }

    /// <summary>Series go into the run's journal, as kinds of their own; what only sets this measurement up is told by its commands.</summary>
    private void Happened(ImmutableArray<IJournalEvent> facts)
    {
        ImmutableArray<IJournalEvent> series = [.. facts.Where(f => f is SeriesStarted or SeriesEnded).Select(Renamed)];
        _run = facts.Aggregate(_run, (run, fact) => run.Apply(fact));
        if (!series.IsEmpty)
            Record(series);
    }

    private static IJournalEvent Renamed(IJournalEvent fact) => fact is SeriesStarted started
        ? started with { Kind = started.Kind == RunSeries.Baseline ? RunSeries.SynBaseline : RunSeries.SynBackground }
        : fact;

    private void Answer(CommandProtocol.CommandKey key, JsonElement result, bool simulated = false)
    {
        Settle(new CommandCompleted(Now, SynExtraction.Folder, key.Seq, result, simulated));
        _script.Tell(new ScriptProtocol.Answer(key.Seq, result));
    }

    private void Refuse(CommandProtocol.CommandKey key, string reason)
    {
        Settle(new CommandFailed(Now, SynExtraction.Folder, key.Seq, reason));
        _script.Tell(new ScriptProtocol.Fail(key.Seq, reason));
    }

    private void Settle(IJournalEvent outcome)
    {
        _run = _run.Apply(outcome);
        Record([outcome]);
    }

    private void HostEnded(ScriptProtocol.ScriptEnded ended)
    {
        Timers.Cancel("limit");
        Context.Unwatch(_script);
        StopCommands();
        if (_run.HasStarted(SynExtraction.Folder))
            Settle(new ScriptFinished(Now, SynExtraction.Folder, ended.Outcome.ToString().ToLowerInvariant(), ended.Error ?? "", ended.Line, ended.File));
        if (ended.Outcome != ScriptOutcome.Completed)
        {
            End($"block {_started} failed: {(ended.Line > 0 ? $"{ended.File}:{ended.Line}: " : "")}{ended.Error ?? "stopped"}", failed: true);
            return;
        }

        Context.Parent.Tell(new SynProtocol.BlockDone(++_blocks));
        if (Fits())
            StartBlock();
        else
            End("no other block fits before the gas comes", failed: false);
    }

    private void Died(Terminated died)
    {
        if (died.ActorRef.Equals(_script))
            End("the script's actor died", failed: true);
        else if (_commands.FirstOrDefault(c => c.Value.Equals(died.ActorRef)) is { Value: not null } command && _commands.Remove(command.Key))
            Refuse(command.Key, $"the actor of command {command.Key.Seq} died");
    }

    private void StopCommands()
    {
        foreach (var command in _commands.Values)
        {
            Context.Unwatch(command);
            Context.Stop(command);
        }

        _commands.Clear();
    }

    private void End(string reason, bool failed)
    {
        Context.Parent.Tell(new SynProtocol.Over(_blocks, reason, failed));
        Context.Stop(Self);
    }

    private void Record(ImmutableArray<IJournalEvent> facts, Action? then = null)
    {
        var id = then is null ? 0 : ++_records;
        if (then is not null)
            _recording[id] = then;
        Context.Parent.Tell(new SynProtocol.Record(id, facts));
    }

    /// <summary>What to measure with, and until when.</summary>
    /// <param name="Holder">In whose name the spectrometer is leased; the run gives it back.</param>
    /// <param name="BlockSeconds">What one block is reckoned to take.</param>
    /// <param name="ExtractionEnds">When the extraction is reckoned to be over.</param>
    public sealed record Order(
        RunStarted RunStarted,
        LeaseEvents.LeaseHolder Holder,
        string SpectrometerResource,
        TimeSpan MinPumpTime,
        ScriptDocument Script,
        ScriptContext Context,
        RunServices Services,
        Core.Labs.InstrumentDefinition Instrument,
        double BlockSeconds,
        DateTimeOffset ExtractionEnds);

    private sealed record Pumped;

    private sealed record TooLong;
}
