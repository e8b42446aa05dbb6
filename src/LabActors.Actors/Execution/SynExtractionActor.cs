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
using LabActors.Core.Recovery;
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
/// its lease back. Begun again after an outage it goes on where <see cref="SynProgress"/> says that it was.
/// </summary>
internal sealed partial class SynExtractionActor : ReceiveActor, IWithTimers
{
    // What a block may take longer than it was reckoned to before it counts as hanging: half as much again, and some seconds.
    private const double Patience = 1.5;
    private const double Grace = 10;
    private readonly Order _order;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private readonly Dictionary<CommandProtocol.CommandKey, IActorRef> _commands = [];
    private readonly HashSet<IActorRef> _background = [];
    private readonly Dictionary<long, Action> _recording = [];

    // The run as far as the measurement during extraction has brought it: what it has asked the run to journal is in it.
    private RunProgress _run;
    private IActorRef _script = ActorRefs.Nobody;
    private long _records;

    public SynExtractionActor(Order order)
    {
        (_order, _run) = (order, order.Run);
        Receive<LeaseProtocol.Granted>(Granted);
        Receive<LeaseProtocol.Waiting>(_ => { });
        Receive<LeaseProtocol.AcquireRefused>(r => End($"the lease was refused: {r.Reason}", failed: true));
        Receive<Pumped>(_ => Begin());
        Receive<TooLong>(_ => End($"block {Syn.BlocksBegun} took longer than {BlockLimit.TotalSeconds:0.#} s", failed: true));
        Receive<SynProtocol.Recorded>(r =>
        {
            if (_recording.Remove(r.Id, out var then))
                then();
        });

        Receive<ScriptProtocol.ScriptStarted>(HostStarted);
        Receive<ScriptProtocol.CommandRequested>(Requested);
        Receive<ScriptProtocol.Printed>(p =>
        {
            if (_replay is null or { IsOver: true })
                Record([new RunNoted(Now, "info", string.Join('\n', p.Lines))]);
        });
        Receive<ScriptProtocol.CallBackResult>(CalledBack);
        Receive<ScriptProtocol.ScriptEnded>(HostEnded);
        Receive<CommandProtocol.Facts>(f => Happened(f.Events));
        Receive<CommandProtocol.Finished>(Finished);
        Receive<CommandProtocol.GaveUp>(g =>
        {
            Happened(g.Facts);
            if (_commands.Remove(g.Command))
                Refuse(g.Command, g.Reason);
        });
        Receive<WaitForActor.CallScriptBack>(c => CallBack(c.Command, c.Call));
        Receive<CollectorProtocol.ReadingRead>(r =>
        {
            _run = _run.Apply(new ReadingTaken(r.At, r.Series, r.Count, r.Intensities, r.Quality, r.Simulated));
            Context.Parent.Forward(r);
        });
        Receive<CollectorProtocol.SeriesGoesOn>(SeriesGoesOn);
        Receive<Terminated>(Died);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _time.GetUtcNow();

    private SynProgress Syn => _run.Syn!;

    private RunProgress Block => Syn.Block!;

    private TimeSpan BlockLimit => TimeSpan.FromSeconds((Syn.Planned.BlockSeconds * Patience) + Grace);

    /// <summary>Measures while a run's gas is extracted.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new SynExtractionActor(order));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    /// <inheritdoc/>
    protected override void PreStart() => _order.Services.Leases.Tell(
        new LeaseProtocol.Acquire(_order.Holder, [_order.SpectrometerResource], "measuring during extraction"));

    private void Granted(LeaseProtocol.Granted granted)
    {
        if (Syn.Obtained is null)
        {
            var previous = granted.Previous.GetValueOrDefault(_order.SpectrometerResource);
            var obtained = new SynSpectrometerObtained(Now, previous?.ReleasedAt, previous?.Holder.Description ?? "");
            _run = _run.Apply(obtained);
            Context.Parent.Tell(new SynProtocol.HasSpectrometer(obtained));
        }

        if (Syn.Block is not null)
            ResumeBlock();
        else if (Syn.Started is not null)
            Next();
        else
            WaitForPumping();
    }

    private void WaitForPumping()
    {
        var wait = Syn.Obtained!.ReleasedAt is { } released && released > _run.Started!.At ? released + _order.MinPumpTime - Now : TimeSpan.Zero;
        if (wait > TimeSpan.Zero)
            Timers.StartSingleTimer("pumping", new Pumped(), wait);
        else
            Begin();
    }

    private void Begin()
    {
        var left = (Syn.ExtractionEnds - Now).TotalSeconds;
        if (Syn.Fits(Now))
            Record([new SynExtractionStarted(Now, _order.Script.Path, Syn.Planned.BlockSeconds, left, SynExtraction.UsesBaselines(_order.Script))], StartBlock);
        else
            End($"a block of {Syn.Planned.BlockSeconds:0.#} s does not fit into the {Math.Max(0, left):0.#} s that are left", failed: false);
    }

    private void Next()
    {
        if (Syn.LastBlock is { Outcome: not "completed" } failed)
            End($"block {Syn.BlocksBegun} failed: {(failed.Line > 0 ? $"{failed.File}:{failed.Line}: " : "")}{(failed.Error.Length > 0 ? failed.Error : "stopped")}", failed: true);
        else if (Syn.Fits(Now))
            StartBlock();
        else
            End("no other block fits before the gas comes", failed: false);
    }

    private void StartBlock() => StartScript(_order.Context, $"block-{Syn.BlocksBegun + 1}", BlockLimit);

    private void StartScript(ScriptContext context, string name, TimeSpan limit)
    {
        var launch = new ScriptLaunch(_order.Script, context, _order.Services.Scripts) { Limits = _order.Services.ScriptLimits };
        _script = Context.ActorOf(ScriptActor.Props(launch, _order.Services.Processes), name);
        Context.Watch(_script);
        Timers.StartSingleTimer("limit", new TooLong(), limit);
    }

    private void HostStarted(ScriptProtocol.ScriptStarted started) => Record(
    [
        Syn.Block is { } block
            ? new ScriptResumed(Now, SynExtraction.Folder, block.Scripts[SynProgress.Own].Commands.Count, started.PythonVersion)
            : new ScriptStarted(
                Now, SynExtraction.Folder, _order.Script.Path, started.TextHash, _order.Script.Text, started.PythonVersion, _order.Context.Variables.ToImmutableDictionary()),
    ]);

    private void HostEnded(ScriptProtocol.ScriptEnded ended)
    {
        Timers.Cancel("limit");
        Context.Unwatch(_script);
        StopCommands();
        if (EndedShort(ended))
            return;
        if (Syn.Block is not { } block)
        {
            End($"the script of block {Syn.BlocksBegun + 1} could not be started: {ended.Error ?? "stopped"}", failed: true);
            return;
        }

        Record(
            [
                .. block.Measurement.OpenSeries.Keys.Order().Select(s => new SeriesEnded(Now, s, "stopped", block.Measurement.Counted.GetValueOrDefault(s))),
                new ScriptFinished(Now, SynExtraction.Folder, ended.Outcome.ToString().ToLowerInvariant(), ended.Error ?? "", ended.Line, ended.File),
            ]);
        Next();
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
        foreach (var command in _commands.Values.Concat(_background))
        {
            Context.Unwatch(command);
            Context.Stop(command);
        }

        _commands.Clear();
        _background.Clear();
    }

    private void End(string reason, bool failed)
    {
        Context.Parent.Tell(new SynProtocol.Over(reason, failed));
        Context.Stop(Self);
    }

    private void Record(ImmutableArray<IJournalEvent> facts, Action? then = null)
    {
        _run = facts.Aggregate(_run, (run, fact) => run.Apply(fact));
        var id = then is null ? 0 : ++_records;
        if (then is not null)
            _recording[id] = then;
        Context.Parent.Tell(new SynProtocol.Record(id, facts));
    }

    /// <summary>What to measure with, and until when.</summary>
    /// <param name="Run">The run, with the plan of what is measured and how far it has come.</param>
    /// <param name="Holder">In whose name the spectrometer is leased; the run gives it back.</param>
    public sealed record Order(
        RunProgress Run,
        LeaseEvents.LeaseHolder Holder,
        string SpectrometerResource,
        TimeSpan MinPumpTime,
        ScriptDocument Script,
        ScriptContext Context,
        RunServices Services,
        Core.Labs.InstrumentDefinition Instrument,
        Outage Outage);

    private sealed record Pumped;

    private sealed record TooLong;
}
