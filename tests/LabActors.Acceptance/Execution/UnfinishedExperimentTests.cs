using Akka.Actor;
using LabActors.Actors.Decisions;
using LabActors.Actors.Execution;
using LabActors.Node.Checks;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>An experiment that a node left unfinished, and other queues that are to run.</summary>
public sealed class UnfinishedExperimentTests
{
    // A queue that begins with a blank asks for no other.
    private static string Blank => TestQueue.Row("bu-FC-J");

    [Theory]
    [InlineData("continue", new[] { "success", "success", "success" })]
    [InlineData("leave", new[] { "success", "success" })]
    public async Task An_unfinished_experiment_is_offered_before_other_queues_run_and_is_safe_whatever_the_answer(string word, string[] states)
    {
        var scripts = new TestScripts { Extraction = "def main():\n    enable()\n    extract(2, 'watts')\n    sleep(900)\n    disable()\n" };
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            await using (var lab = await TestLaboratory.StartAsync(scripts, folder: folder, durable: true, overrides: TestLaboratory.Killable))
            {
                (await lab.AskAsync(TestQueue.Of(Blank, Blank))).ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();
                lab.On<CommandRequested>(c => c.Name == "sleep", node => node.Clock.Virtual!.Pace = LabActors.Actors.Time.ClockPace.Real);
                await lab.WhenAsync<CommandRequested>(c => c is { Kind: "extraction", Name: "sleep" });
                await lab.KillAsync();
                lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].Read().Enabled.ShouldBeTrue();
            }

            await using (var lab = await TestLaboratory.StartAsync(
                scripts, folder: folder, durable: true, options: o => o with { AsksBeforeContinuing = ["Argus"], Overrides = "labactors.checks.unfinished-experiment.limit = 8h" }))
            {
                var off = false;
                lab.On<RunFinished>(_ => true, node =>
                {
                    off = !node.Simulated!.ExtractionDevices["Fusions CO2"].Read().Enabled;
                    node.System.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromHours(1), () => _ = node.TellDecisionsAsync(new DecisionProtocol.Answer("", word, "anna")));
                });
                (await UnfinishedExecution.OfAsync(lab.Node.Journal, "Argus", CancellationToken.None)).ShouldNotBeNull().Queues.Length.ShouldBe(1);
                var first = await lab.EndAsync();
                first.Ended!.State.ShouldBe(word == "leave" ? "canceled" : "completed");
                (first.WasLeft, first.EndsAll).ShouldBe((word == "leave", false));
                var made = lab.Of<DecisionMade>().Single().Event;
                (made.Answer, made.By, off).ShouldBe((word, "anna", true));
                (made.At - lab.Of<RunFinished>().First().Event.At).TotalHours.ShouldBe(1, 0.001);
                lab.Of<RunLaunched>().ShouldAllBe(l => l.Event.At >= made.At);

                var then = await lab.RunAsync(TestQueue.Of(Blank));
                then.Ended!.State.ShouldBe("completed");
                lab.Of<RunFinished>().Select(f => f.Event.State).ShouldBe(states);
                (await UnfinishedExecution.OfAsync(lab.Node.Journal, "Argus", CancellationToken.None)).ShouldBeNull();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
