using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LabActors.Core.Conditionals;
using LabActors.Core.Durations;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Execution;

/// <summary>
/// A queue as its journal tells it, and the decision what comes next. Any number of runs may be in flight: a row is launched
/// when the one before it has ended, or has reached its overlap. Rows are known by their ids; those that have started stand in the order of
/// their start, the others wait behind them in the order in which they are to be run. A row is found, started and finished
/// in O(log n); a place in the order costs a walk over ids.
/// </summary>
public sealed partial record QueueProgress
{
    /// <summary>Before the queue was accepted.</summary>
    public static QueueProgress Empty { get; } = new();

    /// <summary>The queue's id; empty before it was accepted.</summary>
    public string QueueId { get; init; } = "";

    /// <summary>The instrument that runs it.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>The header; its rows are <see cref="Rows"/>. Null before the queue was accepted.</summary>
    public ExperimentQueue? Header { get; init; }

    /// <summary>The texts of its conditionals, as they were when it was accepted.</summary>
    public QueueConditionals Conditionals { get; init; } = QueueConditionals.None;

    /// <summary>Tests in a row of the conditionals that are tested before and after runs.</summary>
    public ConditionalCounters Counters { get; init; } = ConditionalCounters.None;

    /// <summary>Ids of the rows that have started or were skipped, in that order.</summary>
    public ImmutableList<string> Started { get; init; } = [];

    /// <summary>Ids of the rows that are still to be run, in order.</summary>
    public ImmutableList<string> Waiting { get; init; } = [];

    /// <summary>Ids of the rows whose runs are in flight, in the order of their launch.</summary>
    public ImmutableArray<string> InFlight { get; init; } = [];

    /// <summary>Rows that ever were in the queue: the number of the newest id.</summary>
    public int RowsMade { get; init; }

    /// <summary>True from START_QUEUE.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Terminal state; empty while the queue lives.</summary>
    public string EndState { get; init; } = "";

    /// <summary>Why it ended.</summary>
    public string EndCause { get; init; } = "";

    /// <summary>The delay under way; null when none is.</summary>
    public DelayStarted? Delay { get; init; }

    /// <summary>Seconds left of a delay that a pause interrupted.</summary>
    public double? PausedDelay { get; init; }

    /// <summary>Who holds the queue, and since when; null while nobody does.</summary>
    public QueuePaused? Pause { get; init; }

    /// <summary>True while an operator holds the queue.</summary>
    public bool Paused => Pause is not null;

    /// <summary>Who let the queue go on last; null when nobody has.</summary>
    public QueueResumed? Resumed { get; init; }

    /// <summary>The strongest stop asked for: at-completion, cancel, abort; null when none.</summary>
    public QueueStopRequested? Stop { get; init; }

    /// <summary>Row whose delay after it has been waited; empty is the delay before the first run, null none.</summary>
    public string? DelayedAfter { get; init; }

    /// <summary>Row launched last; empty when none.</summary>
    public string LastLaunched { get; init; } = "";

    /// <summary>When the queue was last estimated to be finished; null when that is not known.</summary>
    public DateTimeOffset? EstimatedFinish { get; init; }

    /// <summary>Cause of a failure that ends the queue; empty when there is none.</summary>
    public string Failure { get; init; } = "";

    /// <summary>True when END_QUEUE has happened.</summary>
    public bool Ended => EndState.Length > 0;

    /// <summary>True when the queue ended in a way after which no other queue is to follow: it failed, or somebody stopped it.</summary>
    public bool EndsExecution => Ended && (EndState != "completed" || Stop is not null);

    /// <summary>The rows: first those that have started, then those that wait.</summary>
    public IEnumerable<QueueRow> Rows => Started.Concat(Waiting).Select(id => ById[id]);

    private ImmutableDictionary<string, QueueRow> ById { get; init; } = ImmutableDictionary<string, QueueRow>.Empty;

    /// <summary>The row with this id.</summary>
    /// <exception cref="KeyNotFoundException">The queue has no such row.</exception>
    public QueueRow Row(string id) => ById[id];

    /// <summary>The row with this id; null when the queue has none.</summary>
    public QueueRow? FindRow(string id) => ById.GetValueOrDefault(id);

    /// <summary>The row whose run is in flight under this uuid; null when there is none.</summary>
    public QueueRow? RowOfRun(string runUuid) => InFlight.Select(id => ById[id]).FirstOrDefault(r => r.RunUuid == runUuid);

    /// <summary>Decides what comes next.</summary>
    /// <param name="delayBefore">False when an earlier queue of the same session ran already: then nothing is waited before the first run.</param>
    public NextStep Next(bool delayBefore)
    {
        if (Ended || !IsStarted)
            return new NextStep.Wait();

        var inFlight = !InFlight.IsEmpty;
        if (Ending() is { } end)
            return inFlight ? new NextStep.Wait() : end;
        if (Paused || Delay is not null)
            return new NextStep.Wait();
        if (Waiting.IsEmpty)
            return inFlight ? new NextStep.Wait() : new NextStep.End("completed", "all runs done");
        if (inFlight && ById[LastLaunched].Stage != RowStage.OverlapReached)
            return new NextStep.Wait();

        var row = ById[Waiting[0]];
        if (row.Spec.Skip)
            return new NextStep.Skip(row.Id);
        if (!inFlight && DelayBeforeRow(delayBefore) is { } delay)
            return delay;

        var isLast = row.Spec.EndAfter || Waiting.Skip(1).All(id => ById[id].Spec.Skip);
        return new NextStep.Launch(row.Id, !isLast && row.Spec.AnalysisType == "unknown" && row.Spec.Overlap > 0, isLast);
    }

    private NextStep.End? Ending() => Stop?.How switch
    {
        "abort" or "quick" => new NextStep.End("aborted", Stop.Why),
        "cancel" => new NextStep.End("canceled", Stop.Why),
        "fail" => new NextStep.End("failed", Stop.Why),
        _ when Failure.Length > 0 => new NextStep.End("failed", Failure),
        "at-completion" => new NextStep.End("completed", $"stopped at completion: {Stop.Why}"),
        _ => null,
    };

    private NextStep.Delay? DelayBeforeRow(bool delayBefore)
    {
        if (PausedDelay is { } left)
            return new NextStep.Delay("the rest of a paused delay", left);
        if (LastLaunched.Length == 0)
        {
            return delayBefore && DelayedAfter is null && Header!.DelayBeforeAnalyses > 0
                ? new NextStep.Delay("before the first run", Header.DelayBeforeAnalyses)
                : null;
        }

        if (DelayedAfter == LastLaunched)
            return null;
        var last = ById[LastLaunched];
        var seconds = QueueDelays.After(last.Spec, Header!);
        return seconds > 0 ? new NextStep.Delay($"after {last.RunId}", seconds) : null;
    }

    /// <summary>
    /// The uuid of a row's run: made of the queue's id, the row's and the attempt, so that a launch that an outage cut off finds its
    /// aliquot again. In the form of a random one (RFC 4122, version 4): Pychron looks for an analysis by its uuid only when the name has that form.
    /// </summary>
    public string RunUuid(string row)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{QueueId}/{row}/{ById[row].Attempt}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>Folds an event of the queue; an event of another actor is an error.</summary>
    public QueueProgress Apply(IJournalEvent e) => e switch
    {
        QueueAccepted a => Accept(a),
        QueueStarted => this with { IsStarted = true },
        DelayStarted d => this with { Delay = d, PausedDelay = null },
        DelayEnded { How: "paused" } => this with { Delay = null },
        RunChecked { Failed.Length: > 0 } c => this with { Failure = Failure.Length == 0 ? c.Reason : Failure },
        RunChecked or MonitorTripped => this,
        DelayEnded => this with { Delay = null, PausedDelay = null, DelayedAfter = LastLaunched },
        DelayChanged d when Delay is { } delay => this with { Delay = delay with { At = d.At, Seconds = d.Seconds } },
        DelayChanged d => this with { PausedDelay = d.Seconds },
        RunLaunched l => Launch(l),
        RowSkipped s => Start(s.Row, row => row with { Stage = RowStage.Skipped, State = RunState.Skipped.Text() }),
        OverlapReached o => With(o.Row, row => row with { Stage = RowStage.OverlapReached, Known = row.Known! with { LineFreed = o.At } }),
        RunFinished { Restart: true } f => GiveUp(f.Row),
        RunFinished f => With(f.Row, row => row with { Stage = RowStage.Finished, State = f.State, Cause = f.Cause, Known = row.Known! with { Ended = f.At } }) with
        {
            InFlight = InFlight.Remove(f.Row),
            Failure = f.EndsQueue && Failure.Length == 0 ? $"{ById[f.Row].RunId} {f.State}: {f.Cause}" : Failure,
        },
        ConditionalEvents.ConditionalTextsRead r => this with { Conditionals = new QueueConditionals([.. Conditionals.Texts, .. r.Texts]) },
        ConditionalEvents.ConditionalsCounted c => this with { Counters = new ConditionalCounters(c.True, [.. c.Fired]) },
        QueueStopRequested s => this with { Stop = Severity(s.How) > Severity(Stop?.How) ? s : Stop },
        QueuePaused p => this with { Pause = p, PausedDelay = p.DelayLeft },
        QueueResumed r => this with { Pause = null, Resumed = r },
        QueueEdited q => Edit(q),
        EditUndone u => Undo(u),
        QueueFileTaken f => TakeFile(f),
        QueueFileRefused => this,
        FinishEstimated f => this with { EstimatedFinish = f.Finish },
        QueueEnded q => this with { EndState = q.State, EndCause = q.Cause },
        _ => throw new ArgumentException($"{e.GetType().Name} is not an event of a queue", nameof(e)),
    };

    private QueueProgress Accept(QueueAccepted accepted)
    {
        var rows = accepted.Queue.Runs.Select((spec, i) => new QueueRow(QueueRow.IdOf(i + 1), spec)).ToImmutableArray();
        return this with
        {
            QueueId = accepted.QueueId,
            Instrument = accepted.Instrument,
            Conditionals = accepted.Conditionals ?? QueueConditionals.None,
            Header = accepted.Queue with { Runs = [] },
            ById = rows.ToImmutableDictionary(row => row.Id),
            Waiting = [.. rows.Select(row => row.Id)],
            RowsMade = rows.Length,
            FileHeader = accepted.Queue with { Runs = [] },
            FileRows = [.. rows.Select(row => new RowSpec(row.Id, row.Spec))],
        };
    }

    /// <summary>From here the row is frozen, with the position of the row that is behind it now.</summary>
    private QueueProgress Launch(RunLaunched launched)
    {
        var behind = Waiting.FirstOrDefault(id => id != launched.Row);
        var next = Start(launched.Row, row => row with
        {
            Spec = row.Spec with { NextPosition = behind is null ? "" : ById[behind].Spec.Position },
            Stage = RowStage.Launched,
            RunUuid = launched.RunUuid,
            RunId = launched.RunId,
            Overlaps = launched.Overlaps,
            Known = new KnownRun(launched.At, launched.Overlaps, null, null),
        });
        return next with
        {
            LastLaunched = launched.Row,
            InFlight = InFlight.Add(launched.Row),
            Stop = ById[launched.Row].Spec.EndAfter && Stop is null
                ? new QueueStopRequested(launched.At, "at-completion", launched.RunId, $"end_after is set on {launched.RunId}")
                : Stop,
        };
    }

    /// <summary>The row is run again under another uuid, first of those that wait; nothing is waited for it.</summary>
    private QueueProgress GiveUp(string id)
    {
        var row = ById[id];
        var started = Started.RemoveAt(Started.LastIndexOf(id));
        var before = started.FindLast(other => ById[other].Stage != RowStage.Skipped) ?? "";
        return this with
        {
            ById = ById.SetItem(id, new QueueRow(id, row.Spec, row.Version, row.Change, Attempt: row.Attempt + 1)),
            Started = started,
            Waiting = Waiting.Insert(0, id),
            InFlight = InFlight.Remove(id),
            LastLaunched = before,
            DelayedAfter = before,
        };
    }

    private QueueProgress Start(string id, Func<QueueRow, QueueRow> change) => With(id, change) with
    {
        Started = Started.Add(id),
        Waiting = Waiting.RemoveAt(Waiting.IndexOf(id)),
    };

    private QueueProgress With(string id, Func<QueueRow, QueueRow> change) => this with { ById = ById.SetItem(id, change(ById[id])) };

    /// <summary>The stop that makes another one of this kind useless: as strong or stronger, asked for already; null when there is none.</summary>
    /// <param name="how"><c>at-completion, cancel, fail, abort, quick</c>.</param>
    public QueueStopRequested? StopBefore(string how) => Stop is not null && Severity(Stop.How) >= Severity(how) ? Stop : null;

    private static int Severity(string? how) => how switch
    {
        "quick" => 4,
        "abort" => 3,
        "cancel" or "fail" => 2,
        "at-completion" => 1,
        _ => 0,
    };
}
