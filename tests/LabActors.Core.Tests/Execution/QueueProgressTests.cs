using System.Collections.Immutable;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Execution;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Tests.Execution;

public sealed class QueueProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private static RunSpec Unknown(int overlap = 0) => new() { Labnumber = "12345", Overlap = overlap };

    private static RunSpec Blank() => new() { Labnumber = "bu-FC-J" };

    private static QueueProgress Accepted(params RunSpec[] runs) => Accepted(new ExperimentQueue
    {
        DelayBeforeAnalyses = 5,
        DelayBetweenAnalyses = 30,
        DelayAfterBlank = 15,
        DelayAfterAir = 10,
        Runs = [.. runs],
    });

    private static QueueProgress Accepted(ExperimentQueue queue) => QueueProgress.Empty
        .Apply(new QueueAccepted(Start, "q", "Argus", queue))
        .Apply(new QueueStarted(Start));

    private static QueueProgress Launched(QueueProgress queue, NextStep.Launch launch) => queue.Apply(
        new RunLaunched(Start, launch.Row, queue.RunUuid(launch.Row), $"run {launch.Row}", 1, -1, launch.Overlaps, launch.IsLast, ""));

    private static QueueProgress Finished(QueueProgress queue, string row, bool endsQueue = false, string state = "success") =>
        queue.Apply(new RunFinished(Start, queue.Row(row).RunUuid, row, state, "", false, endsQueue));

    /// <summary>Runs a queue to its end, each run to its end before the next where it does not overlap; returns what was done in order.</summary>
    private static (QueueProgress End, ImmutableArray<NextStep> Steps) RunAll(QueueProgress queue)
    {
        var steps = ImmutableArray.CreateBuilder<NextStep>();
        for (var i = 0; i < 10_000; i++)
        {
            var step = queue.Next(delayBefore: true);
            if (step is NextStep.Wait)
            {
                queue = Finished(queue, queue.InFlight[0]);
                continue;
            }

            steps.Add(step);
            switch (step)
            {
                case NextStep.Delay delay:
                    queue = queue.Apply(new DelayStarted(Start, delay.Why, delay.Seconds)).Apply(new DelayEnded(Start, "elapsed"));
                    break;
                case NextStep.Skip skip:
                    queue = queue.Apply(new RowSkipped(Start, skip.Row));
                    break;
                case NextStep.Launch launch:
                    queue = Launched(queue, launch);
                    if (launch.Overlaps)
                        queue = queue.Apply(new OverlapReached(Start, queue.Row(launch.Row).RunUuid, launch.Row));
                    break;
                case NextStep.End end:
                    return (queue.Apply(new QueueEnded(Start, end.State, end.Cause)), steps.ToImmutable());
            }
        }

        throw new InvalidOperationException("the queue does not end");
    }

    [Fact]
    public void Delays_are_those_of_the_run_before_and_none_comes_after_the_last()
    {
        var queue = Accepted(Blank(), Unknown(), new RunSpec { Labnumber = "a-01-J" }, Unknown() with { DelayAfter = 7 }, Unknown());

        var delays = RunAll(queue).Steps.OfType<NextStep.Delay>().Select(d => d.Seconds);

        delays.ShouldBe([5, 15, 30, 10, 7]);
    }

    [Fact]
    public void A_skipped_row_is_passed_over_and_adds_no_delay()
    {
        var queue = Accepted(Unknown(), Unknown() with { Skip = true }, Unknown());

        var (end, steps) = RunAll(queue);

        steps.OfType<NextStep.Delay>().Select(d => d.Seconds).ShouldBe([5, 30]);
        end.Rows.Select(r => r.Stage).ShouldBe([RowStage.Finished, RowStage.Skipped, RowStage.Finished]);
        end.EndState.ShouldBe("completed");
    }

    [Fact]
    public void An_overlapping_run_lets_the_next_start_without_delay_and_the_last_never_overlaps()
    {
        var queue = Accepted(Unknown(10), Unknown(10), Unknown(10));

        var (_, steps) = RunAll(queue);

        steps.OfType<NextStep.Launch>().Select(l => l.Overlaps).ShouldBe([true, true, false]);
        steps.OfType<NextStep.Delay>().Select(d => d.Seconds).ShouldBe([5]);
    }

    [Fact]
    public void A_run_that_has_not_reached_its_overlap_keeps_the_next_waiting()
    {
        var queue = Accepted(Unknown(10), Unknown());
        queue = queue.Apply(new DelayStarted(Start, "", 5)).Apply(new DelayEnded(Start, "elapsed"));
        queue = Launched(queue, (NextStep.Launch)queue.Next(true));

        queue.Next(true).ShouldBeOfType<NextStep.Wait>();
        queue.Apply(new OverlapReached(Start, queue.Row("r1").RunUuid, "r1")).Next(true).ShouldBeOfType<NextStep.Launch>().Row.ShouldBe("r2");
    }

    [Fact]
    public void A_run_that_fails_ends_the_queue_when_those_in_flight_have_ended_and_leaves_the_rest_not_run()
    {
        var queue = Accepted(Unknown(10), Unknown(10), Unknown());
        queue = queue.Apply(new DelayStarted(Start, "", 5)).Apply(new DelayEnded(Start, "elapsed"));
        queue = Launched(queue, (NextStep.Launch)queue.Next(true));
        queue = queue.Apply(new OverlapReached(Start, queue.Row("r1").RunUuid, "r1"));
        queue = Launched(queue, (NextStep.Launch)queue.Next(true));

        queue = Finished(queue, "r1", endsQueue: true, state: "failed");
        queue.Next(true).ShouldBeOfType<NextStep.Wait>();
        queue = Finished(queue, "r2", state: "canceled");

        queue.Next(true).ShouldBeOfType<NextStep.End>().State.ShouldBe("failed");
        queue.Row("r3").Stage.ShouldBe(RowStage.NotRun);
    }

    [Fact]
    public void End_after_stops_the_queue_after_that_run()
    {
        var (end, _) = RunAll(Accepted(Unknown(), Unknown(10) with { EndAfter = true }, Unknown()));

        end.EndState.ShouldBe("completed");
        end.EndCause.ShouldContain("stopped at completion");
        end.Rows.Select(r => r.Stage).ShouldBe([RowStage.Finished, RowStage.Finished, RowStage.NotRun]);
    }

    [Fact]
    public void A_pause_keeps_the_rest_of_a_delay()
    {
        var queue = Accepted(Unknown(), Unknown())
            .Apply(new DelayStarted(Start, "before the first run", 30))
            .Apply(new DelayEnded(Start.AddSeconds(10), "paused"))
            .Apply(new QueuePaused(Start.AddSeconds(10), "operator", 20));

        queue.Next(true).ShouldBeOfType<NextStep.Wait>();
        queue.Apply(new QueueResumed(Start.AddSeconds(70), "operator")).Next(true).ShouldBeOfType<NextStep.Delay>().Seconds.ShouldBe(20);
    }

    [Fact]
    public void The_strongest_stop_wins()
    {
        var queue = Accepted(Unknown())
            .Apply(new QueueStopRequested(Start, "cancel", "operator", "laser"))
            .Apply(new QueueStopRequested(Start, "at-completion", "operator", "later"));

        queue.Next(true).ShouldBe(new NextStep.End("canceled", "laser"));
    }

    [Fact]
    public void A_run_given_up_before_its_point_of_no_return_is_run_again_under_another_uuid()
    {
        var queue = Accepted(Unknown(), Unknown());
        queue = Launched(queue, new NextStep.Launch("r1", false, false));
        var first = queue.Row("r1").RunUuid;

        queue = queue.Apply(new RunFinished(Start, first, "r1", "interrupted", "", Restart: true, EndsQueue: false));

        queue.Next(true).ShouldBeOfType<NextStep.Launch>().Row.ShouldBe("r1");
        queue.RunUuid("r1").ShouldNotBe(first);
    }

    [Property]
    public bool A_runs_uuid_has_the_form_under_which_Pychron_looks_for_it(int rows)
    {
        var queue = Accepted([.. Enumerable.Range(0, Math.Abs(rows % 20) + 1).Select(_ => Unknown())]);
        return queue.Rows.All(row => System.Text.RegularExpressions.Regex.IsMatch(
            queue.RunUuid(row.Id), "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    }

    [Property]
    public FsCheck.Property Every_queue_ends_with_every_row_run_once_or_skipped() => Prop.ForAll(
        Gen.Elements(Unknown(), Unknown(10), Blank(), Unknown() with { Skip = true }).ListOf().ToArbitrary(),
        rows =>
        {
            var (end, steps) = RunAll(Accepted([.. rows]));
            end.EndState.ShouldBe("completed");
            steps.OfType<NextStep.Launch>().Select(l => l.Row).ShouldBe(end.Rows.Where(row => !row.Spec.Skip).Select(row => row.Id));
            steps.OfType<NextStep.End>().Count().ShouldBe(1);
            if (steps.Length > 1)
                steps[^2].ShouldNotBeOfType<NextStep.Delay>();
        });
}
