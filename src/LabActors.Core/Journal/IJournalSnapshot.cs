namespace LabActors.Core.Journal;

/// <summary>
/// A persistent actor's state, kept to make its recovery shorter. Written by the same serializer as the events, under a
/// manifest of its own; whatever it holds can be had by replaying the events too, and is, in every other build than the one that wrote it:
/// another one may come to another state by the same events. Its first property is the build.
/// </summary>
public interface IJournalSnapshot
{
    /// <summary>The build that wrote it: <see cref="SnapshotBuild.Current"/> then.</summary>
    string Build { get; }
}
