using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Console.View;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Console.Tests;

/// <summary>Made-up but orderly journal events, as the actors would write them, with a clock of their own.</summary>
internal sealed class History
{
    public const string Queue = "queue-demo";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);

    private readonly Dictionary<string, long> _commands = [];

    public static readonly ImmutableDictionary<string, string> Isotopes = new Dictionary<string, string>
    {
        ["H1"] = "Ar40",
        ["AX"] = "Ar39",
        ["L1"] = "Ar38",
        ["L2"] = "Ar37",
        ["CDD"] = "Ar36",
    }.ToImmutableDictionary();

    public DateTimeOffset Now { get; private set; } = Start;

    private readonly List<string> _rows = [];

    public List<(string Source, IJournalEvent Event)> Events { get; } = [];

    public LabView View => Events.Aggregate(LabView.Empty, (view, journaled) => view.Apply(journaled.Source, journaled.Event));

    public History Wait(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public History Say(string source, IJournalEvent journalEvent)
    {
        Events.Add((source, journalEvent));
        return this;
    }

    public History AcceptQueue(params string[] labnumbers)
    {
        var queue = new ExperimentQueue { Name = "demo", Runs = [.. labnumbers.Select(labnumber => new RunSpec { Labnumber = labnumber })] };
        return Say(Queue, new QueueEvents.QueueAccepted(Now, "demo-1", "Argus", queue)).Say(Queue, new QueueEvents.QueueStarted(Now));
    }

    /// <summary>Somebody adds rows at the end.</summary>
    public History AddRows(int number, int first) => Say(Queue, new QueueEvents.QueueEdited(
        Now,
        1,
        "operator",
        "more of the same",
        $"added {number} rows",
        [],
        [],
        [new QueueEvents.AddedRows(QueueRow.IdOf(first - 1), [.. Enumerable.Range(first, number).Select(i => new QueueEvents.RowSpec(QueueRow.IdOf(i), new RunSpec { Labnumber = "24701" }))])],
        [],
        null));

    public History Launch(string runId, string labnumber, bool overlaps = false)
    {
        Say(Queue, new QueueEvents.RunLaunched(Now, Row(runId), Uuid(runId), runId, 1, -1, overlaps, IsLast: false, PrecedingBlank: ""));
        var spec = new RunSpec { Labnumber = labnumber };
        return Say(Source(runId), new RunEvents.RunStarted(
            Now, Uuid(runId), "demo-1", runId, 1, -1, "Argus", "Fusions CO2", spec, overlaps, IsLast: false, Simulated: true, PrecedingBlank: ""));
    }

    public History Step(string runId, string step) => Say(Source(runId), new RunEvents.StepStarted(Now, step));

    public History Command(string runId, string kind, string name, params (string Name, object Value)[] arguments)
    {
        var key = Source(runId) + kind;
        _commands[key] = _commands.GetValueOrDefault(key) + 1;
        var json = arguments.ToImmutableDictionary(argument => argument.Name, argument => JsonSerializer.SerializeToElement(argument.Value));
        return Say(Source(runId), new RunEvents.CommandRequested(Now, kind, _commands[key], name, json, 12, 0, "co2.py"));
    }

    public History Complete(string runId, string kind) => Say(
        Source(runId),
        new RunEvents.CommandCompleted(Now, kind, _commands[Source(runId) + kind], JsonSerializer.SerializeToElement<object?>(null)));

    public History Valve(string name, bool open) =>
        Say("extraction-line", new LineEvents.ValveActuationRequested(Now, $"{name}{Now:HHmmss}", name, open, "run", ""))
            .Say("extraction-line", new LineEvents.ValveActuated(Now, $"{name}{Now:HHmmss}", name, open, Changed: true));

    public History Series(string runId, int series, string kind, int counts, double integration = 1) => Say(
        Source(runId),
        new MeasurementEvents.SeriesStarted(Now, series, kind, counts, integration, Now, Isotopes));

    public History Read(string runId, int series, int count, params (string Detector, double Value)[] values) => Say(
        Source(runId),
        new MeasurementEvents.ReadingTaken(
            Now,
            series,
            count,
            values.ToImmutableDictionary(value => value.Detector, value => value.Value),
            ImmutableDictionary<string, string>.Empty));

    public History End(string runId, string state, string cause = "", bool restart = false) =>
        Say(Source(runId), new RunEvents.RunEnded(Now, state, cause))
            .Say(Queue, new QueueEvents.RunFinished(Now, Uuid(runId), Row(runId), state, cause, restart, EndsQueue: false));

    /// <summary>Runs are launched in the order of the queue's rows.</summary>
    private string Row(string runId)
    {
        if (!_rows.Contains(runId))
            _rows.Add(runId);
        return QueueRow.IdOf(_rows.IndexOf(runId) + 1);
    }

    public static string Source(string runId) => $"run-{Uuid(runId)}";

    public static string Uuid(string runId) => $"uuid-of-{runId}";

    /// <summary>The middle of a queue: two runs done, one measuring, the next extracting beside it.</summary>
    public static History MiddleOfTheDemo()
    {
        var history = new History().AcceptQueue("bu-FC-J", "a-01-J", "24701", "24701", "24701");
        history
            .Say(Queue, new QueueEvents.DelayStarted(history.Now, "before the first run", 5)).Wait(5)
            .Say(Queue, new QueueEvents.DelayEnded(history.Now, "elapsed"))
            .Launch("bu-FC-J-01", "bu-FC-J").Wait(600).End("bu-FC-J-01", "success").Wait(15)
            .Launch("a-01-J-01", "a-01-J").Wait(540)
            .Say(Source("a-01-J-01"), new RunEvents.InterventionRequested(history.Now, "truncate", "console", "enough counts"))
            .End("a-01-J-01", "truncated").Wait(10)
            .Launch("24701-01", "24701", overlaps: true)
            .Step("24701-01", "extraction").Wait(120)
            .Valve("A", true).Valve("C", false).Valve("E", true).Wait(60)
            .Step("24701-01", "measurement").Valve("R", true).Wait(20).Valve("R", false)
            .Say(Source("24701-01"), new MeasurementEvents.DetectorsActivated(history.Now, ["H1", "AX", "L1", "L2", "CDD"]))
            .Command("24701-01", "measurement", "multicollect", ("ncounts", 120))
            .Series("24701-01", 2, "signal", 120);
        history.Wait(12)
            .Launch("24701-02", "24701", overlaps: true)
            .Step("24701-02", "extraction").Valve("A", false).Wait(20)
            .Command("24701-02", "extraction", "extract", ("power", 3.0), ("units", "watts")).Complete("24701-02", "extraction")
            .Command("24701-02", "extraction", "sleep", ("duration", 60.0)).Wait(41)
            .Read("24701-01", 2, 73, ("H1", 4821.377), ("AX", 321.094), ("L1", 1.8832), ("L2", 0.41173), ("CDD", 0.98415));
        return history;
    }
}
