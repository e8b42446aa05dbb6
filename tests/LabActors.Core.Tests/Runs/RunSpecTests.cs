using System.Text.Json;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Runs;

public sealed class RunSpecTests
{
    [Theory]
    [InlineData(0, "64072", 30)]
    [InlineData(7, "64072", 7)]
    [InlineData(0, "a-01-J", 10)]
    [InlineData(0, "bu-FC-J", 15)]
    [InlineData(0, "ba-01-J", 15)]
    [InlineData(0, "c-01-J", 30)]
    public void The_delay_after_a_run_is_its_own_or_that_of_its_type(double own, string labnumber, double seconds) =>
        QueueDelays.After(new RunSpec { Labnumber = labnumber, DelayAfter = own }, new ExperimentQueue()).ShouldBe(seconds);

    [Fact]
    public void Every_state_has_a_text_that_reads_back()
    {
        foreach (var state in Enum.GetValues<RunState>())
        {
            RunStates.TryParse(state.Text(), out var again).ShouldBeTrue();
            again.ShouldBe(state);
            JsonSerializer.Serialize(state).ShouldBe($"\"{state.Text()}\"");
        }

        RunStates.TryParse("terminated", out var terminated).ShouldBeTrue();
        terminated.ShouldBe(RunState.Failed);
        RunStates.TryParse("", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_step_heating_keeps_its_aliquot_and_a_fusion_takes_the_next()
    {
        new RunSpec { Labnumber = "64072", UserDefinedAliquot = 3 }.AliquotOr(8).ShouldBe(3);
        new RunSpec { Labnumber = "64072" }.AliquotOr(8).ShouldBe(8);
        new RunSpec { Labnumber = "bu-FC-J", UserDefinedAliquot = 3 }.AliquotOr(8).ShouldBe(8);
    }

    [Theory]
    [InlineData("diode.py", "Felix", "felix_diode.py", "diode.py")]
    [InlineData("felix_diode", "Felix", "felix_diode.py")]
    [InlineData("---", "Felix")]
    public void Scripts_are_looked_for_under_the_spectrometers_name_first(string name, string spectrometer, params string[] files) =>
        ScriptNames.Candidates(name, spectrometer).ShouldBe(files);
}
