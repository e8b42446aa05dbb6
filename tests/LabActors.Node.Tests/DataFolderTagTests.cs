using LabActors.Core.Queues;

namespace LabActors.Node.Tests;

public sealed class DataFolderTagTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_keeps_its_tag_and_another_has_another()
    {
        var (one, other) = (_folder.CreateSubdirectory("one").FullName, _folder.CreateSubdirectory("other").FullName);
        var tag = DataFolderTag.Of(one);
        DataFolderTag.Of(one).ShouldBe(tag);
        DataFolderTag.Of(other).ShouldNotBe(tag);
        File.WriteAllText(Path.Combine(one, "folder.tag"), "../spoiled");
        DataFolderTag.Of(one).ShouldMatch("^[0-9a-f]{8}$");
    }

    [Fact]
    public void The_id_of_a_queue_has_its_name_its_instant_and_the_tag()
    {
        var at = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
        var queue = new ExperimentQueue { Path = "night 1.txt", Name = "night 1" };
        QueueIds.Make(queue, at, 2, 0, "").ShouldBe("night-1-20260101T080000000-2");
        QueueIds.Make(queue, at, 2, 1, "0a1b2c3d").ShouldBe("night-1-20260101T080000000-2-2-0a1b2c3d");
    }
}
