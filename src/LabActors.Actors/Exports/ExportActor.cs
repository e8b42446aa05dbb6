using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Persistence;
using LabActors.Actors.Results;
using LabActors.Actors.Supervision;
using LabActors.Core.Exports;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;

namespace LabActors.Actors.Exports;

/// <summary>
/// Exports every run that ends: journals the wish, exports on a thread of its own, journals the outcome, then pushes. What fails is tried again by
/// <see cref="RetryPlan"/> in real time, for as long as it takes, and anew whenever a run ends, the node starts or somebody asks; an alert is journaled when it fails repeatedly. No run and no queue waits
/// for it, and it never holds the laboratory's clock. Persistent as <c>exports-NODE</c>; lives as long as its node.
/// </summary>
public sealed class ExportActor : JournaledActor
{
    private readonly ExportTarget _target;
    private readonly IExports _exports;
    private readonly RetryPlan _retries;
    private readonly TimeProvider _wall;
    private readonly List<IActorRef> _waiting = [];
    private readonly Dictionary<string, string> _names = [];
    private ExportOutbox _outbox = ExportOutbox.Empty;
    private ImmutableHashSet<string> _failedInRound = [];
    private ITimer? _wait;
    private bool _working;

    /// <summary>An outbox of a node.</summary>
    public ExportActor(string node, ExportTarget target, IExports exports, RetryPlan retries, TimeProvider wall)
        : base(IdOf(node))
    {
        (_target, _exports, _retries, _wall) = (target, exports, retries, wall);
        Applies<IJournalEvent>(happened => _outbox = _outbox.Apply(happened));
        Keeps<ExportSnapshot>(() => _outbox.ToSnapshot(), kept => _outbox = ExportOutbox.Of(kept));
        Command<JournaledEvent>(Heard);
        Command<Ended>(LookedUp);
        Command<RunExported>(done => Finished(_outbox.Made(new ExportEvents.ExportMade(
            Now, done.RunUuid, done.Exported.Place, done.Exported.Changed, done.Exported.Kept, done.Exported.Repositories, done.Exported.Ordering))));
        Command<RunNotExported>(NotExported);
        Command<Pushed>(done => Finished(_outbox.Pushed(Now, done.Repositories)));
        Command<NotPushed>(PushFailed);
        Command<ExportProtocol.RetryNow>(_ => Begin());
        Command<Retry>(_ => Begin());
        Command<ExportProtocol.WhenAtRest>(_ => Await(Sender));
    }

    /// <summary>The persistence id of a node's outbox.</summary>
    public static string IdOf(string node) => $"exports-{node}";

    /// <summary>How it is started.</summary>
    public static Props Props(string node, ExportTarget target, IExports exports, RetryPlan retries, TimeProvider wall) =>
        Akka.Actor.Props.Create(() => new ExportActor(node, target, exports, retries, wall));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        _working = true;
        JournalAll(_outbox.SetTarget(Now, _target), () => Work(() => new Ended(_exports.EndedAfter(0)), exception => LookedInVain(exception)));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _wait?.Dispose();
    }

    private void Heard(JournaledEvent journaled)
    {
        switch (journaled.Event)
        {
            case RunEvents.RunStarted started:
                _names[started.RunUuid] = started.RunId;
                break;
            case RunEvents.RunEnded when journaled.PersistenceId.StartsWith(IRunEvents.PersistenceIdPrefix, StringComparison.Ordinal):
                var run = journaled.PersistenceId[IRunEvents.PersistenceIdPrefix.Length..];
                _names.Remove(run, out var name);
                JournalAll(_outbox.Want(Now, run, name ?? ""), Begin);
                break;
            case RegistryEvents.AliquotSettled:
                Begin();
                break;
        }
    }

    /// <summary>A new round: everything that waits is tried, whatever has failed before.</summary>
    private void Begin()
    {
        if (_working) return;
        _wait?.Dispose();
        _failedInRound = [];
        GoOn();
    }

    private void LookedUp(Ended ended) => JournalAll(ended.Runs.SelectMany(run => _outbox.Want(Now, run, "")), () =>
    {
        _working = false;
        Begin();
    });

    private void GoOn()
    {
        if (_outbox.Next(_failedInRound) is { } next)
        {
            Work(() => new RunExported(next.RunUuid, _exports.Export(_target, next.RunUuid)), exception => new RunNotExported(next.RunUuid, Reason(exception)));
        }
        else if (_failedInRound.IsEmpty && !_outbox.Unpushed.IsEmpty)
        {
            ImmutableArray<string> repositories = [.. _outbox.Unpushed];
            Work(() => Push(repositories), exception => new NotPushed(Reason(exception)));
        }
        else
        {
            EndRound();
        }
    }

    private Pushed Push(ImmutableArray<string> repositories)
    {
        foreach (var repository in repositories) _exports.Push(_target, repository);
        return new(repositories);
    }

    private void EndRound()
    {
        _working = false;
        var self = Self;
        if (!_outbox.IsEmpty) _wait = _wall.CreateTimer(_ => self.Tell(new Retry()), null, _retries.WaitAfter(_outbox.Attempts), Timeout.InfiniteTimeSpan);
        foreach (var waiting in _waiting) waiting.Tell(new ExportProtocol.OutboxIs(_outbox));
        _waiting.Clear();
    }

    /// <summary>Without a hold on the clock: a dead disk or remote must never hold a run.</summary>
    private void Work(Func<object> work, Func<Exception, object> failed)
    {
        _working = true;
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).PipeTo(Self, Self, done => done, failed);
    }

    private void Finished(IEnumerable<IJournalEvent> events) => JournalAll(events, GoOn);

    private void NotExported(RunNotExported failed)
    {
        Log.Warning("Export of run {RunUuid} failed: {Reason}", failed.RunUuid, failed.Reason);
        JournalAll(_outbox.Failed(Now, failed.RunUuid, failed.Reason), () =>
        {
            _failedInRound = _failedInRound.Add(failed.RunUuid);
            GoOn();
        });
    }

    private void PushFailed(NotPushed failed)
    {
        Log.Warning("Push of exports failed: {Reason}", failed.Reason);
        JournalAll(_outbox.NotPushed(Now, failed.Reason), EndRound);
    }

    /// <summary>Runs that ended while nobody listened are looked for again at the next start; those that wait already are exported.</summary>
    private Ended LookedInVain(Exception exception)
    {
        Log.Error(exception, "Runs that ended before the node started could not be looked for");
        return new([]);
    }

    private void Await(IActorRef asker)
    {
        if (_working) _waiting.Add(asker);
        else asker.Tell(new ExportProtocol.OutboxIs(_outbox));
    }

    private static string Reason(Exception exception) => ResultsProjection.Reason(exception);

    private sealed record Ended(ImmutableArray<string> Runs);

    private sealed record RunExported(string RunUuid, IExports.Exported Exported);

    private sealed record RunNotExported(string RunUuid, string Reason);

    private sealed record Pushed(ImmutableArray<string> Repositories);

    private sealed record NotPushed(string Reason);

    private sealed record Retry;
}
