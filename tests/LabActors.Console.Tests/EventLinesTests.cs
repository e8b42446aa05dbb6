using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Console.Json;
using LabActors.Console.Session;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Problems;

namespace LabActors.Console.Tests;

public sealed class EventLinesTests
{
    private static JsonElement Parse(string line)
    {
        line.ShouldNotContain('\n');
        return JsonDocument.Parse(line).RootElement;
    }

    [Fact]
    public void An_event_has_its_manifest_without_version_its_time_and_its_source_first()
    {
        var line = EventLines.Of("run-1", new RunEvents.StepStarted(History.Start, "extraction"));
        line.ShouldBe("""{"type":"run.step-started","at":"2026-03-02T17:05:00+00:00","source":"run-1","step":"extraction"}""");
    }

    [Fact]
    public void Fields_are_snake_case_and_the_names_of_detectors_stay_as_they_are()
    {
        var history = new History().Series("24701-01", 1, "signal", 120);
        var line = Parse(EventLines.Of(history.Events[0].Source, history.Events[0].Event));
        line.GetProperty("type").GetString().ShouldEndWith(".series-started");
        line.GetProperty("integration_seconds").GetDouble().ShouldBe(1);
        line.GetProperty("isotope_of_detector").GetProperty("CDD").GetString().ShouldBe("Ar36");
    }

    [Fact]
    public void A_trip_has_its_test_and_the_values_seen_and_its_kind_is_a_word()
    {
        var line = Parse(EventLines.Of("run-1", new ConditionalEvents.ConditionalTripped(
            History.Start, "c1", ConditionalKind.PreRunTermination, ConditionalLevel.System, "/lab/spectrometer/default_conditionals.yaml", 4, "CDD.inactive", "",
            [new ValueSeen("CDD.inactive", 1, ""), new ValueSeen("bone.IG.pressure", null, "has not answered")], "before extraction", 0, 0, Acts: true)));
        line.GetProperty("type").GetString().ShouldBe("conditional.tripped");
        (line.GetProperty("kind").GetString(), line.GetProperty("level").GetString(), line.GetProperty("test").GetString(), line.GetProperty("when").GetString())
            .ShouldBe(("pre_run_termination", "system", "CDD.inactive", "before extraction"));
        line.GetProperty("seen")[0].GetRawText().ShouldBe("""{"name":"CDD.inactive","value":1,"reason":""}""");
        line.GetProperty("seen")[1].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        line.GetProperty("acts").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A_reading_that_is_not_a_number_is_still_JSON()
    {
        var history = new History().Read("24701-01", 1, 1, ("H1", double.NaN));
        var line = Parse(EventLines.Of(history.Events[0].Source, history.Events[0].Event));
        line.GetProperty("intensities").GetProperty("H1").GetString().ShouldBe("NaN");
    }

    [Fact]
    public void Keys_have_the_same_order_in_every_process()
    {
        var history = new History().Read("24701-01", 1, 1, ("L2", 4), ("H1", 1), ("CDD", 5), ("AX", 2));
        var intensities = Parse(EventLines.Of(history.Events[0].Source, history.Events[0].Event)).GetProperty("intensities");
        intensities.EnumerateObject().Select(pair => pair.Name).ShouldBe(["AX", "CDD", "H1", "L2"]);
    }

    [Fact]
    public void Every_event_of_the_journal_becomes_one_line()
    {
        var history = History.MiddleOfTheDemo();
        foreach (var (source, journalEvent) in history.Events)
        {
            var line = Parse(EventLines.Of(source, journalEvent));
            line.GetProperty("source").GetString().ShouldBe(source);
            line.GetProperty("at").GetDateTimeOffset().ShouldBe(journalEvent.At);
        }
    }

    [Fact]
    public void Every_kind_of_event_has_a_type_of_its_own()
    {
        var kinds = typeof(IJournalEvent).Assembly.GetTypes()
            .Where(type => typeof(IJournalEvent).IsAssignableFrom(type) && type is { IsAbstract: false, IsInterface: false })
            .ToArray();
        kinds.Length.ShouldBeGreaterThan(50);
        var types = kinds.Select(kind => EventLines.TypeOf((IJournalEvent)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(kind))).ToArray();
        types.ShouldBeUnique();
        types.ShouldAllBe(type => !type.EndsWith(".v1"));
        types.ShouldNotContain("queue-ended");
        types.ShouldNotContain("problem");
    }

    [Fact]
    public void A_problem_has_its_place()
    {
        var line = EventLines.Of(new Problem("q.txt", 14, 6, "found 'ten', expected a number", Field: "e_value"));
        line.ShouldBe("""{"type":"problem","file":"q.txt","line":14,"column":6,"field":"e_value","severity":"error","message":"found 'ten', expected a number"}""");
    }

    [Fact]
    public void The_last_line_has_runs_with_their_isotopes()
    {
        var line = Parse(EventLines.Of(Outcomes.Completed));
        line.GetProperty("type").GetString().ShouldBe("queue-ended");
        line.GetProperty("state").GetString().ShouldBe("completed");
        line.GetProperty("duration_s").GetDouble().ShouldBe(3721.5);
        var run = line.GetProperty("runs")[1];
        run.GetProperty("run_id").GetString().ShouldBe("24701-01");
        run.GetProperty("type").GetString().ShouldBe("unknown");
        var argon40 = run.GetProperty("isotopes").GetProperty("Ar40");
        argon40.GetProperty("detector").GetString().ShouldBe("H1");
        argon40.GetProperty("intercept").GetDouble().ShouldBe(4893.1234);
        argon40.GetProperty("error").GetDouble().ShouldBe(0.52);
        argon40.GetProperty("fit").GetString().ShouldBe("parabolic");
        argon40.GetProperty("n").GetInt32().ShouldBe(120);
        argon40.GetProperty("baseline").GetDouble().ShouldBe(1.5);
        argon40.GetProperty("baseline_error").GetDouble().ShouldBe(0.1);
        argon40.GetProperty("value").GetDouble().ShouldBe(4891.6234);
        argon40.GetProperty("value_error").GetDouble().ShouldBe(0.53);
        line.TryGetProperty("problems", out _).ShouldBeFalse();
    }

    [Fact]
    public void An_intercept_that_could_not_be_had_is_null()
    {
        var isotope = new IsotopeOutcome("Ar36", "CDD", double.NaN, null, "linear", 2, null, null, null, null);
        var outcome = Outcomes.Completed with { Runs = [Outcomes.Completed.Runs[0] with { Isotopes = [isotope] }] };
        var argon36 = Parse(EventLines.Of(outcome)).GetProperty("runs")[0].GetProperty("isotopes").GetProperty("Ar36");
        argon36.GetProperty("intercept").ValueKind.ShouldBe(JsonValueKind.Null);
        argon36.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void An_age_is_told_with_both_of_its_errors_and_not_where_there_is_none()
    {
        var runs = Parse(EventLines.Of(Outcomes.Dated)).GetProperty("runs");
        var argon = runs[1].GetProperty("argon");
        argon.GetProperty("age_ma").GetDouble().ShouldBe(28.2);
        argon.GetProperty("age_error").GetDouble().ShouldBe(0.04);
        argon.GetProperty("age_error_with_j").GetDouble().ShouldBe(0.05);
        argon.GetProperty("radiogenic_yield_percent").GetDouble().ShouldBe(96.1);
        argon.GetProperty("kcl").ValueKind.ShouldBe(JsonValueKind.Null);
        runs[0].TryGetProperty("argon", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_refused_queue_ends_with_its_problems()
    {
        ImmutableArray<Problem> problems = [new("q.txt", 3, 0, "one"), new("q.txt", 4, 0, "two", ProblemSeverity.Warning)];
        var line = Parse(EventLines.Of(LabOutcome.Refused(problems)));
        line.GetProperty("state").GetString().ShouldBe("refused");
        line.GetProperty("runs").GetArrayLength().ShouldBe(0);
        line.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("severity").GetString()).ShouldBe(["error", "warning"]);
    }
}
