using System.Collections.Immutable;

namespace LabActors.Node;

/// <summary>
/// Watches queue files while their queues run, and passes on what a file says when somebody has saved it. A file is read when it has not been
/// written to for a moment, since editors save in several writes, or by putting another file in its place. In wall-clock time:
/// it watches people.
/// </summary>
public sealed class QueueFileWatch : IDisposable
{
    /// <summary>How long a file has to be left alone before it is read.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private readonly ImmutableArray<Watched> _files;

    /// <summary>Watches these files.</summary>
    /// <param name="saved">Path, as given here, and the whole text of a file that was saved.</param>
    public QueueFileWatch(ImmutableArray<string> paths, Action<string, string> saved) =>
        _files = [.. paths.Distinct().Select(path => new Watched(path, saved))];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private sealed class Watched : IDisposable
    {
        private readonly string _path;
        private readonly Action<string, string> _saved;
        private readonly FileSystemWatcher _watcher;
        private readonly Timer _settled;
        private readonly SemaphoreSlim _turn = new(1);
        private (DateTime Written, long Length) _seen;
        private (DateTime Written, long Length) _read;

        public Watched(string path, Action<string, string> saved)
        {
            (_path, _saved) = (path, saved);
            _seen = _read = State();
            _settled = new Timer(_ => _ = ReadAsync());
            _watcher = new FileSystemWatcher(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path))
            {
                NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.FileName | NotifyFilters.CreationTime,
            };
            _watcher.Changed += (_, _) => Wait();
            _watcher.Created += (_, _) => Wait();
            _watcher.Renamed += (_, _) => Wait();
            _watcher.EnableRaisingEvents = true;
        }

        public void Dispose()
        {
            _watcher.Dispose();
            _settled.Dispose();
        }

        private void Wait()
        {
            try
            {
                _settled.Change(Settling, Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // An event that was under way when the watch ended: nobody wants it any more.
            }
        }

        private (DateTime Written, long Length) State() => new FileInfo(_path) is { Exists: true } file ? (file.LastWriteTimeUtc, file.Length) : default;

        private async Task ReadAsync()
        {
            await _turn.WaitAsync();
            try
            {
                var state = State();
                if (state != _seen)
                {
                    // Written to while it was waited for: once more.
                    _seen = state;
                    Wait();
                }
                else if (state != default && state != _read)
                {
                    var text = await File.ReadAllTextAsync(_path);
                    _read = state;
                    _saved(_path, text);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another program has it open at this moment: once more.
                Wait();
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
