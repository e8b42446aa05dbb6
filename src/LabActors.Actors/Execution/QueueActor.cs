using Akka.Actor;
using LabActors.Actors.Leases;
using LabActors.Actors.Persistence;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Identifiers;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Queues;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// One queue. Owns its run list and its runs; supervises the runs and makes their safe states, each once; journals under <c>queue-ID</c>
/// every delay, launch, intervention and end. Any number of runs may be in flight. It tells its executor when it has ended and dies
/// when the executor stops it.
/// </summary>
public sealed partial class QueueActor : JournaledActor, IWithTimers
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(1);
    private readonly Order _order;
    private readonly Dictionary<string, IActorRef> _runs = [];
    private readonly Dictionary<string, int> _deaths = [];
    private readonly HashSet<string> _madeSafe = [];
    private QueueProgress _queue = QueueProgress.Empty;
    private bool _held;
    private NextStep.Launch? _launching;
    private string _launchingUuid = "";
    private RunSpec? _launchingSpec;

    public QueueActor(Order order)
        : base($"queue-{order.QueueId}")
    {
        (_order, _held) = (order, order.Held);
        Applies<IJournalEvent>(e =>
        {
            _queue = _queue.Apply(e);
            if (e is RunLaunched launched)
                _launched[launched.RunUuid] = launched;
        });

        CommandChecks();
        Command<RegistryProtocol.Registered>(Launch);
        Command<RegistryProtocol.RunKept>(RunKept);
        Command<DelayOver>(_ => EndDelay("elapsed"));
        Command<StartRunAgain>(s => StartRun(s.Row));
        Command<RunProtocol.LineIsFree>(LineIsFree);
        Command<RunProtocol.PassedPointOfNoReturn>(p => order.Registry.Tell(new RegistryProtocol.Spend(p.RunUuid)));
        Command<RunProtocol.EndQueueAfterThis>(EndAfter);
        Command<RunProtocol.WantsSafeState>(MakeSafe);
        Command<SafeStateActor.Made>(SafeStateMade);
        Command<RunProtocol.RunIsOver>(RunIsOver);
        Command<RunDied>(RunDiedUnexpectedly);
        ReceiveConditionals();

        Command<QueueProtocol.Stop>(Stop);
        Command<QueueProtocol.AbortRun>(AbortRun);
        Command<QueueProtocol.TruncateRun>(TruncateRun);
        Command<QueueProtocol.MayLaunch>(_ => Release());
        Command<QueueProtocol.Drain>(_ => Drain());
        ReceivePauses();
        ReceiveEdits();
        ReceiveEstimates();
        Command<LeaseProtocol.Released>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Runs one queue.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new QueueActor(order));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        if (_queue.Header is null)
        {
            JournalAll([new QueueAccepted(Now, _order.QueueId, _order.Instrument.Name, _order.Queue, _order.Conditionals), new QueueStarted(Now)], Advance);
            return;
        }

        GiveBackOfFinished();
        foreach (var row in _queue.InFlight)
            StartRun(row);
        if (_queue.Delay is { } delay)
            StartDelay(delay.At.AddSeconds(delay.Seconds) - Now);
        Advance();
    }

    /// <summary>A run that throws is started again once and recovers from its journal; that it died is told by death watch.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private void Release()
    {
        if (!_held)
            return;
        _held = false;
        Advance();
    }

    private void Advance()
    {
        TellDrained();
        if (_held || _launching is not null || _judged.Count > 0)
            return;
        switch (_queue.Next(_order.DelayBefore))
        {
            case NextStep.Delay or NextStep.Skip or NextStep.Launch when _draining:
                break;
            case NextStep.Delay delay:
                Journal(new DelayStarted(Now, delay.Why, delay.Seconds), d =>
                {
                    StartDelay(TimeSpan.FromSeconds(d.Seconds));
                    Reckon();
                });
                break;
            case NextStep.Skip skip:
                Journal(new RowSkipped(Now, skip.Row), _ => Advance());
                break;
            case NextStep.Launch launch:
                CheckBeforeLaunch(launch);
                break;
            case NextStep.End end:
                Journal(new QueueEnded(Now, end.State, end.Cause), _ => TellOver());
                break;
            case NextStep.Wait when _queue.Ended:
                TellOver();
                break;
            case NextStep.Wait:
                Reckon();
                break;
        }
    }

    /// <summary>A run that goes on after an outage says it again.</summary>
    private void EndAfter(RunProtocol.EndQueueAfterThis end)
    {
        if (_queue.Stop is not { } stop || stop.By != end.RunUuid || stop.Why != end.Why)
            RequestStop(new QueueStopRequested(Now, "at-completion", end.RunUuid, end.Why));
    }

    /// <summary>Pychron's words for the end of a queue that somebody stopped at completion.</summary>
    private static string ByUser(string why) => why.Length > 0 ? $"User terminated: {why}" : "User terminated";

    private void TellOver() => Context.Parent.Tell(new QueueProtocol.QueueIsOver(_order.QueueId, _queue));

    private void StartDelay(TimeSpan left) => Timers.StartSingleTimer("delay", new DelayOver(), left > TimeSpan.Zero ? left : TimeSpan.Zero);

    private void EndDelay(string how)
    {
        Timers.Cancel("delay");
        if (_queue.Delay is null)
            return;
        var before = _queue;
        Journal(new DelayEnded(Now, how), _ =>
        {
            if (how == "elapsed")
                AdvanceAsPlanned(before);
            else
                Advance();
        });
    }

    private void Register(NextStep.Launch launch)
    {
        var spec = _queue.Row(launch.Row).Spec;
        (_launching, _launchingSpec) = (launch, spec);
        _launchingUuid = _queue.RunUuid(launch.Row);
        var device = Device(spec)?.Name ?? "";
        _order.Registry.Tell(new RegistryProtocol.Register(
            _launchingUuid, spec.Labnumber, spec.UserDefinedAliquot, spec.IsStepHeat, spec.AnalysisType, _order.Instrument.Name, device,
            _order.Services.IsSimulated(_order.Instrument.Name, device)));
    }

    private ExtractionDeviceDefinition? Device(RunSpec spec) => _order.Services.Lab.FindExtractionDevice(spec.ExtractDevice).Device;

    private void Launch(RegistryProtocol.Registered registered)
    {
        if (_draining || _launching is not { } launch || registered.RunUuid != _launchingUuid
            || _queue.Next(_order.DelayBefore) != launch || _queue.Row(launch.Row).Spec != _launchingSpec)
        {
            // A stop of the queue or of the node, a pause or an edit came first: the number is free again.
            _order.Registry.Tell(new RegistryProtocol.RunOver(registered.RunUuid, "", "canceled", "", "", "", MeasuredForLater.Nothing));
            _launching = null;
            Advance();
            return;
        }

        var (spec, before) = (_launchingSpec, _queue);
        var runId = RunIds.Make(spec.Labnumber, registered.Aliquot, registered.Step);
        Journal(
            new RunLaunched(Now, launch.Row, registered.RunUuid, runId, registered.Aliquot, registered.Step, launch.Overlaps, launch.IsLast, registered.Earlier.Blank?.RunId ?? "", registered.Earlier),
            l =>
            {
                _launching = null;
                StartRun(l.Row);
                AdvanceAsPlanned(before);
            });
    }

    private void LineIsFree(RunProtocol.LineIsFree free)
    {
        if (_queue.RowOfRun(free.RunUuid) is { Stage: RowStage.Launched } row)
            Journal(new OverlapReached(Now, free.RunUuid, row.Id), _ => Advance());
    }

    /// <summary>A queue and what it runs on.</summary>
    /// <param name="DelayBefore">False for a later queue of one execution.</param>
    /// <param name="StopAt">No run is launched that is estimated to end after it; null for what the queue's header says.</param>
    /// <param name="Held">Only runs that were in flight come to their end, until it is told that it may launch or is stopped.</param>
    public sealed record Order(
        string QueueId,
        ExperimentQueue Queue,
        QueueConditionals Conditionals,
        InstrumentDefinition Instrument,
        RunServices Services,
        IActorRef Registry,
        bool DelayBefore,
        DateTimeOffset? StopAt = null,
        bool Held = false);

    private sealed record DelayOver;

    private sealed record StartRunAgain(string Row);

    private sealed record RunDied(string RunUuid);
}
