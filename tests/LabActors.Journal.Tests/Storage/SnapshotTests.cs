using System.Reflection;
using FsCheck.Xunit;
using LabActors.Core.Execution;
using LabActors.Core.Exports;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Core.Notifications;
using LabActors.Journal.Serialization;
using static LabActors.Core.Journal.Events.ExportEvents;
using static LabActors.Core.Journal.Events.NotifierEvents;

namespace LabActors.Journal.Tests.Storage;

/// <summary>A state that was kept at any event of a recorded journal, and the events after it, come to what all events come to: to the last field.</summary>
public sealed class SnapshotTests
{
    private static readonly ILookup<string, IJournalEvent> Recorded = StoredJournal.Names
        .SelectMany(name => StoredJournal.Read(Path.Combine(StoredJournal.Folder, $"{name}.jsonl.gz")).Events.Select(row => (Id: $"{name}/{row.Id}", row.Event)))
        .ToLookup(row => row.Id, row => row.Event);

    [Property(MaxTest = 60)]
    public void A_line_that_was_kept_is_the_line_that_is_replayed(int where, int end) =>
        Compare("line", where, end, LineState.Empty, (state, e) => state.Apply(e), state => state.ToSnapshot(), kept => LineState.Of((LineSnapshot)kept));

    [Property(MaxTest = 60)]
    public void Leases_that_were_kept_are_the_leases_that_are_replayed(int where, int end) =>
        Compare("leases", where, end, LeaseState.Empty, (state, e) => state.Apply(e), state => state.ToSnapshot(), kept => LeaseState.Of((LeaseSnapshot)kept));

    [Property(MaxTest = 60)]
    public void A_registry_that_was_kept_is_the_registry_that_is_replayed(int where, int end) =>
        Compare("run-registry", where, end, RunRegistry.Empty, (state, e) => state.Apply(e), state => state.ToSnapshot(), kept => RunRegistry.Of((RegistrySnapshot)kept));

    [Property(MaxTest = 60)]
    public void Exports_that_were_kept_are_the_exports_that_are_replayed(int where, int end) =>
        CompareOne(Exports, where, end, ExportOutbox.Empty, (state, e) => state.Apply(e), state => state.ToSnapshot(), kept => ExportOutbox.Of((ExportSnapshot)kept));

    [Property(MaxTest = 60)]
    public void A_notifier_that_was_kept_is_the_notifier_that_is_replayed(int where, int end) =>
        CompareOne(Notices, where, end, Outbox.Empty, (state, e) => state.Apply(e), state => state.ToSnapshot(), kept => Outbox.Of((OutboxSnapshot)kept));

    [Theory]
    [InlineData(typeof(ExportOutbox), typeof(ExportSnapshot))]
    [InlineData(typeof(Outbox), typeof(OutboxSnapshot))]
    [InlineData(typeof(LineState), typeof(LineSnapshot))]
    [InlineData(typeof(LeaseState), typeof(LeaseSnapshot))]
    [InlineData(typeof(RunRegistry), typeof(RegistrySnapshot))]
    public void A_snapshot_has_every_field_of_its_state(Type state, Type snapshot)
    {
        var fields = state.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.Name.Split('<', '>')[1]);
        snapshot.GetProperties().Select(property => property.Name).Except([nameof(IJournalSnapshot.Build)]).ShouldBe(fields, ignoreOrder: true);
    }

    private static void Compare<TState>(
        string id, int where, int end, TState empty, Func<TState, IJournalEvent, TState> apply, Func<TState, IJournalSnapshot> keep, Func<object, TState> restore)
        where TState : notnull
    {
        foreach (var actor in Recorded.Where(actor => actor.Key.EndsWith($"/{id}", StringComparison.Ordinal)))
            CompareOne([.. actor], where, end, empty, apply, keep, restore);
    }

    private static void CompareOne<TState>(
        IJournalEvent[] all, int where, int end, TState empty, Func<TState, IJournalEvent, TState> apply, Func<TState, IJournalSnapshot> keep, Func<object, TState> restore)
        where TState : notnull
    {
        var events = all[..(1 + (int)((uint)end % all.Length))];
        var cut = (int)((uint)where % (events.Length + 1));
        var snapshot = keep(events[..cut].Aggregate(empty, apply));
        var bytes = JournalManifests.All.Serialize(snapshot);
        var kept = restore(JournalManifests.All.Deserialize(JournalManifests.All.ManifestOf(snapshot.GetType()), bytes));

        StateText.Of(events[cut..].Aggregate(kept, apply)).ShouldBe(StateText.Of(events.Aggregate(empty, apply)));
    }

    private static readonly DateTimeOffset At = new(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);

    private static readonly IJournalEvent[] Exports =
    [
        new ExportTargetSet(At, new ExportTarget("dvc", "/exports", "file:///{repository}", "")),
        new ExportWanted(At, "u1", "66681-01"),
        new ExportFailed(At, "u1", 1, "no space"),
        new ExportWanted(At, "u2", "66681-02"),
        new ExportFailed(At, "u1", 3, "no space"),
        new ExportAlertRaised(At, "export", "no space", 2),
        new ExportMade(At, "u1", "/exports/b", true, [], ["b", "a"], 70),
        new PushFailed(At, 1, "the remote is gone"),
        new ExportMade(At, "u2", "/exports/a", true, [], ["a"], 90),
        new ExportsPushed(At, ["a"]),
        new ExportAlertCleared(At),
    ];

    private static readonly IJournalEvent[] Notices =
    [
        new NotificationsBegun(At, ["queue-old"]),
        Due(1, "queue-q1", 1, "START_QUEUE", "q1", "mail", "hook"),
        new DeliveryFailed(At, 1, "mail", 1, "no answer", At),
        Due(2, "run-u1", 1, "START_RUN", "q1", "hook"),
        new EventDelivered(At, 1, "hook", 1),
        Due(3, "queue-q1", 9, "END_QUEUE", "q1", "mail", "hook"),
        new DeliveryGivenUp(At, 1, "mail", 9, "no answer"),
        Due(4, "queue-q2", 1, "START_QUEUE", "q2", "mail"),
        new EventDelivered(At, 2, "hook", 1),
    ];

    private static EventDue Due(long id, string source, long number, string name, string queue, params string[] channels) => new(
        At, id, source, number,
        new ExperimentEvent(1, name, At, queue, queue, "q.txt", "", "", "", 0, 1, "Argus", "", "jan", "", "", At, null, false, "", false, true),
        [.. channels], At);
}
