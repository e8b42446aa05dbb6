using LabActors.Core.Safety;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.SafetyEvents;

namespace LabActors.Core.Tests.Safety;

/// <summary>When the rules say that a laboratory is to be made safe.</summary>
public sealed class SafetyWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SafetyRules Rules = new(3, TimeSpan.FromMinutes(30), []);

    [Fact]
    public void Failures_count_in_a_row_and_a_success_begins_anew()
    {
        var watch = Fold("failed", "failed", "success", "failed", "interrupted");
        watch.FailedInARow.ShouldBe(2);
        watch.Trips(Rules, Start).ShouldBeNull();
        watch = watch.Apply("queue-1", Finished("failed"));
        watch.Trips(Rules, Start).ShouldBe("3 failed runs in a row, the last: why");
        watch.Tripped().Trips(Rules, Start).ShouldBeNull();
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("aborted")]
    public void What_a_person_ended_is_no_failure_and_no_success(string state) => Fold("failed", "failed", state).FailedInARow.ShouldBe(2);

    [Fact]
    public void A_run_that_is_run_again_has_not_failed() =>
        SafetyWatch.Empty.Apply("queue-1", Finished("interrupted") with { Restart = true }).FailedInARow.ShouldBe(0);

    [Fact]
    public void A_pause_trips_when_its_limit_has_passed_and_only_once()
    {
        var watch = SafetyWatch.Empty.Apply("queue-1", new QueuePaused(Start, "me", 0));
        watch.NextLimit(Rules).ShouldBe(Start.AddMinutes(30));
        watch.Trips(Rules, Start.AddMinutes(29.9)).ShouldBeNull();
        watch.Trips(Rules, Start.AddMinutes(30)).ShouldBe("the queue is paused by me, for longer than 00:30:00");
        watch.Tripped().Trips(Rules, Start.AddHours(5)).ShouldBeNull();
        watch.Tripped().NextLimit(Rules).ShouldBeNull();
        watch.Apply("queue-1", new QueueResumed(Start.AddMinutes(5), "me")).NextLimit(Rules).ShouldBeNull();
    }

    [Fact]
    public void Waiting_for_a_lease_is_a_hold_until_it_is_granted()
    {
        var holder = new LeaseHolder("run", "12345-01");
        var watch = SafetyWatch.Empty.Apply("leases", new LeaseRequested(Start, holder, ["ms:Argus"], "measurement"));
        watch.Trips(Rules, Start.AddHours(1)).ShouldBe("12345-01 waits for ms:Argus, for longer than 00:30:00");
        watch.Apply("leases", new LeaseGranted(Start, holder, ["ms:Argus"], 1)).Trips(Rules, Start.AddHours(1)).ShouldBeNull();
    }

    [Fact]
    public void An_open_question_is_a_hold_until_it_has_its_answer()
    {
        var watch = SafetyWatch.Empty.Apply("decisions", new DecisionAsked(Start, "tray-1", "tray", "Which tray?", ["set", "stop"], "stop", 7200, "tray"));
        watch.Trips(Rules, Start.AddHours(1)).ShouldBe("nobody answers the question tray, for longer than 00:30:00");
        watch.Apply("decisions", new DecisionMade(Start, "tray-1", "tray", "", "", "withdrawn")).NextLimit(Rules).ShouldBeNull();
    }

    [Fact]
    public void The_wait_for_a_delayed_start_is_no_hold() =>
        SafetyWatch.Empty.Apply("executor-Argus", new ExecutionStarted(Start, [], "me", StartAt: Start.AddHours(10))).NextLimit(Rules).ShouldBeNull();

    [Fact]
    public void A_safe_state_begins_the_count_anew() =>
        Fold("failed", "failed").Apply("safety", new SafeStateEnded(Start, "1", Safe: true, "")).FailedInARow.ShouldBe(0);

    [Theory]
    [InlineData("2026-01-01T05:59:59Z", "2026-01-01T06:00:00Z")]
    [InlineData("2026-01-01T06:00:00Z", "2026-01-01T18:30:00Z")]
    [InlineData("2026-01-01T23:00:00Z", "2026-01-02T06:00:00Z")]
    public void The_next_time_of_day_is_after_the_present_one(string now, string next) =>
        new SafetyRules(0, null, [new(18, 30), new(6, 0)]).NextTime(DateTimeOffset.Parse(now, null), TimeZoneInfo.Utc).ShouldBe(DateTimeOffset.Parse(next, null));

    private static SafetyWatch Fold(params string[] states) => states.Aggregate(SafetyWatch.Empty, (watch, state) => watch.Apply("queue-1", Finished(state)));

    private static RunFinished Finished(string state) => new(Start, "uuid", "1", state, "why", Restart: false, EndsQueue: false);
}
