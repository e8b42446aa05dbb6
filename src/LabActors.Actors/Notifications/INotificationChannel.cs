using LabActors.Core.Notifications;

namespace LabActors.Actors.Notifications;

/// <summary>A way to tell people or programs of an experiment event. It knows nothing of the outbox: it tells once, or throws.</summary>
public interface INotificationChannel
{
    /// <summary>Its name in the configuration and the journal.</summary>
    string Name { get; }

    /// <summary>Real time that one attempt may take.</summary>
    TimeSpan Limit { get; }

    /// <summary>Whether an event is to be told here at all.</summary>
    bool Wants(ExperimentEvent experiment);

    /// <summary>Tells it; returns what the other side said, for the log.</summary>
    /// <param name="id">Id of the event in the outbox; 0 for a sample.</param>
    /// <exception cref="Exception">It was not taken; the message says why.</exception>
    Task<string> DeliverAsync(long id, ExperimentEvent experiment, CancellationToken stop);
}
