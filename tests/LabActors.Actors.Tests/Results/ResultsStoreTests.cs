using System.Text.Json;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Tests.Reduction;
using Microsoft.EntityFrameworkCore;

namespace LabActors.Actors.Tests.Results;

public sealed class ResultsStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-results-").FullName;
    private readonly ResultsStore _store;

    public ResultsStoreTests()
    {
        _store = new(ResultsDatabase.File(Path.Combine(_folder, "results.db")));
        _store.Prepare();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_run_is_saved_with_all_that_it_has()
    {
        var record = RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start).Events);
        var summary = _store.Save(record, RunOrigin.Unknown with { LastOrdering = 42 });

        var row = _store.Analyses().ShouldHaveSingleItem();
        (row.Uuid, row.RunId, row.Identifier, row.AnalysisType, row.State, row.Simulated).ShouldBe(("u1", "66681-03A", "66681", "unknown", "success", true));
        (row.StartedAt, row.DurationSeconds).ShouldBe((Start, 110));
        row.Isotopes.Select(i => i.Isotope).ShouldBe(["Ar40", "Ar39", "Ar36"]);
        row.Baselines.Count.ShouldBe(3);
        row.Series.Count.ShouldBe(9);
        row.Scripts.Select(s => s.Path).ShouldBe(["extraction/co2.py", "measurement/unknown.py"]);
        row.Timeline.Count(t => t.Kind == TimelineRow.Step).ShouldBe(5);
        row.Timeline.ShouldContain(t => t.Kind == TimelineRow.Equilibration && t.Name == "R" && t.EndedAt - t.StartedAt == TimeSpan.FromSeconds(10));
        row.Log.Count.ShouldBe(record.Log.Count);
        JsonDocument.Parse(row.Spec).RootElement.GetProperty("extract_units").GetString().ShouldBe("watts");
        _store.ScriptText("sha-co2").ShouldBe("def main():\n    extract()\n");
        _store.Ordering().ShouldBe(42);
        summary.Isotopes.Select(i => i.Intercept).ShouldBe(record.Reduce().Isotopes.Select(i => i.Intercept));
        Dump(_store.Find("u1")).ShouldBe(Dump(summary));
        _store.Find("u2").ShouldBeNull();
    }

    [Fact]
    public void Conditionals_are_saved_with_the_values_that_tripped_them()
    {
        var conditional = new Conditional { Kind = ConditionalKind.PreRunTermination, Level = ConditionalLevel.System, File = "default.yaml", Line = 4, Test = "AX > 10" }.WithId();
        var story = new RunStory("u1", "66681-03A", Start).Begin()
            .Say(at => new ConditionalEvents.ConditionalsInstalled(at, [conditional]))
            .Say(at => new ConditionalEvents.ConditionalTripped(
                at, conditional.Id, conditional.Kind, conditional.Level, "default.yaml", 4, "AX > 10", "", [new("AX", 12.5, ""), new("CDD", null, "no reading")], "before extraction", 0, 0, true))
            .End("failed", "AX > 10");
        _store.Save(RunRecord.Fold(story.Events));

        var row = _store.Analyses()[0];
        var installed = row.Conditionals.ShouldHaveSingleItem();
        (installed.Kind, installed.Level, installed.Start, installed.Conditional).ShouldBe(("pre-run termination", "system", Conditional.DefaultStart, conditional.Id));
        var trip = row.Trips.ShouldHaveSingleItem();
        (trip.Conditional, trip.When, trip.Seen, trip.Acts).ShouldBe((conditional.Id, "before extraction", """{"AX":12.5,"CDD":null}""", true));
    }

    [Fact]
    public void Raw_readings_come_back_to_the_last_bit_with_those_that_are_missing()
    {
        var story = RunStory.Whole("u1", "66681-03A", Start).Events.Select(e => e is MeasurementEvents.ReadingTaken { Series: 2, Count: 4 } reading
            ? reading with { Intensities = reading.Intensities.Remove("CDD"), Quality = reading.Quality.Add("CDD", "missing") }
            : e);
        var record = RunRecord.Fold(story);
        _store.Save(record);

        var series = _store.Analyses()[0].Series.Single(s => s is { Kind: "signal", Detector: "CDD" });
        SeriesBlob.Unpack(series.Points, series.Quality).ShouldBe(record.Series[1].Points("CDD"));
        (series.Isotope, series.Quality).ShouldBe(("Ar36", """{"4":"missing"}"""));
    }

    [Fact]
    public void Saving_a_run_again_replaces_what_was_saved_of_it_and_of_no_other()
    {
        var first = RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start).Events);
        var second = RunRecord.Fold(RunStory.Whole("u2", "66681-03B", Start.AddHours(1)).Events);
        _store.Save(first, RunOrigin.Unknown with { LastOrdering = 10 });
        _store.Save(second, RunOrigin.Unknown with { LastOrdering = 20 });
        var before = Dump(_store.Analyses());

        _store.Save(first, RunOrigin.Unknown with { LastOrdering = 10 });
        Dump(_store.Analyses()).ShouldBe(before);
        _store.Ordering().ShouldBe(20, "the projection never goes back");

        _store.Save(first with { State = "failed", Cause = "why" });
        _store.Analyses().Select(row => (row.Uuid, row.State, row.Isotopes.Count)).ShouldBe([("u1", "failed", 3), ("u2", "success", 3)]);
    }

    [Fact]
    public void Errors_that_nobody_knows_are_stored_as_nothing_and_not_as_zero()
    {
        var story = new RunStory("u1", "66681-03A", Start).Begin().Extract().BeginMeasurement().Take("signal", 120, truncatedAfter: 1).End("aborted", "jan");
        _store.Save(RunRecord.Fold(story.Events));

        _store.Analyses()[0].Isotopes.ShouldAllBe(i => i.Error == null && i.Baseline == null && i.Used == 1 && i.Notes.Length > 0);
        _store.Find("u1")!.Isotopes[0].Error.ShouldBeNull();
    }

    [Fact]
    public void A_save_that_fails_leaves_what_was_there()
    {
        _store.Save(RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start).Events));
        var before = Dump(_store.Analyses());
        var whole = RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start).Events);
        var impossible = whole with { Log = whole.Log.Add(new(Start, "info", null!)) };

        Should.Throw<DbUpdateException>(() => _store.Save(impossible));
        Dump(_store.Analyses()).ShouldBe(before);
    }

    [Fact]
    public void Runs_of_a_queue_are_listed_in_the_order_in_which_they_began()
    {
        foreach (var (uuid, hour) in new[] { ("u3", 3), ("u1", 1), ("u2", 2) })
            _store.Save(RunRecord.Fold(RunStory.Whole(uuid, $"66681-0{hour}", Start.AddHours(hour)).Events));

        _store.Summaries("queue-1").Select(s => s.RunUuid).ShouldBe(["u1", "u2", "u3"]);
        _store.Summaries("queue-2").ShouldBeEmpty();
        _store.Saved(["u1", "u9"]).ShouldBe(["u1"]);
    }

    [Fact]
    public void The_migrations_say_all_that_the_model_says_on_either_database()
    {
        foreach (var database in new[] { ResultsDatabase.File("unused.db"), new ResultsDatabase(ResultsDatabase.PostgreSql, "Host=unused") })
        {
            using var context = new ResultsContext(database.Options());
            context.Database.HasPendingModelChanges().ShouldBeFalse(database.Provider);
        }
    }

    [Fact]
    public void A_provider_that_is_not_known_is_told_with_those_that_are() =>
        Should.Throw<ArgumentException>(() => new ResultsStore(new("oracle", ""))).Message.ShouldBe("The results database's provider is 'oracle': expected 'sqlite' or 'postgresql'.");

    internal static string Dump<T>(T rows) => JsonSerializer.Serialize(rows);
}
