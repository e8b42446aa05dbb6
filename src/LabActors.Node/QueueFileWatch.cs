using System.Collections.Immutable;

namespace LabActors.Node;

/// <summary>
/// Watches queue files while their queues run, and passes on what a file says when somebody has saved it. A file is read when it has been left
/// alone for a moment, since editors save in several writes, or by putting another file in its place. It is looked at, not waited for: network
/// folders tell nobody of changes. In wall-clock time: it watches people.
/// </summary>
public sealed class QueueFileWatch : IDisposable
{
    /// <summary>How long a file has to be left alone before it is read.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private readonly ImmutableArray<PeriodicTimer> _timers;

    /// <summary>Watches these files.</summary>
    /// <param name="files">Each with its stamp when it was read last: one that was saved since is told at once.</param>
    /// <param name="saved">Path, as given here, and the whole text of a file that was saved.</param>
    public QueueFileWatch(IEnumerable<(string Path, FileStamp Read)> files, Action<string, string> saved) =>
        _timers = [.. files.DistinctBy(file => file.Path).Select(file => Watch(file.Path, file.Read, saved))];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var timer in _timers)
            timer.Dispose();
    }

    private static PeriodicTimer Watch(string path, FileStamp read, Action<string, string> saved)
    {
        var timer = new PeriodicTimer(Settling);
        _ = Task.Run(() => LookAsync(path, read, saved, timer));
        return timer;
    }

    private static async Task LookAsync(string path, FileStamp read, Action<string, string> saved, PeriodicTimer timer)
    {
        var seen = read;
        while (await timer.WaitForNextTickAsync())
        {
            var stamp = FileStamp.Of(path);
            if (stamp != seen)
                seen = stamp;
            else if (stamp != default && stamp != read && await TextAsync(path) is { } text)
            {
                read = stamp;
                saved(path, text);
            }
        }
    }

    /// <summary>Null when another program has the file open at this moment: it is looked at again.</summary>
    private static async Task<string?> TextAsync(string path)
    {
        try
        {
            return await File.ReadAllTextAsync(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
