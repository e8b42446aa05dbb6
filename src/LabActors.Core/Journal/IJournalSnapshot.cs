namespace LabActors.Core.Journal;

/// <summary>
/// A persistent actor's state, kept to make its recovery shorter. Written by the same serializer as the events, under a
/// manifest of its own; whatever it holds can be had by replaying the events too.
/// </summary>
public interface IJournalSnapshot;
