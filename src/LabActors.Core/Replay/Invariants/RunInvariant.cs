using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Replay.Invariants;

/// <summary>No run is lost and none is made twice: each that was launched ends once, with a record of its own, and a row is run again only where its queue said so.</summary>
public sealed class RunInvariant : IInvariant
{
    private const string Lost = "no run lost", Twice = "no run twice";

    private readonly Dictionary<string, Launched> _launched = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MergedEvent> _started = new(StringComparer.Ordinal), _ended = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Journal, string Queue, string Row), Launched> _rows = [];

    /// <inheritdoc/>
    public string Subject => "runs";

    /// <inheritdoc/>
    public int Checked => _launched.Count;

    /// <inheritdoc/>
    public IEnumerable<Violation> Next(MergedEvent e, LabState before) => e.Recorded.Event switch
    {
        RunLaunched launched => Launch(e, launched),
        RunStarted started => Once(_started, e, started.RunUuid, $"run {started.RunId} was started twice"),
        RunEnded => Once(_ended, e, Sources.UuidOf(e.Recorded.Source), $"run {NameOf(Sources.UuidOf(e.Recorded.Source))} ended twice"),
        RunFinished finished => Finish(e, finished),
        QueueEnded ended => AtEndOf(e, ended, before),
        _ => [],
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> AtEnd() => [];

    /// <inheritdoc/>
    public IEnumerable<string> Unfinished() => _launched.Values.Where(l => l.Finished is null).Select(l => $"run {l.Fact.RunId} of row {l.Fact.Row} ({l.By.Journal}, {l.By.Recorded.Source})");

    private IEnumerable<Violation> Launch(MergedEvent e, RunLaunched fact)
    {
        var row = (e.Journal, e.Recorded.Source, fact.Row);
        var launched = new Launched(e, fact);
        if (_rows.TryGetValue(row, out var earlier) && earlier.Finished is not { Restart: true })
            yield return new Violation(Twice, $"row {fact.Row} was run again as {fact.RunId}, and {(earlier.Finished is null ? $"its run {earlier.Fact.RunId} had not ended" : $"had ended {earlier.Finished.State} as {earlier.Fact.RunId}")}", [earlier.By, e]);
        if (_launched.TryGetValue(fact.RunUuid, out var same))
            yield return new Violation(Twice, $"run {fact.RunId} was launched twice under {fact.RunUuid}", [same.By, e]);
        else
            _launched.Add(fact.RunUuid, launched);
        _rows[row] = launched;
    }

    private IEnumerable<Violation> Finish(MergedEvent e, RunFinished fact)
    {
        if (!_launched.TryGetValue(fact.RunUuid, out var launched))
        {
            yield return new Violation(Lost, $"a run of row {fact.Row} ended {fact.State} ({fact.RunUuid}), and its launch is not there", [e]);
            yield break;
        }

        if (launched.Finished is not null)
            yield return new Violation(Twice, $"run {launched.Fact.RunId} ended twice in its queue", [launched.By, e]);
        if (fact.State is "success" or "truncated" && !_ended.ContainsKey(fact.RunUuid))
            yield return new Violation(Lost, $"run {launched.Fact.RunId} ended {fact.State}, and its own record does not say so", [launched.By, e]);
        launched.Finished = fact;
    }

    private IEnumerable<Violation> AtEndOf(MergedEvent e, QueueEnded ended, LabState before)
    {
        foreach (var open in _launched.Values.Where(l => l.Finished is null && l.By.Journal == e.Journal && l.By.Recorded.Source == e.Recorded.Source))
            yield return new Violation(Lost, $"the queue ended {ended.State}, and its run {open.Fact.RunId} (row {open.Fact.Row}) has no end", [open.By, e]);
        if (ended.State == "completed" && before.Queues.GetValueOrDefault(e.Recorded.Source) is { Stop: null, Waiting.Count: > 0 } queue)
            yield return new Violation(Lost, $"the queue ended completed, and of its rows {string.Join(", ", queue.Waiting)} nothing is known", [e]);
    }

    private static IEnumerable<Violation> Once(Dictionary<string, MergedEvent> seen, MergedEvent e, string uuid, string words) =>
        seen.TryAdd(uuid, e) ? [] : [new Violation(Twice, words, [seen[uuid], e])];

    private string NameOf(string uuid) => _launched.GetValueOrDefault(uuid)?.Fact.RunId ?? uuid;

    private sealed class Launched(MergedEvent by, RunLaunched fact)
    {
        public MergedEvent By => by;

        public RunLaunched Fact => fact;

        public RunFinished? Finished { get; set; }
    }
}
