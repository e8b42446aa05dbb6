using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Journal.Serialization;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Benchmarks.Recovery;

/// <summary>
/// The journal of a long night, made of one that was recorded (<c>tests/journals</c>): one run of it again and again, each with its own uuid, number and instants, with as many
/// readings and valve moves more as make about a thousand events; the last one is cut off in mid-measurement. All actors' events are consistent, so that a node goes on with it.
/// </summary>
internal static partial class LongJournal
{
    /// <summary>Events of a finished run, of all actors.</summary>
    public const int EventsARun = 1_000;

    private const int ValveMoves = 4;
    private const int LastReading = 10;

    /// <summary>A journal with so many finished runs, one in flight and some that wait.</summary>
    /// <param name="scripts">The folder that its scripts are said to come from.</param>
    public static StoredJournal Make(int finished, string scripts)
    {
        var recorded = StoredJournal.Read(Path.Combine(StoredJournal.Folder, StoredJournal.Names.Last() + ".jsonl.gz"));
        var events = recorded.Rows.Select(row => row.Event).ToArray();
        var launched = Array.FindIndex(events, e => e is RunLaunched { RunId: "12348-01" });
        var from = Array.FindLastIndex(events, launched, e => e is DelayEnded);
        var to = Array.FindIndex(events, launched, e => e is DelayEnded);
        var beginning = Array.FindIndex(events, e => e is DelayStarted) + 1;
        var (run, accepted) = ((RunLaunched)events[launched], events.OfType<QueueAccepted>().First());
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(events.OfType<ScriptStarted>().First().Path))!;
        var spec = accepted.Queue.Runs[8];
        var queue = accepted.Queue with { Runs = [.. Enumerable.Repeat(spec, finished + 5)] };
        var progress = QueueProgress.Empty.Apply(accepted with { Queue = queue });

        var written = new Rows(folder, scripts);
        for (var i = 0; i < beginning; i++)
        {
            written.Add(recorded.Rows[i].Id, events[i] switch
            {
                ExecutionStarted e => e with { Queues = [e.Queues[0] with { Queue = queue }] },
                QueueAccepted e => e with { Queue = queue },
                var e => e,
            });
        }

        var at = events[beginning - 1].At.AddSeconds(5);
        var padding = EventsARun - (to - from) - (events[from..to].OfType<Core.Journal.Events.LineEvents.ValveActuated>().Count() * 2 * (ValveMoves - 1));
        for (var number = 1; number <= finished + 1; number++)
        {
            var row = $"r{number}";
            var copy = new Copy(written, events[from].At, at, run.RunUuid, progress.RunUuid(row), run.Row, row, number);
            at = copy.Run(recorded.Rows.Skip(from).Take(to - from), events[from..to], padding, inFlight: number > finished);
        }

        return new StoredJournal(written.All);
    }

    [GeneratedRegex("""(?<=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00(?=")""")]
    private static partial Regex Instants { get; }

    [GeneratedRegex("""(?<="aliquot":)\d+""")]
    private static partial Regex Aliquots { get; }

    [GeneratedRegex("""(?<="token":)\d+""")]
    private static partial Regex Tokens { get; }

    /// <summary>What is written so far.</summary>
    private sealed class Rows(string recordedFolder, string folder)
    {
        private readonly Dictionary<string, long> numbers = [];
        private readonly List<StoredJournal.Row> rows = [];

        public IReadOnlyList<StoredJournal.Row> All => rows;

        public int Tokens { get; set; }

        public void Add(string id, IJournalEvent @event) =>
            Add(id, JournalManifests.All.ManifestOf(@event.GetType()), Encoding.UTF8.GetString(JournalManifests.All.Serialize(@event)));

        public void Add(string id, string manifest, string message)
        {
            var number = numbers[id] = numbers.GetValueOrDefault(id) + 1;
            rows.Add(new StoredJournal.Row(id, number, manifest, Encoding.UTF8.GetBytes(message.Replace(recordedFolder, folder, StringComparison.Ordinal))));
        }
    }

    /// <summary>One run more.</summary>
    private sealed class Copy(Rows written, DateTimeOffset recordedAt, DateTimeOffset at, string recordedUuid, string uuid, string recordedRow, string row, int number)
    {
        private TimeSpan shift = at - recordedAt;

        /// <returns>When the next one begins.</returns>
        public DateTimeOffset Run(IEnumerable<StoredJournal.Row> rows, IJournalEvent[] events, int padding, bool inFlight)
        {
            var signal = events.OfType<SeriesStarted>().First().Series;
            var counts = events.OfType<ReadingTaken>().Count(r => r.Series == signal);
            foreach (var (stored, @event) in rows.Zip(events))
            {
                var text = Encoding.UTF8.GetString(stored.Message);
                if (@event is SeriesEnded ended && ended.Series == signal)
                    text = text.Replace($"\"counts\":{counts}", $"\"counts\":{counts + padding}", StringComparison.Ordinal);
                Add(stored, text);
                if (inFlight)
                {
                    if (@event is ReadingTaken { Count: LastReading })
                        break;
                    continue;
                }

                if (@event is Core.Journal.Events.LineEvents.ValveActuated moved)
                    MoveAgain(stored, text, moved.CommandId);
                if (@event is ReadingTaken reading && reading.Series == signal && reading.Count == counts)
                {
                    for (var count = counts + 1; count <= counts + padding; count++)
                    {
                        shift += TimeSpan.FromSeconds(1.048576);
                        Add(stored, text.Replace($"\"count\":{counts}", $"\"count\":{count}", StringComparison.Ordinal));
                    }
                }
            }

            return events[^1].At + shift + TimeSpan.FromSeconds(30);
        }

        private void MoveAgain(StoredJournal.Row stored, string text, string command)
        {
            for (var again = 1; again < ValveMoves; again++)
            {
                var id = $"{command}~{again}";
                var moved = text.Replace(command, id, StringComparison.Ordinal);
                var actuated = (Core.Journal.Events.LineEvents.ValveActuated)JournalManifests.All.Deserialize("valve.actuated.v1", Encoding.UTF8.GetBytes(moved));
                var asked = new Core.Journal.Events.LineEvents.ValveActuationRequested(actuated.At, id, actuated.Valve, actuated.Open, "a long night", "moved again");
                Add(stored with { Manifest = "valve.actuation-requested.v1" }, Encoding.UTF8.GetString(JournalManifests.All.Serialize(asked)));
                Add(stored, moved);
            }
        }

        private void Add(StoredJournal.Row stored, string text)
        {
            text = text
                .Replace(recordedUuid, uuid, StringComparison.Ordinal)
                .Replace("12348-01", string.Create(CultureInfo.InvariantCulture, $"12348-{number:00}"), StringComparison.Ordinal)
                .Replace($"\"row\":\"{recordedRow}\"", $"\"row\":\"{row}\"", StringComparison.Ordinal);
            text = Instants.Replace(text, found => (DateTimeOffset.Parse(found.ValueSpan, CultureInfo.InvariantCulture) + shift).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture));
            text = stored.Manifest switch
            {
                "queue.run-launched.v1" or "run.started.v1" or "registry.aliquot-reserved.v1" => Aliquots.Replace(text, number.ToString(CultureInfo.InvariantCulture), 1),
                "lease.granted.v1" => Tokens.Replace(text, (++written.Tokens).ToString(CultureInfo.InvariantCulture)),
                "run.lease-obtained.v1" => Tokens.Replace(text, written.Tokens.ToString(CultureInfo.InvariantCulture)),
                _ => text,
            };
            written.Add(stored.Id.Replace(recordedUuid, uuid, StringComparison.Ordinal), stored.Manifest, text);
        }
    }
}
