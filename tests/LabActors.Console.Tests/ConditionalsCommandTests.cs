using LabActors.Core.Conditionals;

namespace LabActors.Console.Tests;

public sealed class ConditionalsCommandTests : IDisposable
{
    private readonly CommandRun _commands = new();

    public ConditionalsCommandTests() =>
        File.Copy(Path.Combine(Repository.Root, "examples", "demo-lab", "lab.yaml"), Path.Combine(_commands.Demo.Lab, "lab.yaml"), overwrite: true);

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task A_file_without_errors_is_accepted()
    {
        (await CheckAsync("truncations:\n- teststr: Ar36>10.0\n")).ShouldBe(0);

        _commands.OutputLines.ShouldBe(["accepted: 0 errors, 0 warnings"]);
    }

    [Fact]
    public async Task Every_problem_is_told_and_refuses()
    {
        (await CheckAsync("truncations:\n- teststr: Ar41>10.0\n- teststr: (age>3\nterminatons: []\n")).ShouldBe(1);

        _commands.OutputLines.Length.ShouldBe(4);
        _commands.OutputLines[0].ShouldContain("f.yaml:2:12: error: test: 'Ar41>10.0': found 'Ar41'");
        _commands.OutputLines[1].ShouldContain("f.yaml:3:18: error");
        _commands.OutputLines[2].ShouldContain("f.yaml:4:1: error: found section 'terminatons' (do you mean 'terminations'?)");
        _commands.OutputLines[3].ShouldBe("refused: 3 errors, 0 warnings");
    }

    [Fact]
    public async Task Programs_get_lines_of_json()
    {
        (await CheckAsync("truncations:\n- teststr: Ar41>10.0\n", "--json")).ShouldBe(1);

        _commands.OutputLines[0].ShouldStartWith("""{"type":"problem","file":""");
        _commands.OutputLines[1].ShouldBe("""{"type":"check-ended","state":"refused","errors":1,"warnings":0,"queues":[]}""");
    }

    [Fact]
    public async Task A_conditional_is_explained_in_words()
    {
        Write("terminations:\n- teststr: Ar36.bs_corrected>10\n  start: 0\n  frequency: 5\n  ntrips: 3\n  analysis_types: [ic]\n");
        (await _commands.RunAsync(new FakeLaboratory(), "conditionals", "explain", Conditionals)).ShouldBe(0);

        _commands.Output.ShouldContain("2: termination  Ar36.bs_corrected>10");
        _commands.Output.ShouldContain("before counts 5, 10, 15 ... (4 readings exist at the first)");
        _commands.Output.ShouldContain("holds 3 times in a row");
        _commands.Output.ShouldContain("intercept of the fit so far less the baseline (fA)");
        _commands.Output.ShouldContain("saved as failed, the queue goes on");
        _commands.Output.ShouldContain("Pychron cancels the whole queue");
        _commands.Output.ShouldContain("'ic' is detector_ic");
    }

    [Fact]
    public async Task Ratios_that_must_not_change_are_checked_and_explained()
    {
        var file = Path.Combine(_commands.Demo.Root, "ratio_change_detection.yaml");
        File.WriteAllText(file, "- ratio: Ar40/Ar41\n  nanalyses: 5\n  threshold: 2\n  analysis_type: air\n");
        (await _commands.RunAsync(new FakeLaboratory(), "conditionals", "check", file)).ShouldBe(1);
        _commands.OutputLines[0].ShouldContain("ratio_change_detection.yaml:1:");
        _commands.OutputLines[0].ShouldContain("Ar41");

        File.WriteAllText(file, "- ratio: Ar40/Ar36\n  nanalyses: 5\n  percent_threshold: 2\n  analysis_type: air\n  failure_count: 3\n  consecutive_failure: True\n");
        (await _commands.RunAsync(new FakeLaboratory(), "conditionals", "explain", file)).ShouldBe(0);
        _commands.Output.ShouldContain("Ar40/Ar36");
        _commands.Output.ShouldContain("2 %");
        _commands.Output.ShouldContain("air");
    }

    [Fact]
    public async Task Every_test_of_the_documentation_is_read()
    {
        // The demo laboratory has no second detector of the same name.
        string[] tests = [.. FirstColumn("written").Where(t => char.IsAsciiLetter(t[0]) && !t.EndsWith("()", StringComparison.Ordinal) && !t.StartsWith("L2(", StringComparison.Ordinal)), "$NAME"];
        tests.Length.ShouldBeGreaterThan(20);

        (await CheckAsync(string.Concat(tests.Select(t => $"{(t == tests[0] ? "terminations:\n" : "")}- teststr: {t}\n  frequency: 2\n")))).ShouldBe(0, _commands.Output);
    }

    [Fact]
    public void Every_kind_and_modification_is_in_the_documentation()
    {
        FirstColumn("section").Order().ShouldBe(ConditionalKinds.SectionNames.Order());
        foreach (var name in ModificationAction.Names)
            Documentation.ShouldContain($"`{name}`");
    }

    private static string Documentation => Repository.Read("docs/conditionals.md");

    /// <summary>What stands in code in the first column of the table whose first heading this is.</summary>
    private static IEnumerable<string> FirstColumn(string heading) => Documentation.Split('\n')
        .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .SelectMany(line => line.Split('|')[1].Split('`').Where((_, part) => part % 2 == 1));

    private string Conditionals => Path.Combine(_commands.Demo.Root, "f.yaml");

    private void Write(string text) => File.WriteAllText(Conditionals, text);

    private Task<int> CheckAsync(string text, params string[] more)
    {
        Write(text);
        return _commands.RunAsync(new FakeLaboratory(), ["conditionals", "check", Conditionals, .. more]);
    }
}
