using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;

namespace LabActors.Node;

/// <summary>
/// How many events the journal of a data folder is known to hold, in a file beside it, so that a journal that was truncated, or replaced by an older copy, is noticed: its
/// database cannot tell. The file never says more than what was durable.
/// </summary>
internal sealed class JournalMark : IDisposable
{
    private readonly FileStream _file;
    private long _events;

    private JournalMark(FileStream file, long events, long missing) => (_file, _events, Missing) = (file, events, missing);

    /// <summary>Events that were durable and are not in the journal any more.</summary>
    public long Missing { get; }

    /// <summary>Compares a journal with its mark; null for a journal in memory.</summary>
    public static async Task<JournalMark?> OpenAsync(string data, JournalDatabase journal, CancellationToken stop)
    {
        if (journal.Provider == JournalProvider.Memory)
            return null;
        var events = await new JournalReader(journal).Count(stop);
        var path = Path.Combine(data, "journal.mark");
        var known = File.Exists(path) && long.TryParse(await File.ReadAllTextAsync(path, stop), NumberStyles.Integer, CultureInfo.InvariantCulture, out var mark) ? mark : 0;
        return new JournalMark(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0), events, Math.Max(0, known - events));
    }

    /// <summary>Keeps the mark while the node lives.</summary>
    public Props Keeper() => Props.Create(() => new KeeperActor(this)).WithDispatcher("labactors.dispatchers.blocking-io");

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Count()
    {
        // Of one length, so that a number that was half written is greater than none before it by no digit.
        var digits = (++_events).ToString("D18", CultureInfo.InvariantCulture);
        RandomAccess.Write(_file.SafeFileHandle, System.Text.Encoding.ASCII.GetBytes(digits), 0);
    }

    /// <summary>Hears each event after it is durable, and counts. Lives as long as the node.</summary>
    private sealed class KeeperActor : ReceiveActor
    {
        private readonly JournalMark _mark;

        public KeeperActor(JournalMark mark)
        {
            _mark = mark;
            Receive<JournaledEvent>(_ => mark.Count());
        }

        protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));

        protected override void PostStop() => _mark.Dispose();
    }
}
