using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using LabActors.Actors.Time;
using LabActors.Core.Journal;
using LabActors.Journal.Serialization;

namespace LabActors.Actors.Persistence;

/// <summary>
/// A persistent actor as this project writes them: its state changes only by events that are in the journal, and by the same
/// functions whether an event is new or replayed.
/// <code>
/// sealed class LeaseActor : JournaledActor
/// {
///     private LeaseState _state = LeaseState.Empty;
///
///     public LeaseActor() : base("leases")
///     {
///         Applies&lt;LeaseEvents.LeaseGranted&gt;(granted => _state = _state.Apply(granted));   // one for each event type (or an interface of several)
///         Command&lt;Acquire&gt;(acquire => JournalAll(_state.Decide(acquire, Now), () => Sender.Tell(...)));
///     }
/// }
/// </code>
/// <para>
/// The virtual clock is held from a write to its handler, from the start to the end of recovery, and while a snapshot is saved;
/// the holds are released however the actor ends. An event that the actor could not replay, or that has no manifest, is
/// refused when it is journaled, not when it is needed. An unknown event in the journal fails the recovery. A write
/// that fails or is rejected stops the actor: create it with <see cref="Supervision.BackedOff"/>.
/// </para>
/// <para>
/// Use <see cref="Journal{TEvent}"/> and <see cref="JournalAll"/>, never Akka's <c>Persist</c> family: a test looks for it.
/// </para>
/// </summary>
public abstract partial class JournaledActor : ReceivePersistentActor
{
    private readonly List<(Type Type, Action<object> Apply)> _appliers = [];
    private readonly HashSet<Type> _journalable = [];
    private readonly Dictionary<IActorRef, object> _watched = [];
    private IDisposable? _recoveryHold;
    private IDisposable? _writeHold;
    private int _writesInFlight;

    /// <summary>An actor whose events are under this id.</summary>
    /// <param name="persistenceId">Unique in the laboratory, and the same for ever.</param>
    protected JournaledActor(string persistenceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(persistenceId);
        PersistenceId = persistenceId;
        Clock = LabClock.Of(Context.System);
        _keepEvery = Context.System.Settings.Config.GetInt(SnapshotEveryKey);
        Recover<RecoveryCompleted>(_ => CompleteRecovery());
        Recover<SnapshotOffer>(offer =>
        {
            Restore(offer.Snapshot);
            _keptAt = offer.Metadata.SequenceNr;
        });

        Command<Terminated>(TellDeath);

        // After this Akka refuses any further Recover: there is no second recovery path, and no event passes in silence.
        RecoverAny(Apply);
    }

    /// <inheritdoc/>
    public sealed override string PersistenceId { get; }

    /// <summary>The laboratory's clock.</summary>
    protected LabClock Clock { get; }

    /// <summary>Laboratory time: what the events say in <see cref="IJournalEvent.At"/>.</summary>
    protected DateTimeOffset Now => Clock.Now;

    /// <summary>Says how an event changes the state, new or replayed: no effects, no messages, no clock.</summary>
    /// <typeparam name="TEvent">An event, or an interface that several implement; the first that fits is used.</typeparam>
    protected void Applies<TEvent>(Action<TEvent> apply)
        where TEvent : class, IJournalEvent =>
        _appliers.Add((typeof(TEvent), @event => apply((TEvent)@event)));

    /// <summary>
    /// Writes an event. When it is in the journal it is applied, published as <see cref="JournaledEvent"/>, and then
    /// <paramref name="then"/> runs: the place for effects and replies, with the command's <c>Sender</c>. No other
    /// command is handled in between.
    /// </summary>
    /// <exception cref="InvalidOperationException">The actor could not replay the event, or it has no manifest.</exception>
    protected new void Journal<TEvent>(TEvent @event, Action<TEvent>? then = null)
        where TEvent : class, IJournalEvent
    {
        EnsureJournalable(@event);
        CountWriteIn();
        Persist(@event, written => Finish(written, then is null ? null : () => then(written), continues: false));
    }

    /// <summary>
    /// Writes events in order, in one transaction: all of them or none. Each is applied and published in turn;
    /// <paramref name="then"/> runs once, after the last. No events: <paramref name="then"/> runs at once.
    /// </summary>
    /// <inheritdoc cref="Journal{TEvent}" path="/exception"/>
    protected void JournalAll(IEnumerable<IJournalEvent> events, Action? then = null)
    {
        var batch = events.ToArray();
        Array.ForEach(batch, EnsureJournalable);
        if (batch.Length == 0)
        {
            then?.Invoke();
            return;
        }

        foreach (var _ in batch)
            CountWriteIn();
        var left = batch.Length;
        PersistAll(batch, written => Finish(written, --left == 0 ? then : null, continues: left > 0));
    }

    /// <summary>
    /// Watches an actor; its death arrives as the given message. Never <c>Context.WatchWith</c> in a persistent actor: a death that comes while
    /// a write is under way is stashed, and Akka forgets the message that was to go with it.
    /// </summary>
    protected void WatchFor(IActorRef actor, object whenDead)
    {
        _watched[actor] = whenDead;
        Context.Watch(actor);
    }

    /// <summary>No longer cares for the death of an actor.</summary>
    protected void NoLongerWatch(IActorRef actor)
    {
        _watched.Remove(actor);
        Context.Unwatch(actor);
    }

    /// <summary>Recovery is over: the earliest moment for effects. Unsettled intents are settled here.</summary>
    protected virtual void OnRecovered()
    {
    }

    /// <inheritdoc/>
    protected override bool AroundReceive(Akka.Actor.Receive receive, object message)
    {
        switch (message)
        {
            case SaveSnapshotSuccess saved:
                ReleaseSnapshot();
                DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1));
                return true;
            case DeleteSnapshotsSuccess:
                return true;
            case DeleteSnapshotsFailure failure:
                Log.Warning(failure.Cause, "Older snapshots of {PersistenceId} were not deleted: they take room and are not used", PersistenceId);
                return true;
            case SaveSnapshotFailure failure:
                ReleaseSnapshot();
                Log.Warning(failure.Cause, "The snapshot of {PersistenceId} at {SequenceNr} was not saved; recovery will replay more events", PersistenceId, failure.Metadata.SequenceNr);
                return true;
            default:
                return base.AroundReceive(receive, message);
        }
    }

    /// <inheritdoc/>
    public override void AroundPreStart()
    {
        HoldForRecovery();
        base.AroundPreStart();
    }

    /// <inheritdoc/>
    public override void AroundPostRestart(Exception cause, object? message)
    {
        HoldForRecovery();
        base.AroundPostRestart(cause, message);
    }

    /// <inheritdoc/>
    public override void AroundPreRestart(Exception cause, object? message)
    {
        base.AroundPreRestart(cause, message);
        ReleaseAll();
    }

    /// <inheritdoc/>
    public override void AroundPostStop()
    {
        base.AroundPostStop();
        ReleaseAll();
    }

    private void TellDeath(Terminated death)
    {
        if (_watched.Remove(death.ActorRef, out var message))
            Self.Tell(message);
    }

    private void Finish(IJournalEvent written, Action? then, bool continues)
    {
        try
        {
            Apply(written);
            Context.System.EventStream.Publish(new JournaledEvent(PersistenceId, LastSequenceNr, written.At, written) { Continues = continues });
            KeepWhenDue();
            then?.Invoke();
        }
        finally
        {
            CountWriteOut();
        }
    }

    private void Apply(object @event)
    {
        var apply = ApplierOf(@event.GetType())
            ?? throw new SerializationException($"{PersistenceId} holds a {@event.GetType().Name} that {GetType().Name} does not know how to apply.");
        apply(@event);
    }

    private Action<object>? ApplierOf(Type type)
    {
        foreach (var (handled, apply) in _appliers)
        {
            if (handled.IsAssignableFrom(type))
                return apply;
        }

        return null;
    }

    private void EnsureJournalable(IJournalEvent @event)
    {
        var type = @event.GetType();
        if (!_journalable.Add(type))
            return;
        var problem =
            ApplierOf(type) is null ? $"has no Applies<{type.Name}>: it could not be replayed"
            : Context.System.Serialization.FindSerializerForType(type) is not JournalSerializer serializer ? "is not bound to the journal's serializer: node.conf is not loaded"
            : !serializer.Registry.Covers(type) ? $"has no manifest: it needs a line in {nameof(JournalManifests)}"
            : null;
        if (problem is null)
            return;
        _journalable.Remove(type);
        throw new InvalidOperationException($"{PersistenceId} ({GetType().Name}) cannot journal a {type.Name}, which {problem}.");
    }

    private void CompleteRecovery()
    {
        try
        {
            KeepWhenDue();
            OnRecovered();
        }
        finally
        {
            _recoveryHold?.Dispose();
            _recoveryHold = null;
        }
    }

    private void KeepWhenDue()
    {
        if (_kept is null || _keepEvery <= 0 || LastSequenceNr - _keptAt < _keepEvery)
            return;
        _keptAt = LastSequenceNr;
        TakeSnapshot(_kept());
    }

    private void HoldForRecovery() => _recoveryHold = Clock.Holds.Hold($"recovery of {PersistenceId}");

    private void CountWriteIn()
    {
        if (_writesInFlight++ == 0)
            _writeHold = Clock.Holds.Hold($"journal write of {PersistenceId}");
    }

    private void CountWriteOut()
    {
        if (--_writesInFlight > 0)
            return;
        _writeHold?.Dispose();
        _writeHold = null;
    }

    private void ReleaseAll()
    {
        while (_snapshotHolds.TryDequeue(out var hold))
            hold.Dispose();
        _writesInFlight = 0;
        _writeHold?.Dispose();
        _recoveryHold?.Dispose();
        _writeHold = _recoveryHold = null;
    }
}
