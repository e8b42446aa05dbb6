using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Journal;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Tests.Execution.Editing;

/// <summary>A queue under way, and all its events.</summary>
internal sealed class EditedQueue
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly List<IJournalEvent> events = [];

    public EditedQueue(ExperimentQueue queue)
    {
        Do(new QueueAccepted(Start, "q", "Argus", queue));
        Do(new QueueStarted(Start));
    }

    public EditedQueue(params string[] labnumbers)
        : this(new ExperimentQueue
        {
            Name = "q",
            Path = "q.txt",
            MassSpectrometer = "Argus",
            Runs = [.. labnumbers.Select((labnumber, i) => new RunSpec { Labnumber = labnumber, MassSpectrometer = "Argus", Row = i + 10 })],
        })
    {
    }

    public QueueProgress Queue { get; private set; } = QueueProgress.Empty;

    public IReadOnlyList<IJournalEvent> Events => events;

    /// <summary>Ids of the rows that wait.</summary>
    public string Waiting => string.Join(' ', Queue.Waiting);

    public void Do(IJournalEvent e)
    {
        events.Add(e);
        Queue = Queue.Apply(e);
    }

    /// <summary>What the edit is refused for; null when it was done.</summary>
    public EditRefusal? Edit(QueueEdit edit, string by = "Ann") => Do(QueueEdits.Decide(Queue, edit, by, "", Start.AddMinutes(5)));

    public EditRefusal? Undo(string? of = null, string by = "Ann") => Do(QueueEdits.DecideUndo(Queue, of, by, "", Start.AddMinutes(6)));

    public EditRefusal? Save(ExperimentQueue file) => Do(QueueFileEdits.Decide(Queue, file, "file", Start.AddMinutes(7)));

    public void Launch()
    {
        var row = Queue.Waiting[0];
        Do(Queue.Row(row).Spec.Skip
            ? new RowSkipped(Start, row)
            : new RunLaunched(Start, row, Queue.RunUuid(row), $"{Queue.Row(row).Spec.Labnumber}-01", 1, -1, false, false, ""));
    }

    public void Finish(string state = "success") =>
        Do(new RunFinished(Start, Queue.Row(Queue.InFlight[0]).RunUuid, Queue.InFlight[0], state, "", Restart: false, EndsQueue: false));

    public RowVersion Seen(string row) => new(row, Queue.Row(row).Version);

    private EditRefusal? Do(EditDecision decision)
    {
        foreach (var e in decision.Events)
            Do(e);
        return decision.Refusal;
    }
}
