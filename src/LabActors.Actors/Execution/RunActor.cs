using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Leases;
using LabActors.Actors.Persistence;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Durations;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Measurement;
using LabActors.Core.Problems;
using LabActors.Core.Recovery;
using LabActors.Core.Reduction;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// One automated run. Owns its steps, its scripts and the children that carry out their commands; holds the leases; journals under
/// <c>run-UUID</c> every step, command (intent, then outcome together with the next intent), reading and intervention. It starts its life in
/// <see cref="OnRecovered"/>: a new run begins, one that was cut off goes on where it was. It tells its
/// queue when the line is free and when it is over, and dies when the queue stops it.
/// </summary>
public sealed partial class RunActor : JournaledActor, IWithTimers
{
    private static readonly TimeSpan OutcomeFlush = TimeSpan.FromMilliseconds(100);
    private readonly RunOrder _order;
    private readonly RunServices _unwaited;
    private RunServices _services;
    private readonly Dictionary<ScriptKind, IActorRef> _scripts = [];
    private readonly Dictionary<CommandProtocol.CommandKey, IActorRef> _commands = [];

    // Facts that have happened and go to the journal with the next write, in this order.
    private ImmutableArray<IJournalEvent> _unwritten = [];
    private RunProgress _run = RunProgress.Empty;
    private RunDurations _durations = RunDurations.Empty;
    private RunScripts? _loaded;
    private DateTimeOffset _lastAt;
    public RunActor(RunOrder order, RunServices services)
        : base($"run-{order.RunUuid}")
    {
        (_order, _services, _unwaited) = (order, services, services);
        Applies<IJournalEvent>(e => (_run, _durations, _lastAt) = (_run.Apply(e), _durations.Apply(e), e.At));

        Command<RunScripts>(ScriptsLoaded);
        Command<Status.Failure>(f => Fail($"scripts could not be read: {f.Cause.Message}"));
        Command<LeaseProtocol.Granted>(LeaseGranted);
        Command<LeaseProtocol.AcquireRefused>(LeaseRefused);
        Command<LeaseProtocol.Waiting>(w => Note("info", $"waits for {string.Join(", ", w.Resources)}, held by {w.HeldBy.Description}"));
        Command<LeaseProtocol.Released>(_ => { });
        Command<LeaseProtocol.Confirmed>(_ => LeasesConfirmed());
        Command<LeaseProtocol.Lost>(LeaseLost);
        Command<PumpTimeOver>(_ => StartMeasurement());
        Command<OverlapOver>(_ => FreeLineIfDone());
        Command<FlushOutcomes>(_ => Write([]));

        Command<ScriptProtocol.ScriptStarted>(HostStarted);
        Command<ScriptProtocol.CommandRequested>(Requested);
        Command<ScriptProtocol.Printed>(p =>
        {
            if (!IsReplaying(p.Kind))
                Note("info", string.Join('\n', p.Lines));
        });
        Command<ScriptProtocol.CallBackResult>(CalledBack);
        Command<ScriptProtocol.ScriptEnded>(HostEnded);

        Command<CommandProtocol.Facts>(FactsHeard);
        Command<CommandProtocol.Finished>(CommandFinished);
        Command<CommandProtocol.GaveUp>(CommandGaveUp);
        Command<WaitForActor.CallScriptBack>(c => CallBack(c.Command, c.Call.Handle, c.Call.Args, ""));
        Command<CommandChildDied>(d => CommandDied(d.Key, d.Child));
        Command<EquilibrationActor.Closed>(InletClosed);
        Command<EquilibrationActor.Failed>(EquilibrationFailed);
        Command<CollectorProtocol.ReadingRead>(Reading);
        Command<CollectorProtocol.SeriesGoesOn>(SeriesGoesOn);
        ReceiveResume();

        Command<SynProtocol.Record>(SynRecord);
        Command<SynProtocol.HasSpectrometer>(h => Write([h.Fact]));
        Command<SynProtocol.Over>(o => SynOver(o.Reason, o.Failed), _ => Sender.Equals(_syn));
        Command<SynProtocol.Over>(_ => { });
        Command<SynDied>(_ => SynOver("its actor died", failed: true), d => d.Syn.Equals(_syn));
        Command<SynDied>(_ => { });

        Command<RunProtocol.Truncate>(Truncate);
        Command<RunProtocol.End>(e => BeginEnding(e.Ending, e.By));
        Command<RunProtocol.EndUnlessMeasuring>(EndUnlessMeasuring);
        ReceivePauses();
        Command<RunProtocol.EndQueueAfterThis>(e => Context.Parent.Tell(e with { RunUuid = _order.RunUuid }));
        Command<RunProtocol.SafeStateMade>(SafeStateMade);
        ReceiveConditionals();
        Command<CircumstancesActor.Read>(CircumstancesRead);
        Command<InstrumentProtocol.Done>(d => Answered(d.CommandId, d));
        Command<InstrumentProtocol.Refused>(r => Answered(r.CommandId, r));
        Command<Overdue>(o => Answered(o.Id, new InstrumentProtocol.Refused(o.Id, "no answer")));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Carries out one run.</summary>
    public static Props Props(RunOrder order, RunServices services) =>
        Akka.Actor.Props.Create(() => new RunActor(order, services));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        TellTripped();
        _ending = _run.Ending;
        if (_run.Ended is not null)
        {
            TellOver();
            return;
        }

        _services = WithPatience(_services);
        if (_run.Started is null)
            Start();
        else if (_services.SharesLeases && !_run.Leases.IsEmpty)
            ConfirmLeases();
        else
            Resume();
    }

    /// <summary>A child that throws has half done its command: it is never started again by itself.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    /// <summary>Writes what is unwritten, then these facts; nothing in memory is ahead of the journal.</summary>
    private void Write(ImmutableArray<IJournalEvent> facts, Action? then = null)
    {
        var batch = _unwritten.AddRange(facts);
        _unwritten = [];
        Timers.Cancel(FlushOutcomes.Instance);
        JournalAll(batch, then);
    }

    /// <summary>Leaves facts to the next write, or to the flush when none comes soon.</summary>
    private void WriteSoon(ImmutableArray<IJournalEvent> facts)
    {
        if (_unwritten.IsEmpty)
            Timers.StartSingleTimer(FlushOutcomes.Instance, FlushOutcomes.Instance, OutcomeFlush);
        _unwritten = _unwritten.AddRange(facts);
    }

    private void Note(string level, string text) => WriteSoon([new RunNoted(Now, level, text)]);

    private void Start()
    {
        var spec = _order.Spec;
        Write(
            [
                new RunStarted(
                    Now, _order.RunUuid, _order.QueueId, _order.RunId, _order.Aliquot, _order.Step, _order.Instrument.Name,
                    _order.Device?.Name ?? "", spec, _order.Overlaps, _order.IsLast, _services.IsSimulated(_order.Instrument.Name, _order.Device?.Name ?? ""), _order.Earlier.Blank?.RunId ?? "", Inputs()),
                Provenance(),
                new StepStarted(Now, "start"),
            ],
            () =>
            {
                ReadCircumstances(CircumstancesActor.AtStart);
                Clock.Holds.PipeTo(LoadScripts(), $"scripts of {_order.RunId}", Self);
            });
    }

    /// <summary>What the reduction needs and the run cannot measure; the irradiation is read with the scripts.</summary>
    private AnalysisInputs Inputs() => new()
    {
        Constants = _services.Lab.Reduction.Constants,
        Detectors = _order.Instrument.Detectors.ToImmutableDictionary(d => d.Name, d => new DetectorCorrection(d.IcFactor, d.Discrimination)),
        Earlier = _order.Earlier,
    };

    private Task<RunScripts> LoadScripts()
    {
        var (files, order, irradiations) = (_services.Scripts, _order, _services.Irradiations);
        return Task.Run(() => RunScripts.Load(files, order).WithIrradiation(irradiations, order.Spec));
    }

    private void ScriptsLoaded(RunScripts scripts)
    {
        _loaded = scripts;
        if (_resumption is not null)
        {
            // Read again: somebody may have ended the run meanwhile.
            _resumption = null;
            GoOn(RunResumption.Of(_run), scripts);
            return;
        }

        if (_ending is not null)
        {
            ContinueEnding();
            return;
        }

        if (_order.ConditionalsMissing.Length > 0)
        {
            Fail(_order.ConditionalsMissing);
            return;
        }

        if (scripts.Problems.FirstOrDefault() is Problem problem)
        {
            Fail(problem.ToString());
            return;
        }

        Write(
            [
                .. SensitivityMultiplier(scripts), .. Irradiation(scripts), .. InstalledConditionals(scripts),
                new StepEnded(Now, "start", "done", ""), new StepStarted(Now, "extraction"),
            ],
            () => Acquire(_order.LineResources, "extraction"));
    }

    /// <summary>A sample whose irradiation cannot be read is measured all the same; it has no age then, and the log says why.</summary>
    private IEnumerable<IJournalEvent> Irradiation(RunScripts scripts) =>
    [
        .. scripts.IrradiationProblems.Select(p => new RunNoted(Now, "warning", p.ToString())),
        .. scripts.Irradiation is { } irradiation ? [new IrradiationRead(Now, irradiation)] : (IJournalEvent[])[],
    ];

    private void StartMeasurement() => ReadSettings("start", () => TestBefore("measurement", () => StartStep(ScriptKind.Measurement, "measurement")));

    /// <summary>Starts a step's script; a step without one is skipped and succeeds.</summary>
    private void StartStep(ScriptKind kind, string step)
    {
        if (_ending is not null)
            return;
        if (_loaded!.Documents.ContainsKey(kind))
            StartScript(kind);
        else
            Write([new StepEnded(Now, step, "skipped", "no script")], () => StepDone(kind));
    }

    private void StepDone(ScriptKind kind)
    {
        switch (kind)
        {
            case ScriptKind.Extraction:
                LeaveDeviceOff(() => StopSyn(
                    "the extraction is over", () => Write([new StepStarted(Now, "measurement")], () => Acquire([_order.SpectrometerResource], "measurement"))));
                break;
            case ScriptKind.Measurement:
                FreeLineIfDone();
                ReadSettings("end", () => Write([new StepStarted(Now, "post-measurement")], () => StartStep(ScriptKind.PostMeasurement, "post-measurement")));
                break;
            default:
                Write([new PumpTimeStarted(Now)], () =>
                {
                    _services.Leases.Tell(new LeaseProtocol.Release(_order.Holder, [_order.SpectrometerResource], "measured and pumped"));
                    SaveIfDone();
                });
                break;
        }
    }

    /// <summary>Ends a run that went as it should, when its pump-out has ended too.</summary>
    private void SaveIfDone()
    {
        if (_ending is not null || _undecided || _end is not null || !_run.Steps.ContainsKey("post-measurement") || _run.HoldsSpectrometer)
            return;
        if (PumpsOut || _equilibrations.Count > 0)
            return;
        if (_order.Overlaps && _run.LineFreedAt is null)
            return;
        End(_run.Truncated ? "truncated" : "success", "");
    }

    /// <summary>The last readings of the surroundings, then the end.</summary>
    private void End(string state, string cause)
    {
        _end = (state, cause);
        TestAfter(state, () => ReadCircumstances(CircumstancesActor.AtSave));
    }

    /// <summary>What the run took is learned before anybody hears that it is over.</summary>
    private void LearnAndTellOver()
    {
        _services.Estimates.Learn(_durations.Learned);
        TellOver();
    }

    private void TellOver()
    {
        if (_run.PastPointOfNoReturn)
            Context.Parent.Tell(new RunProtocol.PassedPointOfNoReturn(_order.RunUuid));
        var restart = _run is { Ended.State: "interrupted", PastPointOfNoReturn: false };
        Context.Parent.Tell(new RunProtocol.RunIsOver(
            _order.RunUuid, _run.Ended!.State, _run.Ended.Cause, restart, _ending?.EndsQueue ?? false,
            new MeasuredForLater(_run.Analysis.AsBlank(), _run.Analysis.AsBaselines(), _run.Started?.Simulated ?? false), AfterRun()));
    }

    private sealed record FlushOutcomes
    {
        public static readonly FlushOutcomes Instance = new();
    }

    private sealed record CommandChildDied(CommandProtocol.CommandKey Key, IActorRef Child);
}
