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
/// analysis on a thread of its own while it holds the laboratory's clock; one thing at a time, in order. What fails is tried
/// again by <see cref="RetryPlan"/>, holds up nothing else, and is reported when it is given up; it is tried once more whenever something else succeeds. Persists nothing itself: it projects the
/// runs that ended while it was away when it is told that the laboratory is up, and takes no time from that. Lives as long as its node; no run waits for it.
/// </summary>
public sealed class ResultsActor : ReceiveActor, IWithTimers
{
    /// <summary>How many of the newest runs are answered for without asking the database.</summary>
    private const int Remembered = 100;

    private readonly ResultsProjection _projection;
    private readonly IClockHolds _holds;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly LinkedList<Work> _queue = [];
    private readonly Dictionary<string, ImmutableHashSet<IActorRef>> _waiting = [];
    private readonly Dictionary<string, RunSummary> _newest = [];
    private readonly Queue<string> _newestInOrder = [];
    private readonly Dictionary<string, (Work Work, string Reason)> _givenUp = [];
    private readonly RetryPlan _retries = RetryPlan.OfADay;
    private Work? _current;

    /// <summary>An actor of this projection.</summary>
    public ResultsActor(ResultsProjection projection, IClockHolds holds)
    {
        (_projection, _holds) = (projection, holds);
        Receive<JournaledEvent>(Heard);
        Receive<ResultsProtocol.WhenSaved>(WhenSaved);
        Receive<ResultsProtocol.CatchUp>(_ => Enqueue(new Work.CatchUp()));
        Receive<ResultsProtocol.Rebuild>(_ => Enqueue(new Work.Rebuild(Sender)));
        Receive<Retry>(retry => Enqueue(retry.Work));
        Receive<Finished>(Done);
        Receive<Failed>(NotDone);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How it is started: <c>results</c> below the laboratory.</summary>
    public static Props Props(ResultsProjection projection, IClockHolds holds) => Akka.Actor.Props.Create(() => new ResultsActor(projection, holds));

    /// <inheritdoc/>
    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void Heard(JournaledEvent journaled)
    {
        _projection.Events.Heard(journaled);
        if (journaled.Event is RunEvents.RunEnded && journaled.PersistenceId.StartsWith(IRunEvents.PersistenceIdPrefix, StringComparison.Ordinal))
            Enqueue(new Work.Project(journaled.PersistenceId[IRunEvents.PersistenceIdPrefix.Length..]));
    }

    private void WhenSaved(ResultsProtocol.WhenSaved asked)
    {
        if (_newest.TryGetValue(asked.RunUuid, out var summary))
        {
            Sender.Tell(new ResultsProtocol.RunSaved(asked.RunUuid, summary));
            return;
        }

        if (_givenUp.Values.FirstOrDefault(given => given.Work.RunUuid == asked.RunUuid) is { Work: { } work, Reason: var reason })
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
        _queue.AddLast(work);
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
        _givenUp.Remove(finished.Work.Key);
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

        // Journal and database answer: what was given up may go now. One attempt each, so that what cannot be read is not read for ever.
        if (finished.Work is Work.Project or Work.CatchUp)
        {
            var again = _givenUp.Values.Select(given => given.Work with { Attempts = _retries.Attempts - 1 }).ToArray();
            _givenUp.Clear();
            foreach (var work in again) Enqueue(work);
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
        if (_retries.WaitAfter(again.Attempts) is not { } wait)
        {
            GiveUp(again, reason);
            return;
        }

        _log.Warning("Results: {Work} failed for the {Attempt}. time and is tried again in {Wait}: {Reason}", work.Words, again.Attempts, wait, reason);
        Timers.StartSingleTimer(work.Key, new Retry(again), wait);
        if (work.RunUuid is not { } run) return;
        foreach (var waiting in _waiting.GetValueOrDefault(run, [])) waiting.Tell(new ResultsProtocol.RunNotYetSaved(run, again.Attempts, reason));
    }

    /// <summary>Nothing is lost: the journal has the run, and it is saved when something else is, at the next start, or when somebody lists runs.</summary>
    private void GiveUp(Work work, string reason)
    {
        _log.Error("Results: {Work} failed for the {Attempt}. time and is not tried again by itself: {Reason}", work.Words, work.Attempts, reason);
        _givenUp[work.Key] = (work, reason);
        if (work.RunUuid is not { } run || !_waiting.Remove(run, out var waiting)) return;
        foreach (var asker in waiting) asker.Tell(new ResultsProtocol.RunNotSaved(run, work.Attempts, reason));
    }

    private void Remember(RunSummary saved)
    {
        if (_newest.TryAdd(saved.RunUuid, saved)) _newestInOrder.Enqueue(saved.RunUuid);
        else _newest[saved.RunUuid] = saved;
        if (_newestInOrder.Count > Remembered) _newest.Remove(_newestInOrder.Dequeue());
        if (!_waiting.Remove(saved.RunUuid, out var waiting)) return;
        foreach (var asker in waiting) asker.Tell(new ResultsProtocol.RunSaved(saved.RunUuid, saved));
    }

    private sealed record Retry(Work Work);

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
