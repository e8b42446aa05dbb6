using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Durations;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Tests.Durations;

public sealed class QueueEstimateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);
    private static readonly RunTimes Times = new(new(100), new(180, 4, 24, 24), new(60), new(70));

    /// <summary>While a queue goes as planned, its finish is the same whenever it is asked for.</summary>
    [Property(MaxTest = 300)]
    public Property The_finish_stands_while_all_goes_as_planned()
    {
        var row = from extraction in Gen.Choose(1, 300)
                  from rest in Gen.Choose(1, 300)
                  from line in Gen.Choose(1, 200)
                  from name in Gen.Elements("24701", "24702", "bu-FC-J", "a-01-J")
                  from overlap in Gen.Elements(0, 1, 10, 120)
                  from pump in Gen.Elements(0, 20, 200)
                  select (Spec: new RunSpec { Labnumber = name, Overlap = overlap, MinPumpTime = pump }, Times: new RunTimes(new(extraction), new(24 + rest, 4, 24, 24), new(line), new(70)));
        return Prop.ForAll(row.NonEmptyListOf().ToArbitrary(), rows =>
        {
            // Each row is known by a number of its own, which its duration carries.
            ImmutableArray<RunSpec> specs = [.. rows.Select((r, i) => r.Spec with { Duration = i })];
            var queue = Accepted(specs);
            QueueSchedule At(QueueProgress progress, DateTimeOffset now) =>
                QueueEstimate.Of(progress, spec => rows.ElementAt((int)spec.Duration).Times, TimeSpan.FromSeconds(30), now, delayBefore: true);
            var plan = At(queue, Start);
            foreach (var happened in Story(plan))
            {
                queue = queue.Apply(happened);
                At(queue, happened.At).Finish.ShouldBe(plan.Finish, TimeSpan.FromMilliseconds(1), $"{happened}");
            }

            queue.Waiting.ShouldBeEmpty();
            queue.InFlight.ShouldBeEmpty();
        });
    }

    [Fact]
    public void A_run_that_is_late_makes_the_queue_late()
    {
        var queue = Accepted([Row, Row]);
        var plan = Estimate(queue, Start);
        queue = Story(plan).TakeWhile(e => e is not RunFinished).Aggregate(queue, (q, e) => q.Apply(e));

        Estimate(queue, plan.Runs[0].End.AddSeconds(500)).Finish.ShouldBe(plan.Finish.AddSeconds(500));
    }

    [Fact]
    public void A_pause_keeps_what_was_left_of_the_delay()
    {
        var queue = Accepted([Row])
            .Apply(new DelayStarted(Start, "before", 5))
            .Apply(new DelayEnded(Start.AddSeconds(2), "paused"))
            .Apply(new QueuePaused(Start.AddSeconds(2), "operator", 3));

        Estimate(queue, Start.AddSeconds(60)).Runs[0].Start.ShouldBe(Start.AddSeconds(63));
    }

    [Fact]
    public void After_a_stop_only_the_runs_in_flight_are_awaited()
    {
        var queue = Accepted([Row, Row, Row]);
        var plan = Estimate(queue, Start);
        queue = Story(plan).TakeWhile(e => e is not RunFinished).Aggregate(queue, (q, e) => q.Apply(e)).Apply(new QueueStopRequested(Start, "at-completion", "operator", ""));

        Estimate(queue, plan.Runs[0].Start).Finish.ShouldBe(plan.Runs[0].End);
    }

    [Fact]
    public void Each_row_that_is_not_over_has_its_finish_and_the_last_that_of_the_queue()
    {
        var queue = Accepted([Row, Row with { Skip = true }, Row, Row]);
        var plan = Estimate(queue, Start);
        queue = Story(plan).TakeWhile(e => e is not RunLaunched { Row: "r3" }).Aggregate(queue, (q, e) => q.Apply(e));
        var now = plan.Runs[0].End;
        var left = Estimate(queue, now);

        var rows = QueueEstimate.Rows(queue, left, now, most: 10);
        rows.Select(row => row.Row).ShouldBe(["r3", "r4"]);
        now.AddSeconds(rows[^1].Seconds).ShouldBe(left.Finish, TimeSpan.FromSeconds(1));
        rows[0].Seconds.ShouldBeLessThan(rows[1].Seconds);
        QueueEstimate.Rows(queue, left, now, most: 1).ShouldBe([rows[0]]);
    }

    [Fact]
    public void The_next_run_ends_later_by_what_it_waits_for_the_run_beside_it()
    {
        var queue = Accepted([Row with { Overlap = 10 }, Row with { Skip = true }, Row]);
        var plan = Estimate(queue, Start);
        Next(queue, Start)!.End.ShouldBe(plan.Runs[0].End);
        queue = Story(plan).TakeWhile(e => e.At <= plan.Runs[0].LineFreed).Where(e => e is not RunLaunched { Row: "r3" }).Aggregate(queue, (q, e) => q.Apply(e));

        var next = Next(queue, plan.Runs[1].Start)!;

        next.End.ShouldBe(plan.Runs[1].End);
        (next.End - next.Start).TotalSeconds.ShouldBeGreaterThan(100 + 180 + 70);
    }

    [Fact]
    public void Of_a_next_run_whose_scripts_were_never_tried_nothing_is_said()
    {
        QueueEstimate.Next(Accepted([Row]), _ => null, TimeSpan.Zero, Start, delayBefore: true).ShouldBeNull();
        Next(Accepted([]), Start).ShouldBeNull();
    }

    private static RunSpec Row { get; } = new() { Labnumber = "24701" };

    private static QueueSchedule Estimate(QueueProgress queue, DateTimeOffset now) =>
        QueueEstimate.Of(queue, _ => Times, TimeSpan.FromSeconds(30), now, delayBefore: true);

    private static PlannedRun? Next(QueueProgress queue, DateTimeOffset now) =>
        QueueEstimate.Next(queue, _ => Times, TimeSpan.FromSeconds(30), now, delayBefore: true);

    private static QueueProgress Accepted(ImmutableArray<RunSpec> rows) => QueueProgress.Empty
        .Apply(new QueueAccepted(Start, "q", "Argus", new ExperimentQueue { Runs = rows, DelayBeforeAnalyses = 5, DelayBetweenAnalyses = 30, DelayAfterBlank = 15, DelayAfterAir = 10 }))
        .Apply(new QueueStarted(Start));

    /// <summary>The events of a queue that goes as planned, in the order in which they happen.</summary>
    private static IEnumerable<IJournalEvent> Story(QueueSchedule plan) => plan.Runs.SelectMany(Events).OrderBy(e => e.At).ThenBy(Order);

    private static IEnumerable<IJournalEvent> Events(PlannedRun run)
    {
        var (row, uuid) = ($"r{run.Index + 1}", $"{run.Index}");
        if (run.Waits.FirstOrDefault(w => w.What == "delay") is { } delay)
        {
            yield return new DelayStarted(delay.From, delay.Why, delay.Seconds);
            yield return new DelayEnded(run.Start, "elapsed");
        }

        yield return new RunLaunched(run.Start, row, uuid, uuid, 1, -1, run.LineFreed is not null, IsLast: false, "");
        if (run.LineFreed is { } freed)
            yield return new OverlapReached(freed, uuid, row);
        yield return new RunFinished(run.End, uuid, row, "success", "", Restart: false, EndsQueue: false);
    }

    private static int Order(IJournalEvent happened) => happened switch
    {
        OverlapReached => 0,
        RunFinished => 1,
        DelayStarted => 2,
        DelayEnded => 3,
        _ => 4,
    };
}
