using LabActors.Actors.Results;
using LabActors.Core.Reduction;
using LabActors.Core.Tests.Reduction;
using LabActors.Journal.Storage;
using LabActors.Journal.Tests.Storage;

namespace LabActors.Actors.Tests.Results;

/// <summary>The same rows on SQLite and on a PostgreSQL that the test starts; skipped, visibly, where none is installed.</summary>
[Collection(JournalStores.Collection)]
public sealed class ResultsOnEitherDatabaseTests(JournalStores databases)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, 123, TimeSpan.Zero);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public void What_is_saved_twice_and_dropped_and_saved_again_is_the_same(JournalProvider provider)
    {
        var store = Store(provider);
        store.Prepare();
        store.Prepare();
        var whole = RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start).Events);
        var cut = RunRecord.Fold(new RunStory("u2", "66681-03B", Start.AddHours(1)).Begin().Extract().BeginMeasurement().Take("signal", 90, truncatedAfter: 1).End("aborted", "jän").Events);

        store.Save(whole, RunOrigin.Unknown with { LastOrdering = 10 });
        store.Save(cut, RunOrigin.Unknown with { LastOrdering = 20 });
        var rows = ResultsStoreTests.Dump(store.Analyses());
        store.Save(whole, RunOrigin.Unknown with { LastOrdering = 10 });
        ResultsStoreTests.Dump(store.Analyses()).ShouldBe(rows);
        store.Clear();
        store.Analyses().ShouldBeEmpty();
        store.Ordering().ShouldBe(0);
        store.Save(cut, RunOrigin.Unknown with { LastOrdering = 20 });
        store.Save(whole, RunOrigin.Unknown with { LastOrdering = 10 });

        ResultsStoreTests.Dump(store.Analyses()).ShouldBe(rows);
        store.Ordering().ShouldBe(20);
        store.Saved(["u2", "u3"]).ShouldBe(["u2"]);
        store.Saved([]).ShouldBeEmpty();
        var first = store.Analyses()[0];
        first.StartedAt.ShouldBe(Start);
        var signal = first.Series.Single(s => s is { Kind: "signal", Detector: "H1" });
        SeriesBlob.Unpack(signal.Points, signal.Quality).ShouldBe(whole.Series[1].Points("H1"));
    }

    /// <summary>Results may stand in the journal's database: their tables have other names.</summary>
    private ResultsStore Store(JournalProvider provider)
    {
        var database = databases.Create(provider);
        return new(new(provider == JournalProvider.PostgreSql ? ResultsDatabase.PostgreSql : ResultsDatabase.Sqlite, database.ConnectionString));
    }
}
