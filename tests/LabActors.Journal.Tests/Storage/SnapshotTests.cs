using System.Reflection;
using FsCheck.Xunit;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Journal.Serialization;

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

    [Theory]
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
        {
            var all = actor.ToArray();
            var events = all[..(1 + (int)((uint)end % all.Length))];
            var cut = (int)((uint)where % (events.Length + 1));
            var snapshot = keep(events[..cut].Aggregate(empty, apply));
            var bytes = JournalManifests.All.Serialize(snapshot);
            var kept = restore(JournalManifests.All.Deserialize(JournalManifests.All.ManifestOf(snapshot.GetType()), bytes));

            StateText.Of(events[cut..].Aggregate(kept, apply)).ShouldBe(StateText.Of(events.Aggregate(empty, apply)));
        }
    }
}
