using System.Threading.Channels;

namespace LabActors.Node.Tests;

/// <summary>A queue file that somebody saves; the test waits for what is told, never for a time.</summary>
public sealed class QueueFileWatchTests : IDisposable
{
    // Real time after which a test that hangs fails; no test waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("labactors-");
    private readonly Channel<(string Path, string Text)> told = Channel.CreateUnbounded<(string, string)>();

    private string Queue => Path.Combine(folder.FullName, "queue.txt");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_that_is_saved_is_told_whole_with_the_path_that_was_given()
    {
        await File.WriteAllTextAsync(Queue, "one");
        using var watch = Watch();

        await File.WriteAllTextAsync(Queue, "one, two");

        (await NextAsync()).ShouldBe((Queue, "one, two"));
    }

    [Fact]
    public async Task A_file_that_another_one_takes_the_place_of_is_told()
    {
        await File.WriteAllTextAsync(Queue, "one");
        using var watch = Watch();

        await File.WriteAllTextAsync(Queue + "~", "another");
        File.Move(Queue + "~", Queue, overwrite: true);

        (await NextAsync()).Text.ShouldBe("another");
    }

    [Fact]
    public async Task What_is_written_in_pieces_is_told_once()
    {
        await File.WriteAllTextAsync(Queue, "one");
        using var watch = Watch();

        await using (var writer = new StreamWriter(Queue, append: true))
        {
            for (var i = 0; i < 100; i++)
            {
                await writer.WriteAsync($" {i}");
                await writer.FlushAsync();
            }
        }

        (await NextAsync()).Text.ShouldEndWith(" 99");
        await File.WriteAllTextAsync(Queue, "last");
        (await NextAsync()).Text.ShouldBe("last");
    }

    [Fact]
    public async Task A_file_that_was_saved_between_its_check_and_the_watch_is_told()
    {
        await File.WriteAllTextAsync(Queue, "one");
        var read = FileStamp.Of(Queue);
        await File.WriteAllTextAsync(Queue, "one, two");

        using var watch = Watch(read);

        (await NextAsync()).Text.ShouldBe("one, two");
    }

    private QueueFileWatch Watch(FileStamp? read = null) => new([(Queue, read ?? FileStamp.Of(Queue))], (path, text) => told.Writer.TryWrite((path, text)));

    private async Task<(string Path, string Text)> NextAsync() => await told.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
