using LabActors.Console.Commands;
using LabActors.Console.Session;
using LabActors.Core.Recovery;

namespace LabActors.Console.Tests;

/// <summary><c>lab safe</c>.</summary>
public sealed class SafeCommandTests
{
    [Fact]
    public async Task It_tells_every_step_and_ends_with_0()
    {
        var (code, output, laboratory) = await RunAsync(new SafeOutcome(true, [new("Fusions CO2 off", true, "disabled", Simulated: true)], ""), "--why", "thunder");

        code.ShouldBe(0);
        output.ShouldContain("done      Fusions CO2 off: disabled (simulated)");
        output.ShouldContain("the laboratory is safe");
        laboratory.Session!.Cancels.ShouldBe(["safe by console: thunder"]);
        laboratory.Session.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_laboratory_that_is_not_safe_is_told_loudly_and_ends_with_2()
    {
        var (code, output, _) = await RunAsync(new SafeOutcome(false, [new("inlet R closed", false, "R is stuck")], "inlet R closed: R is stuck"));

        code.ShouldBe(2);
        output.ShouldContain("NOT done  inlet R closed: R is stuck");
        output.ShouldContain("THE LABORATORY IS NOT SAFE: inlet R closed: R is stuck");
    }

    [Fact]
    public async Task What_an_unfinished_experiment_left_is_told_first_and_not_as_if_it_went_on()
    {
        var found = RecoveryStatementTests.Plan;
        var (_, output, _) = await RunAsync(new SafeOutcome(true, [], ""), found);

        output.ShouldStartWith(found.Lines().First());
        output.ShouldContain("it is ended and saved with all it has: the laboratory is made safe");
        output.ShouldNotContain("goes on where it was");
    }

    private static Task<(int Code, string Output, FakeLaboratory Laboratory)> RunAsync(SafeOutcome outcome, params string[] arguments) => RunAsync(outcome, null, arguments);

    private static async Task<(int Code, string Output, FakeLaboratory Laboratory)> RunAsync(SafeOutcome outcome, RecoveryPlan? found, params string[] arguments)
    {
        var laboratory = new FakeLaboratory { Safe = outcome, Plan = found };
        var (output, error) = (new StringWriter(), new StringWriter());
        var demo = DemoFolder.Above(AppContext.BaseDirectory);
        var commands = new LabCommandLine(laboratory, new ConsoleStreams(output, error, Spectre.Console.AnsiConsole.Console, false), new ProgramStops(new FakeInterrupts(), new FakeProcessEnd(), TimeProvider.System), TimeProvider.System, demo);
        var code = await commands.RunAsync(["safe", .. arguments], CancellationToken.None);
        return (code, output.ToString(), laboratory);
    }
}
