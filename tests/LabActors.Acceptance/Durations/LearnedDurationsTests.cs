using LabActors.Acceptance.Execution;
using LabActors.Core.Durations;
using LabActors.Node.Durations;

namespace LabActors.Acceptance.Durations;

/// <summary>What runs take is learned, kept in the data folder, and learned again from the journal where the file is gone.</summary>
public sealed class LearnedDurationsTests
{
    [Fact]
    public async Task What_runs_taught_is_kept_and_can_be_learned_again_from_the_journal()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            LearnedDurations taught;
            await using (var laboratory = await TestLaboratory.StartAsync(folder: folder.FullName, durable: true))
            {
                await laboratory.RunAsync(TestQueue.Of(TestQueue.Row("bu-FC-J"), TestQueue.Row("24701"), TestQueue.Row("24702", duration: 20)));
                taught = laboratory.Node.Estimates.Learned;
            }

            // Four scripts; extraction with two durations.
            taught.Samples.Count.ShouldBe(5);
            taught.Samples.Values.Sum(s => s.Length).ShouldBe(12);
            var file = DurationsFile.In(Path.Combine(folder.FullName, "data"));
            Same(file.Read().ShouldNotBeNull(), taught);

            File.Delete(file.Path);
            await using var again = await TestLaboratory.StartAsync(folder: folder.FullName, durable: true);
            Same(again.Node.Estimates.Learned, taught);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_as_good_as_none()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            var file = DurationsFile.In(folder.FullName);
            foreach (var text in new[] { "", "{", "{\"version\":2}", "[1]", "{\"version\":1,\"scripts\":null}" })
            {
                await File.WriteAllTextAsync(file.Path, text);
                file.Read().ShouldBeNull(text);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Same(LearnedDurations one, LearnedDurations other)
    {
        one.Samples.Keys.Order().ShouldBe(other.Samples.Keys.Order());
        foreach (var (key, samples) in one.Samples)
            samples.ShouldBe(other.Samples[key]);
    }
}
