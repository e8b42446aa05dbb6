using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Notifications;
using static LabActors.Actors.Notifications.NotifierProtocol;
using static LabActors.Core.Journal.Events.NotifierEvents;

namespace LabActors.Actors.Notifications;

/// <summary>
/// The outbox of hooks, webhooks and mails. Hears of every fact, makes experiment events of them, journals each as due for its channels under <c>notifier</c>, then tells
/// it: one at a time a channel, in order, tried again with back-off, given up after a day with an alert. No run waits for it and it takes no hold on the clock; limits and
/// waits are real time, since the world outside does not go at the laboratory's pace. At its start it makes due what happened while it did not hear. An
/// attempt that the end of the node cut off is made again: a receiver may hear an id twice. Lives as long as its laboratory.
/// </summary>
public sealed class NotifierActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "notifier";

    private readonly ImmutableDictionary<string, INotificationChannel> _channels;
    private readonly RetryRule _retry;
    private readonly Func<ImmutableHashSet<string>, Task<Missed>> _missed;
    private readonly TimeProvider _wall;
    private readonly Dictionary<string, Attempt> _attempts = [];
    private readonly Dictionary<string, ITimer> _waits = [];
    private readonly HashSet<IActorRef> _drains = [];
    private ExperimentEvents _experiment;
    private Outbox _outbox = Outbox.Empty;

    /// <summary>See <see cref="Props"/>.</summary>
    public NotifierActor(NotificationSettings settings, ImmutableHashSet<string> simulated, Func<ImmutableHashSet<string>, Task<Missed>> missed, TimeProvider wall)
        : base(Id)
    {
        (_channels, _retry, _missed, _wall) = (settings.Channels.ToImmutableDictionary(c => c.Name), settings.Retry, missed, wall);
        _experiment = ExperimentEvents.Of(simulated);
        Applies<IJournalEvent>(e => _outbox = _outbox.Apply(e));
        Keeps<OutboxSnapshot>(() => _outbox.ToSnapshot(), kept => _outbox = Outbox.Of(kept));
        CatchingUp();
    }

    /// <summary>The outbox.</summary>
    /// <param name="simulated">Names of simulated devices.</param>
    /// <param name="missed">Reads the journal, given the queues that are known as ended.</param>
    /// <param name="wall">Real time.</param>
    public static Props Props(
        NotificationSettings settings, ImmutableHashSet<string> simulated, Func<ImmutableHashSet<string>, Task<Missed>> missed, TimeProvider wall) =>
        Akka.Actor.Props.Create(() => new NotifierActor(settings, simulated, missed, wall));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        base.PreStart();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        foreach (var attempt in _attempts.Values)
            attempt.Stop.Cancel();
        foreach (var wait in _waits.Values)
            wait.Dispose();
        base.PostStop();
    }

    /// <inheritdoc/>
    protected override void OnRecovered() => _missed(_outbox.EndedQueues).PipeTo(Self);

    private void CatchingUp()
    {
        Command<Missed>(CatchUp);
        Command<Status.Failure>(f =>
        {
            Log.Error(f.Cause, "The outbox could not read the journal: what happened while it did not hear is not told");
            CatchUp(new Missed([], []));
        });
        CommandAny(_ => Stash.Stash());
    }

    private void CatchUp(Missed missed)
    {
        ImmutableArray<IJournalEvent> begun = _outbox.Begun ? [] : [new NotificationsBegun(Now, missed.EndedQueues)];
        JournalAll(begun, () =>
        {
            var due = missed.Facts.Select(DueOf).Where(d => d is not null).ToArray();
            var id = _outbox.LastId;
            ImmutableArray<IJournalEvent> facts = [.. due.Select(d => d! with { Id = ++id }), .. Orphans()];
            JournalAll(facts, () =>
            {
                Become(Running);
                Stash.UnstashAll();
                foreach (var channel in _channels.Keys)
                    Pump(channel);
            });
        });
    }

    private void Running()
    {
        // A question that is written together with its preset answer is none.
        Command<JournaledEvent>(e => Heard(new Fact(e.PersistenceId, e.SequenceNr, e.Event)), e => e is not { Event: DecisionEvents.DecisionAsked, Continues: true });
        Command<JournaledEvent>(_ => { });
        Command<Done>(Delivered);
        Command<WaitOver>(w =>
        {
            if (_waits.Remove(w.Channel, out var wait))
                wait.Dispose();
            Pump(w.Channel);
        });
        Command<GetListening>(_ => Sender.Tell(new Listening()));
        Command<Drain>(_ =>
        {
            _drains.Add(Sender);
            TellDrained();
        });
    }

    /// <summary>What is due on channels that the configuration has no more.</summary>
    private IEnumerable<IJournalEvent> Orphans() => _outbox.Undelivered.Where(u => !_channels.ContainsKey(u.Channel))
        .Select(u => new DeliveryGivenUp(Now, u.Waiting.Due.Id, u.Channel, u.Waiting.Attempts, "there is no such channel any more"));

    private void Heard(Fact fact)
    {
        if (DueOf(fact) is { } due)
        {
            Journal(due, d =>
            {
                foreach (var channel in d.Channels)
                    Pump(channel);
            });
        }
    }

    private EventDue? DueOf(Fact fact)
    {
        (_experiment, var happened) = _experiment.Apply(fact.Source, fact.Event);
        return happened is null || _outbox.Knows(happened.QueueId, fact.Source, fact.SequenceNr)
            ? null
            : new EventDue(
                Now,
                _outbox.LastId + 1,
                fact.Source,
                fact.SequenceNr,
                happened,
                [.. _channels.Values.Where(c => c.Wants(happened)).Select(c => c.Name).Order(StringComparer.Ordinal)],
                _wall.GetUtcNow());
    }

    private void Pump(string channel)
    {
        if (_attempts.ContainsKey(channel) || _waits.ContainsKey(channel) || !_channels.TryGetValue(channel, out var way) || _outbox.Head(channel) is not { } head)
        {
            TellDrained();
            return;
        }

        var stop = new CancellationTokenSource(way.Limit, _wall);
        _attempts[channel] = new Attempt(head.Due.Id, stop);
        Task.Run(() => way.DeliverAsync(head.Due.Id, head.Due.Event, stop.Token)).PipeTo(
            Self,
            success: said => new Done(channel, head.Due.Id, null, said),
            failure: e => new Done(channel, head.Due.Id, e is OperationCanceledException ? $"no answer within {way.Limit.TotalSeconds:0.###} s" : e.GetBaseException().Message, ""));
    }

    private void Delivered(Done done)
    {
        if (!_attempts.Remove(done.Channel, out var attempt) || _outbox.Head(done.Channel) is not { } head || head.Due.Id != done.Id)
            return;
        attempt.Stop.Dispose();
        var number = head.Attempts + 1;
        if (done.Failure is not { } reason)
        {
            Log.Info("{Channel}: {Event} {Id} delivered: {Said}", done.Channel, head.Due.Event.Event, done.Id, done.Said);
            Journal(new EventDelivered(Now, done.Id, done.Channel, number), _ => Pump(done.Channel));
        }
        else if (_wall.GetUtcNow() - head.Due.WallAt >= _retry.GiveUpAfter)
        {
            Log.Error("ALERT: {Event} {Id} could not be told on {Channel} and is given up after {Attempts} attempts: {Reason}", head.Due.Event.Event, done.Id, done.Channel, number, reason);
            Journal(new DeliveryGivenUp(Now, done.Id, done.Channel, number, reason), _ => Pump(done.Channel));
        }
        else
        {
            Log.Warning("{Channel}: {Event} {Id} was not delivered (attempt {Attempt}): {Reason}", done.Channel, head.Due.Event.Event, done.Id, number, reason);
            Journal(new DeliveryFailed(Now, done.Id, done.Channel, number, reason, _wall.GetUtcNow()), _ => Wait(done.Channel, _retry.After(number)));
        }
    }

    private void Wait(string channel, TimeSpan wait)
    {
        var self = Self;
        _waits[channel] = _wall.CreateTimer(_ => self.Tell(new WaitOver(channel)), null, wait, Timeout.InfiniteTimeSpan);
        TellDrained();
    }

    private void TellDrained()
    {
        if (_drains.Count == 0 || _attempts.Count > 0 || _channels.Keys.Any(c => !_waits.ContainsKey(c) && _outbox.Head(c) is not null))
            return;
        ImmutableArray<string> undelivered =
        [
            .. _outbox.Channels.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value.Count} {(c.Value.Count == 1 ? "event" : "events")} on {c.Key}, the first"
                + $" {c.Value[0].Due.Event.Event} of {c.Value[0].Due.Event.Queue} (attempt {c.Value[0].Attempts}: {c.Value[0].LastReason})"),
        ];
        foreach (var asker in _drains)
            asker.Tell(new Drained(undelivered));
        _drains.Clear();
    }

    private sealed record Attempt(long Id, CancellationTokenSource Stop);

    private sealed record Done(string Channel, long Id, string? Failure, string Said);

    private sealed record WaitOver(string Channel);
}
