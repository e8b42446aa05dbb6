using LabActors.Core.Checks;
using LabActors.Core.Queues;

namespace LabActors.Core.Tests.Queues;

/// <summary>Queues that laboratories have run, read where they are.</summary>
public sealed class RealQueueTests
{
    [SharedCasesFact]
    public void Every_real_queue_reads_without_a_problem_of_its_rows_and_all_of_them()
    {
        var files = Files();
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            var result = QueueFile.Read(text, file);

            result.Problems.ShouldBeEmpty(file);
            result.Queue!.Runs.Length.ShouldBe(Rows(text), file);
            result.Queue.MassSpectrometer.ShouldBeOneOf("Jan", "Felix");
        }
    }

    [SharedCasesFact]
    public void Every_real_queue_survives_writing_and_reading()
    {
        foreach (var file in Files())
        {
            var queue = QueueFile.Read(File.ReadAllText(file), file).Queue!;
            var again = QueueFile.Read(QueueFile.Write(queue), file).Queue!;

            (again with { Runs = [] }).ShouldBe(queue with { Runs = [] }, file);
            again.Runs.Select(run => run with { Row = 0 }).ShouldBe(queue.Runs.Select(run => run with { Row = 0 }), file);
            QueueFile.Write(again).ShouldBe(QueueFile.Write(queue), file);
        }
    }

    [SharedCasesFact]
    public void A_queue_of_2026_is_written_back_byte_for_byte()
    {
        foreach (var file in Files().Where(file => file.Contains("31-columns", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            QueueFile.Write(QueueFile.Read(text, file).Queue!).ShouldBe(text, file);
        }
    }

    [SharedCasesFact]
    public void Every_real_queue_passes_the_checks_with_warnings_at_most()
    {
        foreach (var file in Files())
        {
            var queue = QueueFile.Read(File.ReadAllText(file), file).Queue!;
            QueueChecks.Check(queue, CheckOptions.Default).Where(problem => problem.IsError).ShouldBeEmpty(file);
        }
    }

    private static string[] Files() => Directory.GetFiles(Path.Combine(Repository.SharedCases, "queues"), "*.txt");

    private static int Rows(string text) => text.Split('\n')
        .SkipWhile(line => !line.StartsWith("#=====", StringComparison.Ordinal))
        .Skip(2)
        .Count(line => line.Trim().Length > 0);
}
