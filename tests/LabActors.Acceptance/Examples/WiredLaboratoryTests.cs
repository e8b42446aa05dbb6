using LabActors.Actors.Execution;
using LabActors.Actors.Lines;
using LabActors.Journal.Storage;
using LabActors.Node;
using LabActors.Node.Checks;
using LabActors.Node.Hardware;

namespace LabActors.Acceptance.Examples;

/// <summary>The example whose devices are on cables: the drivers of the real devices and the simulators of them, which know nothing of each other, make runs together.</summary>
public sealed class WiredLaboratoryTests
{
    // Real time after which a queue that hangs fails; no test waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Folder = Path.Combine(DemoLaboratory.Folder, "..", "wired-lab");

    [Fact]
    public async Task Its_queue_runs_over_the_wires_and_what_is_believed_is_what_is_so()
    {
        var check = await ExperimentCheck.RunAsync(new CheckRequest([Path.Combine(Folder, "queues", "short.txt")], Folder, Path.Combine(Folder, "scripts")), CancellationToken.None);
        check.Problems.ShouldBeEmpty();
        var data = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            await using var node = await LabNode.StartAsync(new NodeOptions(check.Lab!, check.LabHash, check.Scripts!, data.FullName, check.Python!) { Journal = JournalDatabase.Memory, Wires = WireUse.Memory });
            node.IsSimulated.ShouldBeTrue();
            (await node.ExecuteAsync("Argus", [check.Queues.Single().Queue], "test")).ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();
            var execution = await node.WhenEndedAsync("Argus").WaitAsync(Patience);
            execution.Ended!.State.ShouldBe("completed", execution.Ended.Cause);

            var argon = new List<double>();
            foreach (var uuid in execution.Finished.Values.SelectMany(f => f.RunUuids))
            {
                var run = await node.WhenSavedAsync(uuid).WaitAsync(Patience);
                run.State.ShouldBe("success", $"{run.RunId}: {run.Cause}");
                argon.Add(run.Isotopes.Single(i => i.Isotope == "Ar40").Intercept);
            }

            // A shot of 0.2 of 1000.2 cm3 of the tank, 0.271 pmol at 2e16 fA/mol, of which the line and the spectrometer share: a blank, an air, a grain.
            argon.Count.ShouldBe(3);
            argon[0].ShouldBeInRange(0, 3);
            argon[1].ShouldBeInRange(4000, 5000);
            argon[2].ShouldBeInRange(300, 3000);

            var truth = node.Simulated!.Truth();
            var line = (ExtractionLineProtocol.LineIs)await ((Actors.Operators.IOperatedLab)node).TellLineAsync(new ExtractionLineProtocol.GetLine());
            line.Valves.ToDictionary(v => v.Valve, v => v.State).ShouldBe(check.Lab!.Valves.ToDictionary(v => v.Name, v => (string?)(node.Simulated.Line.IsOpen(v.Name) ? "open" : "closed")), ignoreOrder: true);
            truth.ExtractionDevices["Fusions CO2"].Enabled.ShouldBeFalse("the laser is off when nobody uses it");
            Directory.EnumerateFiles(Path.Combine(data.FullName, "traces")).ShouldNotBeEmpty();
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
