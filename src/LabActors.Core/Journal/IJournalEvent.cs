namespace LabActors.Core.Journal;

/// <summary>A fact that has happened and is kept for ever. Every event says when, in laboratory time.</summary>
public interface IJournalEvent
{
    /// <summary>Laboratory time at which the fact became known to the actor that journals it.</summary>
    DateTimeOffset At { get; }
}
