using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabActors.Acceptance.Execution;
using LabActors.Devices.Ports;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Recovery;

/// <summary>Shots of a pipette system, which are never loaded twice without somebody's word.</summary>
public sealed class ShotScenarioTests
{
    private const string Shot = "def main():\n    open('D')\n    extract_pipette('small_air')\n    sleep(5)\n    close('D')\n";

    [Fact]
    public async Task Script_scenario_15_a_blank_loads_a_blank_and_a_shot_that_is_not_done_in_time_cancels()
    {
        var loads = new ConcurrentQueue<string>();
        var scripts = new TestScripts { Extraction = Shot.Replace("'small_air'", "'small_air', timeout=40 - 2 * duration", StringComparison.Ordinal) };
        await using var lab = await TestLaboratory.StartAsync(scripts, ports: p => p with
        {
            Pipettes = p.Pipettes.SetItem("APIS", () => new RecordedPipette(p.Pipettes["APIS"](), loads)),
        });

        var execution = await lab.RunAsync(OfPipettes(TestQueue.Row("bu-FC-J", duration: 1), TestQueue.Row("12345", duration: 2), TestQueue.Row("12345", duration: 15)));

        loads.ShouldBe(["small_air blank", "small_air", "small_air"]);
        lab.Of<ShotTaken>().Select(s => (s.Event.Pipette, s.Event.Blank)).ShouldBe([("APIS small_air", true), ("APIS small_air", false)]);
        lab.Runs().Select(r => r.State).ShouldBe(["success", "success", "canceled"]);
        execution.Ended!.Cause.ShouldContain("APIS did not finish loading small_air in time");
    }

    [Fact]
    public async Task Script_scenario_15_a_shot_that_loads_when_the_node_comes_back_is_waited_for()
    {
        using var cut = await CutQueue.RunAsync(new TestScripts { Extraction = Shot }, OfPipettes(TestQueue.Row("12345")));

        await cut.ShouldComeOutTheSameAsync(cut.Reference.Cuts.Where(c =>
            c.Last.Contains("extraction 2 extract_pipette", StringComparison.Ordinal) || c.Last.Contains("extraction.action-began", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "interrupted", 0)]
    [InlineData("done", "success", 0)]
    [InlineData("repeat", "success", 1)]
    public async Task Script_scenario_15_a_crash_during_the_load_never_loads_a_second_shot_without_confirmation(string word, string state, int more)
    {
        // When the node comes back the system is idle: nobody can tell whether it has loaded.
        using var cut = await CutQueue.RunAsync(new TestScripts { Extraction = Shot }, OfPipettes(TestQueue.Row("12345")), outage: TimeSpan.FromMinutes(1));
        var during = cut.Reference.Cuts.Single(c => c.Last.Contains("extraction 2 extract_pipette", StringComparison.Ordinal) && c.Changes == 1);
        var answers = ImmutableDictionary<string, string>.Empty;

        var differences = (await cut.Test.TryAsync(
            cut.Reference, during with { Answers = word.Length > 0 ? answers.Add("one-shot", word) : answers }, CancellationToken.None)).Differences;

        if (state == "success")
            differences.ShouldNotContain(d => d.StartsWith("row", StringComparison.Ordinal));
        else
            differences.ShouldContain($"row 1-r1 ended as {state}, expected success");
        var loaded = during.State.Devices["APIS"].Irrevocable;
        var device = differences.SingleOrDefault(d => d.StartsWith("APIS: ", StringComparison.Ordinal));
        if (more == 0)
            device.ShouldBeNull("the device has loaded once");
        else
            device.ShouldNotBeNull().ShouldContain($"\"Irrevocable\":{loaded + more},");
    }

    [Fact]
    public async Task Script_scenario_15_a_shot_that_the_operator_says_was_done_is_in_the_record()
    {
        var (runs, lab) = await KilledLaboratory.RunAsync<CommandRequested>(
            new TestScripts { Extraction = Shot },
            OfPipettes(TestQueue.Row("12345")),
            c => c.Name == "extract_pipette",
            edited: null,
            outage: TimeSpan.FromMinutes(1),
            overrides: "labactors.decisions { one-shot = done }");
        await using var _ = lab;

        runs.ShouldHaveSingleItem().State.ShouldBe("success");
        lab.After<ShotTaken>(_ => true).Pipette.ShouldBe("APIS small_air");
    }

    /// <summary>A queue of the pipette system's.</summary>
    private static string OfPipettes(params string[] rows) => TestQueue.Of(0, 0, 0, 0, rows).Replace("Fusions CO2", "APIS", StringComparison.Ordinal);

    private sealed class RecordedPipette(IPipettePort port, ConcurrentQueue<string> loads) : IPipettePort
    {
        public bool Simulated => port.Simulated;

        public ValueTask Load(string shot, bool blank, CancellationToken cancellation)
        {
            loads.Enqueue(blank ? $"{shot} blank" : shot);
            return port.Load(shot, blank, cancellation);
        }

        public ValueTask<Reading<bool>> ReadIdle(CancellationToken cancellation) => port.ReadIdle(cancellation);
    }
}
