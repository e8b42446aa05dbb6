using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Durations;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Tests.Durations;

public sealed class LearnedDurationsTests
{
    private const string Main = "def main():\n    gosub('heat')\n    sleep(duration)\n";
    private const string Child = "def main():\n    extract(extract_value)\n";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_mean_of_the_last_runs_is_taken()
    {
        var learned = Enumerable.Range(0, 25).Aggregate(LearnedDurations.None, (l, i) => l.With("a", new ScriptTimes(i < 15 ? 500 : 100 + (i % 2))));

        learned.Samples["a"].Length.ShouldBe(LearnedDurations.Kept);
        learned.Of("a")!.Length.ShouldBe(100.5);
        learned.Of("b").ShouldBeNull();
    }

    [Fact]
    public void A_run_that_took_much_longer_does_not_count()
    {
        var learned = new[] { 100.0, 101, 99, 100, 3700 }.Aggregate(LearnedDurations.None, (l, s) => l.With("a", new ScriptTimes(s, s / 10)));

        learned.Of("a")!.Length.ShouldBe(100);
        learned.Of("a")!.InletOpens.ShouldBe(10);
        learned.Of("a")!.InletCloses.ShouldBeNull();
    }

    [Fact]
    public void A_key_counts_texts_and_the_variables_that_they_name()
    {
        string Key(string text = Main, params (string Name, object Value)[] changed) => ScriptKey.Of(
            "extraction",
            [new ScriptText(ScriptDocument.HashOf(text), text), new ScriptText(ScriptDocument.HashOf(Child), Child)],
            Context(changed));
        var key = Key();

        key.Length.ShouldBe(32);
        Key(changed: ("duration", 61)).ShouldNotBe(key);
        Key(text: Main + "# changed\n").ShouldNotBe(key);
        Key(changed: ("cleanup", 1)).ShouldBe(key, "no text names cleanup");
        Key(changed: ("extract_value", 3)).ShouldBe(key, "a power takes no time");
        Key(changed: [("extract_value", 3), ("ramp_rate", 1)]).ShouldNotBe(Key(changed: [("extract_value", 4), ("ramp_rate", 1)]), "but a ramp to it does");
        Key(changed: ("run_identifier", "24701-02")).ShouldBe(key);
    }

    [Fact]
    public void Of_positions_only_the_number_counts()
    {
        const string Text = "def main():\n    for p in position:\n        sleep(1)\n";
        string Key(params string[] holes) => ScriptKey.Of("extraction", [new ScriptText("x", Text)], Context(("position", holes)));

        Key("3").ShouldBe(Key("17"));
        Key("3").ShouldNotBe(Key("3", "4"));
    }

    [Fact]
    public void A_run_teaches_what_its_scripts_took_under_the_key_that_a_trace_has()
    {
        var learned = Story("success").Aggregate(RunDurations.Empty, (d, e) => d.Apply(e)).Learned.ToDictionary(l => l.Key, l => l.Times);

        var extraction = ScriptKey.Of("extraction", [new ScriptText("m", Main), new ScriptText("c", Child)], Context());
        learned.Count.ShouldBe(4);
        learned[extraction].ShouldBe(new ScriptTimes(100));
        learned.Values.ShouldContain(new ScriptTimes(180, 4, 24, 24));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("canceled")]
    [InlineData("truncated")]
    public void Only_a_success_teaches(string state) =>
        Story(state).Aggregate(RunDurations.Empty, (d, e) => d.Apply(e)).Learned.ShouldBeEmpty();

    [Fact]
    public void Rows_that_a_script_cannot_tell_apart_have_one_shape()
    {
        var row = new RunSpec { Labnumber = "24701", Position = "3", Duration = 10, Row = 7, Overlap = 10, Comment = "a" };

        RunShape.Of(row with { Labnumber = "24702", Position = "9", Row = 8, Overlap = 0, Comment = "b" }).ShouldBe(RunShape.Of(row));
        RunShape.Of(row with { Duration = 11 }).ShouldNotBe(RunShape.Of(row));
        RunShape.Of(row with { Position = "3,4" }).ShouldNotBe(RunShape.Of(row));
        RunShape.Of(row with { Labnumber = "bu-FC-J" }).AnalysisType.ShouldBe("blank_unknown");
        RunShape.Of(row with { Labnumber = "dg" }).AnalysisType.ShouldBe(new RunSpec { Labnumber = "dg" }.AnalysisType);
    }

    private static ImmutableDictionary<string, JsonElement> Context(params (string Name, object Value)[] changed) =>
        new (string Name, object Value)[] { ("duration", 60), ("cleanup", 0), ("extract_value", 2), ("ramp_rate", 0), ("run_identifier", "24701-01") }
            .Concat(changed)
            .GroupBy(v => v.Name)
            .ToImmutableDictionary(g => g.Key, g => JsonSerializer.SerializeToElement(g.Last().Value));

    private static IEnumerable<IJournalEvent> Story(string state)
    {
        yield return Begun(0, "extraction", "main.py", "m", Main);
        yield return new ChildScriptRead(At(0), "extraction", "heat.py", "c", Child);
        yield return Called(0, "extraction", 1, "gosub", "main.py");
        yield return Called(0, "extraction", 2, "extract", "heat.py");
        yield return Over(100, "extraction");
        yield return Begun(130, "measurement", "measure.py", "x", "def main(): pass");
        yield return new MeasurementEvents.InletOpened(At(134), ["R"], 20);
        yield return new MeasurementEvents.InletClosed(At(154), ["R"]);
        yield return Begun(154, "post_equilibration", "line.py", "l", "def main(): pass");
        yield return Over(214, "post_equilibration");
        yield return Over(310, "measurement");
        yield return Begun(310, "post_measurement", "pump.py", "p", "def main(): pass");
        yield return Over(380, "post_measurement");
        yield return new RunEnded(At(380), state, "");
    }

    private static ScriptStarted Begun(double at, string kind, string path, string hash, string text) => new(At(at), kind, path, hash, text, "3.14", Context());

    private static CommandRequested Called(double at, string kind, long seq, string name, string file) =>
        new(At(at), kind, seq, name, ImmutableDictionary<string, JsonElement>.Empty, 1, 0, file);

    private static ScriptFinished Over(double at, string kind) => new(At(at), kind, "completed", "", 0, "");

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);
}
