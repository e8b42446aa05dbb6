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

    private string Conditionals => Path.Combine(_commands.Demo.Root, "f.yaml");

    private void Write(string text) => File.WriteAllText(Conditionals, text);

    private Task<int> CheckAsync(string text, params string[] more)
    {
        Write(text);
        return _commands.RunAsync(new FakeLaboratory(), ["conditionals", "check", Conditionals, .. more]);
    }
}
