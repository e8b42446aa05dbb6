using static LabActors.Journal.Serialization.JournalJsonContext;

namespace LabActors.Journal.Serialization;

/// <summary>
/// The manifest of every type that the journal holds: the name that stands in the database beside its bytes, for ever.
/// <para>
/// To add an event: its record in <c>LabActors.Core/Journal/Events</c>, <c>[JsonSerializable(typeof(X))]</c> on <see cref="JournalJsonContext"/>, one line
/// here, and its golden file (<c>LABACTORS_WRITE_GOLDEN=1 dotnet test tests/LabActors.Journal.Tests</c>, then commit it). To change one in any way but
/// adding a property that has a default value: keep the old record under a new name and its old manifest in
/// <c>Upcasters</c>, give the new one <c>.v2</c>, and leave the old golden file where it is.
/// </para>
/// </summary>
public static class JournalManifests
{
    /// <summary>All of them.</summary>
    public static JournalRegistry All { get; } = new(
        types:
        [
            new("node.started.v1", Lab.NodeStarted),
            new("node.stopped.v1", Lab.NodeStopped),
        ],
        upcasters:
        [
        ]);
}
