using Akka.Actor.Setup;

namespace LabActors.Journal.Serialization;

/// <summary>
/// Gives an actor system another registry than <see cref="JournalManifests.All"/>: for programs, and tests, that journal
/// events of their own.
/// </summary>
public sealed class JournalManifestSetup(JournalRegistry registry) : Setup
{
    /// <summary>The registry that the actor system's journal is written with.</summary>
    public JournalRegistry Registry { get; } = registry;
}
