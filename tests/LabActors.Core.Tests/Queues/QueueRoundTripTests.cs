using System.Text.Json;
using FsCheck.Xunit;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Queues;

public sealed class QueueRoundTripTests
{
    [Property(Arbitrary = [typeof(RandomQueues)], MaxTest = 300)]
    public void A_queue_that_is_written_reads_back_the_same(ExperimentQueue queue)
    {
        var result = QueueFile.Read(QueueFile.Write(queue), queue.Path);

        result.Problems.ShouldBeEmpty();
        (result.Queue! with { Runs = [] }).ShouldBe(queue with { Runs = [] });
        result.Queue.Runs.Select(Own).ShouldBe(queue.Runs.Select(run => Own(run with
        {
            MassSpectrometer = queue.MassSpectrometer,
            ExtractDevice = queue.ExtractDevice,
            Tray = queue.Tray,
            LoadName = queue.LoadName,
            Username = queue.Username,
            QueueConditionalsName = queue.QueueConditionalsName,
        })));
    }

    [Property(Arbitrary = [typeof(RandomQueues)], MaxTest = 100)]
    public void The_position_of_the_next_line_goes_with_each_run(ExperimentQueue queue)
    {
        var runs = QueueFile.Read(QueueFile.Write(queue), queue.Path).Queue!.Runs;

        runs.Select(run => run.NextPosition).ShouldBe(queue.Runs.Skip(1).Select(run => run.Position).Append("").Take(runs.Length));
    }

    [Property(Arbitrary = [typeof(RandomQueues)], MaxTest = 100)]
    public void A_queue_goes_through_the_journals_json_unchanged(ExperimentQueue queue)
    {
        var again = JsonSerializer.Deserialize<ExperimentQueue>(JsonSerializer.SerializeToUtf8Bytes(queue))!;

        (again with { Runs = [] }).ShouldBe(queue with { Runs = [] });
        again.Runs.ShouldBe(queue.Runs);
    }

    // Where the row stands follows from the file, not from the run.
    private static RunSpec Own(RunSpec run) => run with { Row = 0, NextPosition = "" };
}
