using System.Text.Json;
using System.Text.Json.Serialization;
using LabActors.Core.Journal;
using LabActors.Journal.Serialization;

namespace LabActors.Actors.Tests;

/// <summary>Events of the test's own actors, written by the product's serializer under manifests of their own.</summary>
public static class TestEvents
{
    public sealed record Counted(DateTimeOffset At, int Number) : IJournalEvent;

    public sealed record Renamed(DateTimeOffset At, string Name) : IJournalEvent;

    public sealed record Answered(DateTimeOffset At, JsonElement Answer) : IJournalEvent;

    public sealed record ShotRequested(DateTimeOffset At, string CommandId) : IJournalEvent;

    public sealed record ShotFired(DateTimeOffset At, string CommandId, bool FoundByReadingBack) : IJournalEvent;

    public sealed record ShotFailed(DateTimeOffset At, string CommandId, string Reason) : IJournalEvent;

    /// <summary>In no registry.</summary>
    public sealed record Unregistered(DateTimeOffset At) : IJournalEvent;

    public sealed record CounterSnapshot(string Build, int Number) : IJournalSnapshot;

    public static JournalRegistry Registry { get; } = JournalManifests.All.With(
        JournalType.Of("test.counted.v1", () => TestJsonContext.Default.Counted),
        JournalType.Of("test.renamed.v1", () => TestJsonContext.Default.Renamed),
        JournalType.Of("test.answered.v1", () => TestJsonContext.Default.Answered),
        JournalType.Of("test.shot-requested.v1", () => TestJsonContext.Default.ShotRequested),
        JournalType.Of("test.shot-fired.v1", () => TestJsonContext.Default.ShotFired),
        JournalType.Of("test.shot-failed.v1", () => TestJsonContext.Default.ShotFailed),
        JournalType.Of("test.counter-snapshot.v1", () => TestJsonContext.Default.CounterSnapshot));
}

[JsonSerializable(typeof(TestEvents.Counted))]
[JsonSerializable(typeof(TestEvents.Renamed))]
[JsonSerializable(typeof(TestEvents.Answered))]
[JsonSerializable(typeof(TestEvents.ShotRequested))]
[JsonSerializable(typeof(TestEvents.ShotFired))]
[JsonSerializable(typeof(TestEvents.ShotFailed))]
[JsonSerializable(typeof(TestEvents.CounterSnapshot))]
public sealed partial class TestJsonContext : JsonSerializerContext;
