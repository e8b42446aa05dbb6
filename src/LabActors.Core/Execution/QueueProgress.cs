using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LabActors.Core.Journal;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Execution;

/// <summary>
/// A queue as its journal tells it, and the decision what comes next. Any number of runs may be in flight: a row is launched
/// when the one before it has ended, or has reached its overlap.
/// </summary>
public sealed record QueueProgress
{
    /// <summary>Before the queue was accepted.</summary>
    public static QueueProgress Empty { get; } = new();

    /// <summary>The queue's id; empty before it was accepted.</summary>
    public string QueueId { get; init; } = "";

    /// <summary>The instrument that runs it.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>Header and rows as accepted.</summary>
    public ExperimentQueue? Queue { get; init; }

    /// <summary>The rows, in the queue's order.</summary>
    public ImmutableArray<RowProgress> Rows { get; init; } = [];

    /// <summary>True from START_QUEUE.</summary>
    public bool Started { get; init; }

    /// <summary>Terminal state; empty while the queue lives.</summary>
    public string EndState { get; init; } = "";

    /// <summary>Why it ended.</summary>
    public string EndCause { get; init; } = "";

    /// <summary>The delay under way; null when none is.</summary>
    public DelayStarted? Delay { get; init; }

    /// <summary>Seconds left of a delay that a pause interrupted.</summary>
    public double? PausedDelay { get; init; }

    /// <summary>True while an operator holds the queue.</summary>
    public bool Paused { get; init; }

    /// <summary>The strongest stop asked for: at-completion, cancel, abort; null when none.</summary>
    public QueueStopRequested? Stop { get; init; }

    /// <summary>Row (0-based) whose delay after it has been waited; -1 is the delay before the first run.</summary>
    public int DelayedAfter { get; init; } = -2;

    /// <summary>Row launched last; -1 when none.</summary>
    public int LastLaunched { get; init; } = -1;

    /// <summary>Cause of a failure that ends the queue; empty when there is none.</summary>
    public string Failure { get; init; } = "";

    /// <summary>True when END_QUEUE has happened.</summary>
    public bool Ended => EndState.Length > 0;

    /// <summary>Rows whose runs are in flight.</summary>
    public IEnumerable<int> InFlight => Enumerable.Range(0, Rows.Length).Where(i => Rows[i].InFlight);

    /// <summary>Decides what comes next.</summary>
    /// <param name="delayBefore">False when an earlier queue of the same session ran already: then nothing is waited before the first run.</param>
    public NextStep Next(bool delayBefore)
    {
        if (Ended || !Started || Queue is null)
            return new NextStep.Wait();

        var inFlight = InFlight.Any();
        if (Ending() is { } end)
            return inFlight ? new NextStep.Wait() : end;
        if (Paused || Delay is not null)
            return new NextStep.Wait();

        var row = NextRow();
        if (row < 0)
            return inFlight ? new NextStep.Wait() : new NextStep.End("completed", "all runs done");
        if (inFlight && Rows[LastLaunched].Stage != RowStage.OverlapReached)
            return new NextStep.Wait();
        if (Queue.Runs[row].Skip)
            return new NextStep.Skip(row);
        if (!inFlight && DelayBeforeRow(delayBefore) is { } delay)
            return delay;

        var isLast = !Enumerable.Range(row + 1, Rows.Length - row - 1)
            .Any(i => Rows[i].Stage == RowStage.NotRun && !Queue.Runs[i].Skip);
        var spec = Queue.Runs[row];
        isLast |= spec.EndAfter;
        return new NextStep.Launch(row, !isLast && spec.AnalysisType == "unknown" && spec.Overlap > 0, isLast);
    }

    private NextStep.End? Ending() => Stop?.How switch
    {
        "abort" => new NextStep.End("aborted", Stop.Why),
        "cancel" => new NextStep.End("canceled", Stop.Why),
        _ when Failure.Length > 0 => new NextStep.End("failed", Failure),
        "at-completion" => new NextStep.End("completed", $"stopped at completion: {Stop.Why}"),
        _ => null,
    };

    private int NextRow()
    {
        for (var i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].Stage == RowStage.NotRun)
                return i;
        }

        return -1;
    }

    private NextStep.Delay? DelayBeforeRow(bool delayBefore)
    {
        if (PausedDelay is { } left)
            return new NextStep.Delay("the rest of a paused delay", left);
        if (LastLaunched < 0)
        {
            return delayBefore && DelayedAfter < -1 && Queue!.DelayBeforeAnalyses > 0
                ? new NextStep.Delay("before the first run", Queue.DelayBeforeAnalyses)
                : null;
        }

        if (DelayedAfter >= LastLaunched || Rows[LastLaunched].Stage == RowStage.NotRun)
            return null;
        var seconds = QueueDelays.After(Queue!.Runs[LastLaunched], Queue);
        return seconds > 0 ? new NextStep.Delay($"after {Rows[LastLaunched].RunId}", seconds) : null;
    }

    /// <summary>
    /// The uuid of a row's run: made of the queue's id, the row and the attempt, so that a launch that an outage cut off finds its
    /// aliquot again.
    /// </summary>
    public string RunUuid(int row) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{QueueId}/{row}/{Rows[row].Attempt}")).AsSpan(0, 16)).ToString("N");

    /// <summary>Folds an event of the queue; an event of another actor is an error.</summary>
    public QueueProgress Apply(IJournalEvent e) => e switch
    {
        QueueAccepted a => this with
        {
            QueueId = a.QueueId,
            Instrument = a.Instrument,
            Queue = a.Queue,
            Rows = [.. Enumerable.Repeat(RowProgress.NotRun, a.Queue.Runs.Length)],
        },
        QueueStarted => this with { Started = true },
        DelayStarted d => this with { Delay = d, PausedDelay = null },
        DelayEnded { How: "paused" } => this with { Delay = null },
        DelayEnded => this with { Delay = null, DelayedAfter = LastLaunched },
        RunChecked { Failed.Length: > 0 } c => this with { Failure = Failure.Length == 0 ? c.Reason : Failure },
        RunChecked or MonitorTripped => this,
        RunLaunched l => (this with
        {
            LastLaunched = l.Row,
            Rows = Rows.SetItem(l.Row, new RowProgress(RowStage.Launched, l.RunUuid, l.RunId, l.Overlaps, Attempt: Rows[l.Row].Attempt)),
        }).EndingAfter(l),
        RowSkipped s => this with { Rows = Rows.SetItem(s.Row, new RowProgress(RowStage.Skipped, State: RunState.Skipped.Text())) },
        OverlapReached o => this with
        {
            Rows = [.. Rows.Select(r => r.RunUuid == o.RunUuid && r.InFlight ? r with { Stage = RowStage.OverlapReached } : r)],
        },
        RunFinished { Restart: true } f => this with
        {
            Rows = Rows.SetItem(f.Row, RowProgress.NotRun with { Attempt = Rows[f.Row].Attempt + 1 }),
            LastLaunched = f.Row - 1,
            DelayedAfter = f.Row - 1,
        },
        RunFinished f => this with
        {
            Rows = Rows.SetItem(f.Row, Rows[f.Row] with { Stage = RowStage.Finished, State = f.State, Cause = f.Cause }),
            Failure = f.EndsQueue && Failure.Length == 0 ? $"{Rows[f.Row].RunId} {f.State}: {f.Cause}" : Failure,
        },
        QueueStopRequested s => this with { Stop = Severity(s.How) > Severity(Stop?.How) ? s : Stop },
        QueuePaused p => this with { Paused = true, PausedDelay = p.DelayLeft > 0 ? p.DelayLeft : null },
        QueueResumed => this with { Paused = false },
        QueueEnded q => this with { EndState = q.State, EndCause = q.Cause },
        _ => throw new ArgumentException($"{e.GetType().Name} is not an event of a queue", nameof(e)),
    };

    private QueueProgress EndingAfter(RunLaunched launched) => Queue!.Runs[launched.Row].EndAfter && Stop is null
        ? this with { Stop = new QueueStopRequested(launched.At, "at-completion", launched.RunId, $"end_after is set on {launched.RunId}") }
        : this;

    private static int Severity(string? how) => how switch
    {
        "abort" => 3,
        "cancel" => 2,
        "at-completion" => 1,
        _ => 0,
    };
}
