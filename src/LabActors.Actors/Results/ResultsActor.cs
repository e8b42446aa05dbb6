using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Persistence;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Core.Journal.Events;

namespace LabActors.Actors.Results;

/// <summary>
/// Owns the projection of the journal into the results database. Hears of every run that ends, reads its events from the journal, and saves its
/// analysis on a thread of its own while it holds the laboratory's clock; one thing at a time, in order. What fails is never given up: it is tried
/// again by <see cref="RetryPlan"/>, in real time and without a hold, holds up nothing else, and is tried at once when something else succeeds; whoever waits for it is told when that takes
/// long. Persists nothing itself: it projects the runs that ended while it was away when it is told that the laboratory is up, and takes no time from that. Lives as long as its node; no
/// run waits for it.
/// </summary>
public sealed class ResultsActor : ReceiveActor
{
    /// <summary>How many of the newest runs are answered for without asking the database.</summary>
    private const int Remembered = 100;

    private readonly ResultsProjection _projection;
    private readonly IClockHolds _holds;
    private readonly RetryPlan _retries;
    private readonly TimeProvider _wall;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly LinkedList<Work> _queue = [];
    private readonly Dictionary<string, ImmutableHashSet<IActorRef>> _waiting = [];
    private readonly Dictionary<string, RunSummary> _newest = [];
    private readonly Queue<string> _newestInOrder = [];
    private readonly Dictionary<string, Failure> _failed = [];
    private Work? _current;

    /// <summary>An actor of this projection.</summary>
    public ResultsActor(ResultsProjection projection, IClockHolds holds, RetryPlan retries, TimeProvider wall)
    {
        (_projection, _holds, _retries, _wall) = (projection, holds, retries, wall);
        Receive<JournaledEvent>(Heard);
        Receive<ResultsProtocol.WhenSaved>(WhenSaved);
        Receive<ResultsProtocol.CatchUp>(_ => Enqueue(new Work.CatchUp()));
        Receive<ResultsProtocol.Rebuild>(_ => Enqueue(new Work.Rebuild(Sender)));
        Receive<Retry>(retry =>
        {
            if (_failed.TryGetValue(retry.Key, out var failure)) Enqueue(failure.Work);
        });
        Receive<Finished>(Done);
        Receive<Failed>(NotDone);
    }

    /// <summary>How it is started: <c>results</c> below the laboratory.</summary>
    public static Props Props(ResultsProjection projection, IClockHolds holds, RetryPlan retries, TimeProvider wall) =>
        Akka.Actor.Props.Create(() => new ResultsActor(projection, holds, retries, wall));

    /// <inheritdoc/>
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        foreach (var failure in _failed.Values) failure.Wait.Dispose();
    }

    private void Heard(JournaledEvent journaled)
    {
        _projection.Events.Heard(journaled);
        if (journaled.Event is RunEvents.RunEnded && journaled.PersistenceId.StartsWith(IRunEvents.PersistenceIdPrefix, StringComparison.Ordinal))
            Enqueue(new Work.Project(journaled.PersistenceId[IRunEvents.PersistenceIdPrefix.Length..]));
        if (journaled.Event is RegistryEvents.AliquotSettled settled)
            Enqueue(new Work.Project(settled.RunUuid));
    }

    private void WhenSaved(ResultsProtocol.WhenSaved asked)
    {
        if (_newest.TryGetValue(asked.RunUuid, out var summary))
        {
            Sender.Tell(new ResultsProtocol.RunSaved(asked.RunUuid, summary));
            return;
        }

        if (_failed.Values.FirstOrDefault(failure => failure.Work.RunUuid == asked.RunUuid && failure.Work.Attempts >= _retries.Patience) is { Work: { } work, Reason: var reason })
        {
            Sender.Tell(new ResultsProtocol.RunNotSaved(asked.RunUuid, work.Attempts, reason));
            return;
        }

        _waiting[asked.RunUuid] = _waiting.GetValueOrDefault(asked.RunUuid, []).Add(Sender);
        Enqueue(new Work.Find(asked.RunUuid));
    }

    private void Enqueue(Work work)
    {
        if (_queue.Any(queued => queued.Key == work.Key)) return;
        if (_failed.TryGetValue(work.Key, out var failure)) failure.Wait.Dispose();
        _queue.AddLast(failure?.Work ?? work);
        Begin();
    }

    private void Begin()
    {
        if (_current is not null || _queue.First is not { Value: var work }) return;
        _queue.RemoveFirst();
        _current = work;
        var task = Task.Factory.StartNew(() => work.Do(_projection), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _holds.PipeTo(task, $"results: {work.Words}", Self, success: result => new Finished(work, result), failure: exception => new Failed(work, exception));
    }

    private void Done(Finished finished)
    {
        _failed.Remove(finished.Work.Key);
        switch (finished)
        {
            case { Result: RunSummary saved }:
                Remember(saved);
                break;
            case { Work: Work.CatchUp, Result: ImmutableArray<string> missing }:
                foreach (var run in missing) Enqueue(new Work.Project(run));
                break;
            case { Work: Work.Rebuild rebuild, Result: ResultsProtocol.Rebuilt rebuilt }:
                foreach (var (run, reason) in rebuilt.Failed) TryAgain(new Work.Project(run), reason);
                rebuild.ReplyTo.Tell(rebuilt);
                break;
        }

        // Journal and database answer: what failed may go now.
        if (finished.Work is Work.Project or Work.CatchUp)
        {
            foreach (var failure in _failed.Values.ToArray()) Enqueue(failure.Work);
        }

        Next();
    }

    private void NotDone(Failed failed)
    {
        var reason = ResultsProjection.Reason(failed.Exception);
        if (failed.Work is Work.Rebuild rebuild) rebuild.ReplyTo.Tell(new ResultsProtocol.RebuildFailed(reason));
        else TryAgain(failed.Work, reason);
        Next();
    }

    private void Next()
    {
        _current = null;
        Begin();
    }

    private void TryAgain(Work work, string reason)
    {
        var again = work with { Attempts = work.Attempts + 1 };
        var wait = _retries.WaitAfter(again.Attempts);
        _log.Warning("Results: {Work} failed for the {Attempt}. time and is tried again in {Wait}: {Reason}", work.Words, again.Attempts, wait, reason);
        if (again.Attempts == _retries.Patience)
            _log.Error("Results: {Work} has failed {Attempts} times ({Reason}); the journal has everything, and it is tried until it is done", work.Words, again.Attempts, reason);
        if (work.RunUuid is { } run) TellLate(run, again.Attempts, reason);

        // Looking up is for those who waited; the saving of the run goes on by itself.
        if (work is Work.Find && again.Attempts >= _retries.Patience)
        {
            _failed.Remove(work.Key);
            return;
        }

        var self = Self;
        _failed[work.Key] = new Failure(again, reason, _wall.CreateTimer(_ => self.Tell(new Retry(work.Key)), null, wait, Timeout.InfiniteTimeSpan));
    }

    private void TellLate(string run, int attempts, string reason)
    {
        var late = attempts >= _retries.Patience;
        foreach (var asker in _waiting.GetValueOrDefault(run, []))
            asker.Tell(late ? new ResultsProtocol.RunNotSaved(run, attempts, reason) : new ResultsProtocol.RunNotYetSaved(run, attempts, reason));
        if (late) _waiting.Remove(run);
    }

    private void Remember(RunSummary saved)
    {
        if (_newest.TryAdd(saved.RunUuid, saved)) _newestInOrder.Enqueue(saved.RunUuid);
        else _newest[saved.RunUuid] = saved;
        if (_newestInOrder.Count > Remembered) _newest.Remove(_newestInOrder.Dequeue());
        if (!_waiting.Remove(saved.RunUuid, out var waiting)) return;
        foreach (var asker in waiting) asker.Tell(new ResultsProtocol.RunSaved(saved.RunUuid, saved));
    }

    private sealed record Retry(string Key);

    /// <summary>What failed last, and the wait until it is tried again.</summary>
    private sealed record Failure(Work Work, string Reason, ITimer Wait);

    private sealed record Finished(Work Work, object? Result);

    private sealed record Failed(Work Work, Exception Exception);

    /// <summary>Something to be done with journal and database.</summary>
    private abstract record Work(string Key, string Words, string? RunUuid = null)
    {
        public int Attempts { get; init; }

        public abstract object? Do(ResultsProjection projection);

        public sealed record CatchUp() : Work("catch-up", "looking for runs that are not saved")
        {
            public override object Do(ResultsProjection projection) => projection.Missing();
        }

        public sealed record Project(string Run) : Work($"project {Run}", $"saving run {Run}", Run)
        {
            public override object Do(ResultsProjection projection) => projection.Project(Run);
        }

        public sealed record Find(string Run) : Work($"find {Run}", $"looking up run {Run}", Run)
        {
            public override object? Do(ResultsProjection projection) => projection.Find(Run);
        }

        public sealed record Rebuild(IActorRef ReplyTo) : Work("rebuild", "rebuilding the results database")
        {
            public override object Do(ResultsProjection projection) => projection.Rebuild();
        }
    }
}
