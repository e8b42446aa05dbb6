using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Notifications;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.HealthEvents;
using static LabActors.Core.Journal.Events.NodeEvents;
using static LabActors.Core.Journal.Events.NotifierEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Tests.Notifications;

/// <summary>Experiment events of a journal, and the outbox that keeps what is to be told.</summary>
public sealed class ExperimentEventsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly (string Source, IJournalEvent Event)[] Story =
    [
        ("queue-q", new QueueAccepted(Start, "q", "Argus", new ExperimentQueue
        {
            Name = "demo", Path = "queues/demo.txt", Username = "jake", UseEmail = true, Email = "jake@lab", ExtractDevice = "Fusions CO2", Runs = [new RunSpec(), new RunSpec { Skip = true }],
        })),
        ("queue-q", new QueueStarted(Start.AddSeconds(1))),
        ("run-u", new RunStarted(Start.AddSeconds(2), "u", "q", "12345-01", 1, -1, "Argus", "Fusions CO2", new RunSpec { Labnumber = "12345", Row = 17 }, false, true, true, "")),
        ("queue-q", new FinishEstimated(Start.AddSeconds(2), Start.AddHours(1), 1)),
        ("run-u", new StepStarted(Start.AddSeconds(3), "extraction")),
        ("run-u", new StepStarted(Start.AddSeconds(4), "save")),
        ("queue-q", new RunFinished(Start.AddSeconds(5), "u", "1", "failed", "no beam", false, true)),
        ("queue-q", new QueueEnded(Start.AddSeconds(6), "failed", "12345-01 failed: no beam")),
        ("queue-q", new QueueEnded(Start.AddSeconds(6), "failed", "12345-01 failed: no beam")),
    ];

    [Fact]
    public void A_queue_of_one_run_is_five_events_with_their_context()
    {
        var events = Told(Story);

        events.Select(e => e.Event).ShouldBe(EventNames.OfExperiments);
        events.Select(e => e.State).ShouldBe(["started", "started", "saving", "failed", "failed"]);
        events.ShouldAllBe(e => e.Version == 1 && e.Queue == "demo" && e.Operator == "jake" && e.UseEmail && e.Email == "jake@lab" && e.Instrument == "Argus" && e.Runs == 1 && e.Simulated);
        events.Select(e => e.Run).ShouldBe(["", "12345-01", "12345-01", "12345-01", ""]);
        events.Select(e => e.Row).ShouldBe([0, 17, 17, 17, 0]);
        events.Select(e => (e.At - Start).TotalSeconds).ShouldBe([1, 2, 4, 5, 6]);
        events.Select(e => e.EstimatedFinish).ShouldBe([null, null, Start.AddHours(1), Start.AddHours(1), null]);
        events[3].Cause.ShouldBe("no beam");
        events[4].Cause.ShouldBe("12345-01 failed: no beam");
    }

    [Fact]
    public void What_holds_an_experiment_up_is_told_with_its_context()
    {
        var events = Told(
        [
            .. Story[..3],
            ("queue-q", new QueuePaused(Start.AddSeconds(3), "anna", null)),
            ("run-u", new DeviceUnavailable(Start.AddSeconds(4), "valves", "close W", "no answer", 300)),
            ("run-u", new DeviceAvailable(Start.AddSeconds(5), "valves", "close W", 12)),
            ("decisions", new DecisionAsked(Start.AddSeconds(6), "tray-1", "tray", "Is it the tray of the queue?", ["yes", "no"], "no", 300, "the check tray")),
            ("health", new ErrorRaised(Start.AddSeconds(7), "chiller", "warm", "chiller.py")),
            ("health", new ErrorCleared(Start.AddSeconds(8), "chiller", "anna")),
            ("health", new ErrorRaised(Start.AddSeconds(9), "port gauges", "lost", "its actor", Holds: false)),
            ("health", new ErrorCleared(Start.AddSeconds(10), "port gauges", "its actor", "it is back")),
        ]);

        events.Select(e => e.Event).ShouldBe(["START_QUEUE", "START_RUN", "HOLD", "DEVICE_LOST", "DEVICE_BACK", "QUESTION", "ERROR", "ERROR", "ERROR", "ERROR"]);
        events.Select(e => e.State).ShouldBe(["started", "started", "paused", "lost", "back", "asked", "raised", "cleared", "raised", "cleared"]);
        events.ShouldAllBe(e => e.Queue == "demo" && e.UseEmail && e.Email == "jake@lab");
        events.Select(e => e.Run).ShouldBe(["", "12345-01", "", "12345-01", "12345-01", "", "", "", "", ""]);
        events.Skip(2).Select(e => e.Cause).ShouldBe(
        [
            "by anna",
            "valves does not answer (close W): no answer; it is waited for, up to 300 s",
            "valves answers again, after 12 s",
            "Is it the tray of the queue? [yes/no]; no when nobody answers within 300 s (asked by the check tray)",
            "chiller: warm (chiller.py); nothing is started before it is cleared",
            "chiller: cleared (anna)",
            "port gauges: lost (its actor)",
            "port gauges: it is back (its actor)",
        ]);
    }

    [Fact]
    public void A_node_that_goes_on_with_an_experiment_says_whether_it_had_died_or_was_stopped()
    {
        var started = new NodeStarted(Start, "argus", "1", "", "demo");
        Told([("lab-argus", started), .. Story[..2], ("lab-argus", started with { At = Start.AddHours(1) })])
            .Last().ShouldSatisfyAllConditions(e => e.Event.ShouldBe("RECOVERED"), e => e.Cause.ShouldBe("argus had died, and goes on"), e => e.Queue.ShouldBe("demo"));
        Told([.. Story[..2], ("lab-argus", new NodeStopped(Start, "argus", "SIGTERM")), ("lab-argus", started)]).Last().Cause.ShouldBe("argus had been stopped (SIGTERM), and goes on");
        Told([.. Story[..2], ("lab-argus", new JournalWasLost(Start, "argus", "disk full", 42))]).Last().Cause.ShouldBe("the journal was away for 42 s (disk full)");
        Told([.. Story, ("lab-argus", started)]).Last().Event.ShouldBe("END_QUEUE");
    }

    [Fact]
    public void An_error_without_a_queue_is_the_laboratorys_and_becomes_due_once_and_questions_before_one_are_not_told()
    {
        Told([("decisions", new DecisionAsked(Start, "tray-1", "tray", "?", ["yes"], "yes", 60, "a check"))]).ShouldBeEmpty();
        var raised = Told([("health", new ErrorRaised(Start, "chiller", "warm", "chiller.py"))]).Single();
        raised.ShouldSatisfyAllConditions(e => e.Queue.ShouldBe(""), e => e.UseGroupEmail.ShouldBeTrue(), e => e.UseEmail.ShouldBeFalse());

        var outbox = Outbox.Empty.Apply(new NotificationsBegun(Start, []));
        outbox.Knows("", "health", 7).ShouldBeFalse();
        outbox = outbox.Apply(new EventDue(Start, 1, "health", 7, raised, ["a"], Start));
        outbox.Knows("", "health", 7).ShouldBeTrue();
        outbox.Knows("", "health", 8).ShouldBeFalse();
        Outbox.Of(outbox.ToSnapshot()).Knows("", "health", 7).ShouldBeTrue("it is kept");
    }

    [Fact]
    public void A_lost_node_is_told_of_by_the_others_with_what_it_holds()
    {
        var told = Told([.. Story[..2], ("cluster", new ClusterEvents.NodeLost(Start, "felix", ["line:bone"], "does not answer")), ("cluster", new ClusterEvents.NodeReturned(Start, "felix"))]);
        told.Select(e => e.Event).ShouldBe(["START_QUEUE", "NODE_LOST", "NODE_BACK"]);
        told[1].ShouldSatisfyAllConditions(
            e => e.Cause.ShouldBe("node felix does not answer; it holds line:bone"),
            e => e.Queue.ShouldBe("", "it is the laboratory's, not the queue's that runs here"),
            e => e.UseGroupEmail.ShouldBeTrue());
    }

    [Fact]
    public void A_trip_says_what_it_saw_what_it_did_and_what_nobody_confirmed_and_goes_to_the_group_whatever_the_queue_wants()
    {
        var told = Told(
        [
            .. Story[..2],
            ("trips", new TripEvents.Tripped(Start, "vacuum", 3e-4, "gauge ion IG reads 0.0003, above 0.0001", Simulated: true)),
            ("trips", new TripEvents.TripActed(Start, "vacuum", [new SafeStateStep("valve C closed", true, "done"), new SafeStateStep("Laser off", false, "no answer")])),
            ("trips", new TripEvents.TripActed(Start, "vacuum", [new SafeStateStep("valve C closed", true, "done"), new SafeStateStep("Laser off", true, "off")])),
            ("trips", new TripEvents.TripReset(Start, "vacuum", "anna", "mended")),
        ]);
        told.Select(e => $"{e.Event}:{e.State}").ShouldBe(["START_QUEUE:started", "TRIP:unconfirmed", "TRIP:tripped", "TRIP_RESET:reset"]);
        var at = $"{Start.UtcDateTime:HH:mm:ss} UTC";
        told[1].Cause.ShouldBe($"vacuum has tripped at {at}: gauge ion IG reads 0.0003, above 0.0001. Done: valve C closed. NOT CONFIRMED, and tried again: Laser off: no answer.");
        told[2].Cause.ShouldBe($"vacuum has tripped at {at}: gauge ion IG reads 0.0003, above 0.0001. Done: valve C closed, Laser off.");
        told[3].Cause.ShouldBe("vacuum was reset by anna: mended; nothing was opened or switched on by that");
        told.Skip(1).ShouldAllBe(e => e.UseGroupEmail && e.Queue == "demo");
        told[1].Simulated.ShouldBeTrue();
    }

    [Fact]
    public void What_is_asked_for_may_be_narrowed_to_a_state()
    {
        var failed = Told(Story)[3];
        failed.IsAmong(["END_RUN"]).ShouldBeTrue();
        failed.IsAmong(["END_RUN:failed"]).ShouldBeTrue();
        failed.IsAmong(["END_RUN:success", "END_QUEUE:failed"]).ShouldBeFalse();
    }

    [Fact]
    public void Each_channel_keeps_its_order_and_a_fact_becomes_due_once()
    {
        var told = Told(Story);
        var outbox = Outbox.Empty.Apply(new NotificationsBegun(Start, ["queue-old"]));
        for (var i = 0; i < 3; i++)
            outbox = outbox.Apply(new EventDue(Start, i + 1, i == 0 ? "queue-q" : "run-u", i + 2, told[i], ["a", "b"], Start));

        outbox.Knows("q", "queue-q", 2).ShouldBeTrue();
        outbox.Knows("q", "queue-q", 3).ShouldBeFalse();
        outbox.Knows("old", "queue-old", 99).ShouldBeTrue("it had ended before there were notifications");
        outbox = outbox.Apply(new DeliveryFailed(Start, 1, "a", 1, "down", Start)).Apply(new EventDelivered(Start, 1, "b", 1));
        outbox.Head("a")!.ShouldSatisfyAllConditions(h => h.Due.Id.ShouldBe(1), h => h.Attempts.ShouldBe(1), h => h.LastReason.ShouldBe("down"));
        outbox.Head("b")!.Due.Id.ShouldBe(2);
        outbox.Apply(new DeliveryGivenUp(Start, 1, "a", 2, "down")).Head("a")!.Due.Id.ShouldBe(2);
        var ended = outbox.Apply(new EventDue(Start, 4, "queue-q", 9, told[4], [], Start));
        ended.Knows("q", "run-anything", 1).ShouldBeTrue("nothing comes after END_QUEUE");
    }

    [Fact]
    public void Retries_come_after_a_minute_and_at_most_an_hour_apart() =>
        Enumerable.Range(1, 9).Select(n => RetryRule.Default.After(n).TotalMinutes).ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 60]);

    private static ExperimentEvent[] Told(IEnumerable<(string Source, IJournalEvent Event)> story)
    {
        var known = ExperimentEvents.Of(["Argus"]);
        var told = new List<ExperimentEvent>();
        foreach (var (source, happened) in story)
        {
            (known, var experiment) = known.Apply(source, happened);
            if (experiment is not null)
                told.Add(experiment);
        }

        return [.. told];
    }
}
