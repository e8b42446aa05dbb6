using System.Text.Json;
using FsCheck.Xunit;
using LabActors.Core.Conditionals;

namespace LabActors.Core.Tests.Conditionals;

public sealed class ConditionalRoundTests
{
    [Fact]
    public void The_most_severe_trip_acts_and_an_action_that_resumes_hides_nothing()
    {
        var set = Set(
            Of(ConditionalKind.Action) with { Resume = true },
            Of(ConditionalKind.Modification),
            Of(ConditionalKind.Truncation),
            Of(ConditionalKind.Termination),
            Of(ConditionalKind.Cancelation));

        for (var count = set.Length; count > 0; count--)
        {
            var round = Round(set[..count], 1, 100);
            round.Acting!.Conditional.ShouldBe(set[count - 1].Conditional);
            round.Trips.Length.ShouldBe(count);
        }
    }

    [Fact]
    public void A_modification_that_terminates_is_as_severe_as_a_termination()
    {
        var set = Set(Of(ConditionalKind.Truncation), Of(ConditionalKind.Modification) with { UseTermination = true });

        Round(set, 1, 100).Acting!.Conditional.Kind.ShouldBe(ConditionalKind.Modification);
    }

    [Fact]
    public void Of_equals_the_first_acts()
    {
        var set = Set(Of(ConditionalKind.Termination) with { Level = ConditionalLevel.Run }, Of(ConditionalKind.Termination));

        Round(set, 1, 100).Acting!.Conditional.Level.ShouldBe(ConditionalLevel.Run);
    }

    [Fact]
    public void A_modification_fires_once_until_its_test_was_false()
    {
        var set = Set(Of(ConditionalKind.Modification));
        var counters = ConditionalCounters.None;
        var trips = new List<bool>();
        foreach (var value in new[] { 100.0, 100, 100, 1, 100, double.NaN, 100 })
        {
            var round = ConditionalRound.BeforeCount(set, counters, "unknown", 1, false, new TestValues().With("Ar40", value));
            counters = round.Counters;
            trips.Add(round.Acting is not null);
        }

        trips.ShouldBe([true, false, false, false, true, false, true]);
    }

    [Fact]
    public void What_is_known_from_another_run_replaces_what_is_known_here()
    {
        var counters = ConditionalCounters.None with { True = ConditionalCounters.None.True.Add("a", 1).Add("b", 2), Fired = ["c"] };

        counters.Updated(["a", "b"], ConditionalCounters.None.True.Add("a", 3))
            .ShouldBe(ConditionalCounters.None with { True = ConditionalCounters.None.True.Add("a", 3), Fired = ["c"] });
        counters.Updated([], ConditionalCounters.None.True).ShouldBe(counters);
    }

    [Fact]
    public void A_value_that_is_missing_resets_the_counter_and_is_told()
    {
        var set = Set(Of(ConditionalKind.Termination) with { Trips = 2 });
        var one = Round(set, 1, 100);
        one.Counters.True.Values.ShouldBe([1]);

        var missing = ConditionalRound.BeforeCount(set, one.Counters, "unknown", 2, false, new TestValues());
        missing.Counters.ShouldBe(ConditionalCounters.None);
        missing.NotEvaluated.ShouldHaveSingleItem().Missing.ShouldBe("Ar40 has no readings yet");
        missing.Acting.ShouldBeNull();
    }

    [Fact]
    public void Equilibrations_are_tested_during_a_sniff_only()
    {
        var set = Set(Of(ConditionalKind.Equilibration));

        Round(set, 1, 100).Acting.ShouldBeNull();
        ConditionalRound.BeforeCount(set, ConditionalCounters.None, "unknown", 1, true, new TestValues().With("Ar40", 100)).Acting.ShouldNotBeNull();
    }

    [Property]
    public void Trips_in_a_row_are_those_of_the_last_tests(bool[] holds, byte trips)
    {
        var needed = (trips % 4) + 1;
        var conditional = Of(ConditionalKind.Termination) with { Trips = needed, Id = "t" };
        var counters = ConditionalCounters.None;
        var inARow = 0;
        foreach (var held in holds)
        {
            (counters, var tripped) = counters.Counted(conditional, held);
            inARow = held ? inARow + 1 : 0;
            tripped.ShouldBe(inARow == needed);
            if (tripped)
                inARow = 0;
            counters.True.GetValueOrDefault("t").ShouldBe(inARow);
        }
    }

    [Theory]
    [InlineData("add_truncation", """{"attr":"Ar40","teststr":"Ar40>5","start_count":3,"ntrips":2,"abbreviated_count_ratio":0.5}""", ConditionalKind.Truncation, "Ar40>5", 3, 10)]
    [InlineData("add_termination", """{"attr":"age","teststr":">10"}""", ConditionalKind.Termination, "age>10", 0, 10)]
    public void A_script_adds(string command, string arguments, ConditionalKind kind, string test, int start, int frequency)
    {
        var (conditional, problem) = ScriptConditional.Added(command, Arguments(arguments), "s.py", 7);

        problem.ShouldBeEmpty();
        conditional!.Kind.ShouldBe(kind);
        conditional.Test.ShouldBe(test);
        (conditional.Start, conditional.Frequency, conditional.Place).ShouldBe((start, frequency, "s.py:7"));
    }

    [Theory]
    [InlineData("add_termination", """{"attr":"age","teststr":""}""", "found no test")]
    [InlineData("add_termination", """{"attr":"age","teststr":"<","start_count":5}""", "found the end")]
    [InlineData("add_truncation", """{"attr":"age","teststr":"age>3","frequency":0}""", "at least 1")]
    [InlineData("add_truncation", """{"attr":"age","teststr":"agge>3"}""", "do you mean 'age'")]
    [InlineData("whiff", """{"ncounts":5,"conditionals":[{"teststr":"Ar41>3","action":"run"}]}""", "found 'Ar41'")]
    [InlineData("whiff", """{"ncounts":5,"conditionals":"Ar40>3"}""", "a list of conditionals was expected")]
    public void A_scripts_conditional_that_cannot_work_is_refused(string command, string arguments, string message) =>
        ScriptConditional.Refuse(command, Arguments(arguments), TestValues.Names).ShouldNotBeNull().ShouldContain(message);

    private static System.Collections.Immutable.ImmutableDictionary<string, JsonElement> Arguments(string json) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)));

    private static Conditional Of(ConditionalKind kind) => new()
    {
        Kind = kind,
        Level = ConditionalLevel.System,
        Test = "Ar40>50",
        Start = 0,
        Action = kind == ConditionalKind.Modification ? ModificationAction.SkipNextRun : "",
    };

    private static InstalledConditional[] Set(params Conditional[] conditionals) =>
        [.. ConditionalFile.Identified(conditionals).Select(c => InstalledConditional.Bind(c, TestValues.Names)!)];

    private static ConditionalRound Round(InstalledConditional[] set, int count, double ar40) =>
        ConditionalRound.BeforeCount(set, ConditionalCounters.None, "unknown", count, false, new TestValues().With("Ar40", ar40));
}
