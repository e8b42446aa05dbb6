using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Leases;
using LabActors.Actors.Persistence;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// Executes queues of one instrument, one after another. Owns the queue actors, which it starts again when they stop for a reason that is
/// not their end; journals under <c>executor-INSTRUMENT</c> what was accepted and how each queue ended. Lives as long as its instrument.
/// </summary>
public sealed partial class ExecutorActor : JournaledActor, IWithTimers
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(1);
    private readonly InstrumentDefinition _instrument;
    private readonly RunServices _services;
    private readonly IActorRef _registry;
    private ExecutionProgress _execution = ExecutionProgress.Idle;
    private IActorRef _queue = ActorRefs.Nobody;
    private int _starts;
    private readonly HashSet<IActorRef> _awaitIdle = [];
    private ExecutorProtocol.StopAll? _stopping;

    public ExecutorActor(InstrumentDefinition instrument, RunServices services, IActorRef registry)
        : base($"executor-{instrument.Name}")
    {
        (_instrument, _services, _registry) = (instrument, services, registry);
        Applies<IJournalEvent>(e => _execution = _execution.Apply(e));

        Command<ExecutorProtocol.Execute>(Execute);
        Command<ExecutorProtocol.GetExecution>(_ => Sender.Tell(new ExecutorProtocol.ExecutionIs(_execution)));
        Command<QueueProtocol.QueueIsOver>(QueueIsOver);
        Command<QueueDied>(d => QueueDiedUnexpectedly(d.QueueId));
        Command<StartAgain>(_ => StartCurrent());
        CommandChecks();
        Command<QueueProtocol.Stop>(Stop);
        Command<ExecutorProtocol.StopAll>(StopAll);
        Command<QueueProtocol.Drain>(_ => Drain());
        Command<QueueProtocol.Drained>(_ => TellDrained());
        Command<ExecutorProtocol.MayStart>(_ => _stopping = null);
        Command<LeaseProtocol.Released>(_ => { });
        Command<QueueProtocol.Accepted>(_ => { });
        Command<QueueProtocol.Refused>(_ => { });
        Command<QueueProtocol.AbortRun>(ToQueue);
        Command<QueueProtocol.TruncateRun>(ToQueue);
        Command<QueueProtocol.Pause>(ToQueue);
        Command<QueueProtocol.Resume>(ToQueue);
        Command<QueueProtocol.ContinueDelay>(ContinueDelay);
        Command<QueueProtocol.ChangeDelay>(ToQueue);
        Command<QueueProtocol.PauseWait>(ToQueue);
        Command<QueueProtocol.ResumeWait>(ToQueue);
        Command<QueueProtocol.Edit>(ToQueue);
        Command<QueueProtocol.Undo>(ToQueue);
        Command<QueueProtocol.GetQueue>(ToQueue);
        Command<QueueProtocol.FileSaved>(FileSaved);
        Command<FileChecked>(FileIsChecked);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The executor of an instrument.</summary>
    public static Props Props(InstrumentDefinition instrument, RunServices services, IActorRef registry) =>
        Akka.Actor.Props.Create(() => new ExecutorActor(instrument, services, registry));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        // Runs of queues that are over hold nothing, should an outage have come before their leases were given back.
        foreach (var run in _execution.Finished.Values.SelectMany(f => f.RunUuids))
            _services.Leases.Tell(new LeaseProtocol.Release(new LeaseHolder(run, run), [], "the run is over"));
        if (!_execution.Running)
            return;
        if (_services.Checks.AsksBeforeContinuing.Contains(_instrument.Name))
            AskWhetherToContinue();
        else
            Continue();
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private void StartCurrent()
    {
        var queue = _execution.Queues.First(q => q.QueueId == _execution.Current);
        var order = new QueueActor.Order(
            queue.QueueId, queue.Queue, queue.Conditionals ?? QueueConditionals.None, _instrument, _services, _registry, DelayBefore: !_execution.IsFollowing(queue.QueueId),
            _execution.StopAt,
            Held: _undecided);
        _queue = Context.ActorOf(QueueActor.Props(order), $"queue-{queue.QueueId}-{_starts++}");
        WatchFor(_queue, new QueueDied(queue.QueueId));
        StopQueue();
        DrainQueue();
    }

    /// <summary>The actor of the queue under way; one that died is not waited for.</summary>
    private IActorRef CurrentQueue()
    {
        if (_queue.IsNobody())
        {
            Timers.Cancel("again");
            StartCurrent();
        }

        return _queue;
    }

    private void QueueIsOver(QueueProtocol.QueueIsOver over)
    {
        if (_execution.Current != over.QueueId)
            return;
        NoLongerWatch(_queue);
        Context.Stop(_queue);
        _queue = ActorRefs.Nobody;
        ImmutableArray<string> runs = [.. over.Progress.Rows.Select(r => r.RunUuid).Where(u => u.Length > 0)];
        Journal(new QueueFinished(Now, over.QueueId, over.Progress.EndState, over.Progress.EndCause, runs, over.Progress.EndsExecution || _left), _ => NextQueue());
    }

    /// <summary>A queue's actor stops when its journal cannot be written; it is started again until it can.</summary>
    private void QueueDiedUnexpectedly(string queueId)
    {
        if (_execution.Current != queueId)
            return;
        _queue = ActorRefs.Nobody;
        Log.Error("The actor of queue {QueueId} stopped; it is started again in {Delay} s", queueId, RestartDelay.TotalSeconds);
        Timers.StartSingleTimer("again", new StartAgain(), RestartDelay);
    }

    private void StopAll(ExecutorProtocol.StopAll stop)
    {
        _awaitIdle.Add(Sender);
        if (_stopping?.How != "quick" && _stopping?.How != stop.How)
        {
            _stopping = stop;
            StopQueue();
        }

        EndBeforeQueue(stop.How == "quick" ? "abort" : stop.How, stop.By, stop.Why);
        if (!_execution.Running)
            TellIdle();
    }

    private void StopQueue()
    {
        if (_stopping is { } stop && !_queue.IsNobody())
            _queue.Tell(new QueueProtocol.Stop(stop.How, stop.By, stop.Why));
    }

    private void TellIdle()
    {
        foreach (var asker in _awaitIdle)
            asker.Tell(new ExecutorProtocol.IsIdle(_instrument.Name));
        _awaitIdle.Clear();
    }

    private void ToQueue(object message)
    {
        if (_queue.IsNobody())
            Sender.Tell(QueueProtocol.Refused.WithoutQueue(message));
        else
            _queue.Forward(message);
    }

    private sealed record QueueDied(string QueueId);

    private sealed record StartAgain;
}
