using Akka.Actor;

namespace LabActors.Actors.Persistence;

/// <content>Writes and recoveries that fail: the actor stops, and whoever keeps the laboratory is told what kind of failure it is.</content>
public abstract partial class JournaledActor
{
    /// <inheritdoc/>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        // Akka would go on as if nothing had been asked, and leave the caller waiting. A write that is not taken is a failure.
        base.OnPersistRejected(cause, @event, sequenceNr);
        CountWriteOut();
        Context.Stop(Self);
    }

    /// <inheritdoc/>
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        TellFailed(cause);
    }

    /// <inheritdoc/>
    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        base.OnRecoveryFailure(reason, message!);

        // A journal that is away comes back. Whatever else keeps an actor from its state is there again at the next attempt, and the one after that.
        if (!TellFailed(reason))
            Context.System.EventStream.Publish(new RecoveryFailed(PersistenceId, LastSequenceNr + (message is null ? 1 : 0), reason.Message));
    }

    private bool TellFailed(Exception cause)
    {
        if (JournalFailed.Of(PersistenceId, cause) is not { } failed)
            return false;
        Context.System.EventStream.Publish(failed);
        return true;
    }
}
