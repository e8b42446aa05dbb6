using System.Collections.Immutable;
using LabActors.Acceptance.Examples;
using LabActors.Acceptance.Execution;
using LabActors.Acceptance.Replay;
using LabActors.Acceptance.Upgrades;
using LabActors.Core.Journal;
using LabActors.Core.Lines;
using LabActors.Core.Recovery;
using LabActors.Core.Replay;
using LabActors.Core.Replay.Verification;
using LabActors.Node;
using LabActors.Node.Recovery;
using LabActors.Node.Simulation;
using Microsoft.Data.Sqlite;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.NodeEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Recovery;

/// <summary>What a node says that it found and will do, and that this is what comes of it.</summary>
public sealed class RecoveryPlanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_plan_names_queue_run_step_last_command_and_last_reading()
    {
        var plan = Plan(Cut<ReadingTaken>(r => r is { Series: 1, Count: 10 }));

        var execution = plan.Executions.ShouldHaveSingleItem();
        (execution.Instrument, execution.Queue).ShouldBe(("Argus", "queue queue0 (queue0.txt)"));
        execution.Where.ShouldBe("0 of 9 rows finished, 1 in flight");
        var run = execution.Runs.ShouldHaveSingleItem();
        (run.RunId, run.Row, run.Step, run.Outlook).ShouldBe(("bu-FC-J-01", "r1", "measurement", RunOutlook.Resumed));
        run.Where.ShouldStartWith("measurement script, command ");
        run.LastCommand.ShouldStartWith("multicollect, command ");
        run.LastCommand.ShouldEndWith("; its outcome is not journaled");
        run.LastReading.ShouldStartWith("count 10 of series 1, 2026-01-01 ");
        execution.Next.ShouldStartWith("8 rows wait, r2 first");
        plan.Lines().ShouldContain("The hardware is as the journal left it.");
    }

    [Fact]
    public void An_outage_over_the_window_a_valve_that_moved_and_a_policy_that_asks_are_foreseen()
    {
        var cut = Cut<ReadingTaken>(r => r is { Series: 1, Count: 10 });

        var late = Plan(cut, TimeSpan.FromHours(3)).Executions[0].Runs[0];
        (late.Outlook, late.Why).ShouldBe((RunOutlook.Saved, "the node was away for 3 h, and the window of step measurement is 60 min"));

        var moved = Plan(cut, read: AsJournaled(cut) with { Valves = AsJournaled(cut).Valves.SetItem("E", ValveStand.Closed) });
        moved.Differences.ShouldBe([new HardwareDifference("E", "valve", "open", "closed", Simulated: true)]);
        moved.Executions[0].Runs[0].Outlook.ShouldBe(RunOutlook.Resumed);
        moved.Executions[0].Runs[0].Why.ShouldEndWith("; it is brought to match: valve E opened");

        var leaks = Plan(cut, read: AsJournaled(cut) with { Valves = AsJournaled(cut).Valves.SetItem("G", ValveStand.Open) }).Executions[0].Runs[0];
        (leaks.Outlook, leaks.Why).ShouldBe((RunOutlook.Saved, "valve G was closed and is open: gas may be lost or mixed"));

        var asks = RecoverySettings.Default with { Measurement = RecoverySettings.Default.Measurement with { Policy = RecoveryPolicy.Ask } };
        Plan(cut, settings: asks).Executions[0].Runs[0].Outlook.ShouldBe(RunOutlook.Asked);
    }

    [Fact]
    public void Before_the_point_of_no_return_a_run_goes_on_and_one_that_is_being_ended_goes_on_being_ended()
    {
        Plan(Cut<RunLeaseObtained>(_ => true), TimeSpan.FromDays(3)).Executions[0].Runs[0].Outlook.ShouldBe(RunOutlook.Resumed);
        var asks = RecoverySettings.Default with { Extraction = RecoverySettings.Default.Extraction with { Policy = RecoveryPolicy.Ask } };
        Plan(Cut<RunLeaseObtained>(_ => true), settings: asks).Executions[0].Runs[0].Outlook.ShouldBe(RunOutlook.Asked);
        var safe = Cut<SafeStateReached>(_ => true);
        var ending = safe.Select(e => e.Event is InterventionRequested { Ending: null } i
            ? e with { Event = i with { Ending = new Core.Execution.RunEnding("canceled", i.Why, EndsQueue: false, PostEquilibration: true) } }
            : e).ToImmutableArray();
        var run = Plan(ending).Executions[0].Runs[^1];
        (run.Outlook, run.Why).ShouldBe((RunOutlook.EndsOn, "it was being ended as canceled (the pump is loud)"));
    }

    [Fact]
    public void Nothing_is_planned_when_nothing_is_unfinished() => RecoveryPlan.Of(
        StateOf(StoredEvents.Read(StoredEvents.Newest)), DemoLaboratory.Lab(), LabReadback.Nothing, Outage.None(default), RecoverySettings.Default).ShouldBeNull();

    [Fact]
    public async Task The_command_prints_the_plan_and_writes_nothing()
    {
        new StoredJournal([.. StoredJournal.Read(Path.Combine(StoredJournal.Folder, $"{StoredEvents.Newest}.jsonl.gz")).Rows.Take(Cut<ReadingTaken>(r => r is { Series: 1, Count: 10 }).Length)])
            .CopyTo(Path.Combine(Directory.CreateDirectory(Data).FullName, "journal.db"));
        SqliteConnection.ClearAllPools();
        var files = Directory.GetFiles(Data).ToDictionary(f => f, File.ReadAllBytes);

        var (code, text, error) = await Commands.RunAsync("recover", "--dry-run", Data, "--lab", DemoLaboratory.Folder, "--outage", "2h");

        (code, error).ShouldBe((0, ""));
        text.ShouldStartWith("The node was away for 2 h; the last that was journaled is of 2026-01-01 ");
        text.ShouldContain("it is made safe and saved as interrupted, with all it has; the queue goes on: the node was away for 2 h");
        text.ShouldContain("Not read: every device: no simulated laboratory is kept in this folder");
        SqliteConnection.ClearAllPools();
        Directory.GetFiles(Data).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith("-wal", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(files.Keys.Where(f => f.EndsWith(".db", StringComparison.Ordinal)));
        File.ReadAllBytes(Path.Combine(Data, "journal.db")).ShouldBe(files[Path.Combine(Data, "journal.db")]);
        (await Commands.RunAsync("recover", "--dry-run", _folder, "--lab", DemoLaboratory.Folder)).Error.ShouldContain("found no journal.db in this folder");
    }

    [Fact]
    public async Task What_a_power_loss_changed_is_told_journaled_and_ends_the_run_as_foreseen()
    {
        // The line is pumped: nobody knows whether the pump behind the valve runs.
        var scripts = new TestScripts { Extraction = "def main():\n    open('C')\n    open('D')\n    sleep(duration)\n    close('C')\n    close('D')\n" };
        await using (var lab = await TestLaboratory.StartAsync(scripts, folder: _folder, durable: true, overrides: TestLaboratory.Killable))
        {
            var extracting = lab.WhenAsync<ValveActuated>(v => v is { Valve: "D", Open: true });
            lab.On<ValveActuated>(v => v is { Valve: "D", Open: true }, node => node.Clock.Virtual!.Pace = Actors.Time.ClockPace.Times(0.001));
            var running = lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));
            await extracting;
            await lab.KillAsync();
            running.IsCompletedSuccessfully.ShouldBeFalse();
        }

        (await SimulatedFault.PowerLossAsync(DemoLaboratory.Folder, Data, "valves", CancellationToken.None)).ShouldBe("");
        var found = (await RecoveryPlanner.PlanAsync(DemoLaboratory.Lab(), NodeFile.None, Data, TimeSpan.FromMinutes(1), CancellationToken.None)).ShouldNotBeNull();
        var differences = found.Plan.Differences;
        differences.ShouldContain(new HardwareDifference("D", "valve", "open", "closed", Simulated: true));
        var run = found.Plan.Executions[0].Runs.ShouldHaveSingleItem();
        (run.RunId, run.Outlook).ShouldBe(("12345-01", RunOutlook.Saved));
        run.Why.ShouldBe("valve C was open and is closed: a pump is behind it, which may have stopped too");

        await using var again = await TestLaboratory.StartAsync(
            scripts, folder: _folder, durable: true, options: o => o with { Outage = TimeSpan.FromMinutes(1) });
        (await again.EndAsync()).Ended!.State.ShouldBe("completed");

        var events = StoredJournal.Of(again.Node.Journal).Events.Select(e => e.Event).ToArray();
        events.OfType<HardwareDiffers>().Select(d => (d.Device, d.What, d.Journal, d.Read)).ShouldBe(differences.Select(d => (d.Device, d.What, d.Journal, d.Read)));
        events.OfType<RunFinished>().Select(f => f.State).ShouldBe(["interrupted", "success"]);
        events.OfType<RunEnded>().First().Cause.ShouldContain("valve C was open and is closed");
        var verification = new JournalVerification(DemoLaboratory.Lab());
        StoredJournal.Of(again.Node.Journal).Rows.Select((row, i) => verification.Next(new RecordedEvent(i + 1, row.Id, row.SequenceNr, row.Event))).FirstOrDefault(d => d is not null).ShouldBeNull();
    }

    private static ImmutableArray<RecordedEvent> Cut<T>(Func<T, bool> at)
        where T : IJournalEvent
    {
        var events = StoredEvents.Read(StoredEvents.Newest);
        return events[..(events.IndexOf(events.First(at)) + 1)];
    }

    private static LabState StateOf(ImmutableArray<RecordedEvent> events) => events.Aggregate(LabState.Empty, (state, e) => state.Apply(e));

    private static RecoveryPlan Plan(ImmutableArray<RecordedEvent> events, TimeSpan away = default, LabReadback? read = null, RecoverySettings? settings = null)
    {
        var state = StateOf(events);
        var last = state.At!.Value;
        return RecoveryPlan.Of(state, DemoLaboratory.Lab(), read ?? AsJournaled(events), new Outage(last, last + away), settings ?? RecoverySettings.Default).ShouldNotBeNull();
    }

    /// <summary>A laboratory in which all is as it was.</summary>
    private static LabReadback AsJournaled(ImmutableArray<RecordedEvent> events) => LabReadback.Nothing with
    {
        Valves = StateOf(events).Line.Valves.ToImmutableSortedDictionary(v => v.Key, v => v.Value.Read, StringComparer.Ordinal),
    };
}
