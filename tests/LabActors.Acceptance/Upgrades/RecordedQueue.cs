using Akka.Actor;
using LabActors.Acceptance.Execution;
using LabActors.Actors.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Node;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Upgrades;

/// <summary>
/// What is recorded of each version: two executions with blank, air from a pipette, overlap, step heating, a conditional that trips, edits of every kind, a decision, a pause
/// and a cancel. In virtual time and from one seed, so that it is the same whenever it is recorded.
/// </summary>
internal static class RecordedQueue
{
    /// <summary>The scripts of its runs: an air comes from the pipette, a blank without the laser.</summary>
    public static TestScripts Scripts { get; } = new()
    {
        Extraction = """
            def main():
                gosub('line')
                if analysis_type == 'air':
                    open(description='Inner Pipette 1')
                    sleep(5)
                    close(description='Inner Pipette 1')
                    sleep(1)
                    open(description='Outer Pipette 1')
                    sleep(5)
                    close(description='Outer Pipette 1')
                elif analysis_type == 'unknown':
                    enable()
                    extract(extract_value, extract_units)
                    begin_interval(duration)
                    info('heating {}'.format(position))
                    complete_interval()
                    disable()
                sleep(cleanup)
            """,
        Children = [("line", "def main():\n    open('E')\n    close('C')\n    close('G')\n")],
        PostEquilibration = """
            def main():
                open('C')
                open('G')
                sleep(5)
            """,
    };

    /// <summary>Runs it on a new node in a folder.</summary>
    public static async Task RunAsync(string folder)
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts, folder: folder, durable: true);

        // an added row, a removed one, a changed one from a saved file; an edit that is taken back; a pause in a delay
        lab.On<StepStarted>(s => s.Step == "measurement" && lab.Runs().Length == 2, node => Tell(node, new QueueProtocol.FileSaved(
            "queue0.txt", TestQueue.Of([.. FirstRows[..7], FirstRows[8], TestQueue.Row("12349", duration: 8)]), "queue file")));
        lab.On<QueueEdited>(e => e.By == "queue file", node => Tell(node, new QueueProtocol.Edit(new QueueEdit.Repeat("r1", AtEnd: true), "anna", "one more blank")));
        lab.On<QueueEdited>(e => e.By == "anna", node => Tell(node, new QueueProtocol.Undo("anna", "anna", "not needed")));
        lab.On<DelayStarted>(d => d.Why.StartsWith("after 12345-02", StringComparison.Ordinal), node =>
        {
            Tell(node, new QueueProtocol.Pause("bob"));
            node.System.Scheduler.ScheduleTellOnce(TimeSpan.FromMinutes(2), node.Instrument("Argus"), new QueueProtocol.Resume("bob"), ActorRefs.NoSender);
        });
        await lab.RunAsync(TestQueue.Of(FirstRows));

        lab.On<ReadingTaken>(r => r.Count == 10 && lab.Runs()[^1].RunId == "12350-02", node => Tell(node, new QueueProtocol.Stop("cancel", "anna", "the pump is loud")));
        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12350"), TestQueue.Row("12350"), TestQueue.Row("12350")));
    }

    private static readonly string[] FirstRows =
    [
        TestQueue.Row("bu-FC-J"),
        TestQueue.Row("a-01-J"),
        TestQueue.Row("12345", overlap: "10"),
        TestQueue.Row("12345"),
        Heated("1.6"),
        Heated("2.4"),
        TestQueue.Row("12346", conditionals: "Ar40.cur>-1000,5"),
        TestQueue.Row("12347"),
        TestQueue.Row("12348"),
    ];

    private static string Heated(string watts) => TestQueue.Row("64101-01").Replace("\t2.0\t", $"\t{watts}\t", StringComparison.Ordinal);

    private static void Tell(LabNode node, object message) => node.Instrument("Argus").Tell(message, ActorRefs.NoSender);
}
