using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Durations;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Durations;

public sealed class QueueScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    // Extraction 100, inlet open 4 to 24 of a measurement of 180, line pumped for 60 from there, spectrometer for 70.
    private static readonly RunTimes Times = new(new(100), new(180, 4, 24, 24), new(60), new(70));

    [Fact]
    public void Delays_are_the_queues_and_none_comes_after_the_last_run()
    {
        // acceptance scenario 7: before 5, between 30, blank 15, air 10
        var schedule = Plan(Row("bu-FC-J"), Row("24701"), Row("a-01-J"), Row("24701") with { DelayAfter = 7 }, Row("24701"));

        schedule.Runs.Select(r => r.Waits.Single().Seconds).ShouldBe([5, 15, 30, 10, 7]);
        Seconds(schedule.Finish).ShouldBe(5 + 15 + 30 + 10 + 7 + (5 * 350));
    }

    [Fact]
    public void A_skipped_row_takes_no_time_and_no_delay()
    {
        var schedule = Plan(Row("bu-FC-J"), Row("24701") with { Skip = true }, Row("24701"), Row("24701") with { Skip = true });

        schedule.Runs.Select(r => r.Index).ShouldBe([0, 2]);
        Seconds(schedule.Finish).ShouldBe(5 + 350 + 15 + 350);
    }

    [Fact]
    public void The_queue_ends_after_a_row_that_says_so()
    {
        var schedule = Plan(Row("bu-FC-J"), Row("24701", overlap: 10) with { EndAfter = true }, Row("24701"));

        schedule.Runs.Select(r => r.Index).ShouldBe([0, 1]);
        schedule.Runs[1].LineFreed.ShouldBeNull("the last run leaves the line to nobody");
    }

    [Fact]
    public void The_next_run_starts_when_inlet_overlap_and_pump_out_are_over_and_waits_for_the_pumping()
    {
        var schedule = Plan(Row("24701", overlap: 10, pump: 50), Row("24701", overlap: 90, pump: 50), Row("24701"));
        var (first, second, third) = (schedule.Runs[0], schedule.Runs[1], schedule.Runs[2]);

        // The pump-out (60 s) lasts longer than the overlap (10 s).
        Seconds(first.InletCloses!.Value).ShouldBe(5 + 100 + 24);
        Seconds(first.LineFreed!.Value).ShouldBe(5 + 100 + 24 + 60);
        second.Start.ShouldBe(first.LineFreed.Value);
        second.Waits.Select(w => (w.What, w.Seconds)).ShouldBe([("spectrometer", 355 - 289), ("pumping", 50)]);
        Seconds(second.MeasurementStarts).ShouldBe(355 + 50);
        second.OverlapSeconds.ShouldBe(355 - 189);

        // The overlap (90 s) lasts longer than the pump-out (60 s); without a time of its own the third waits the instrument's 30 s.
        third.Start.ShouldBe(second.InletCloses!.Value.AddSeconds(90));
        third.Waits.Select(w => w.What).ShouldBe(["spectrometer", "pumping"]);
        third.MeasurementStarts.ShouldBe(second.PostMeasurementEnds.AddSeconds(30));
    }

    [Fact]
    public void A_run_that_is_no_unknown_or_the_last_does_not_overlap()
    {
        var schedule = Plan(Row("bu-FC-J", overlap: 10), Row("24701", overlap: 10));

        schedule.Runs.ShouldAllBe(r => r.LineFreed == null);
        schedule.Runs.ShouldAllBe(r => r.OverlapSeconds == 0);
    }

    [Fact]
    public void A_run_without_an_inlet_leaves_the_line_when_it_has_measured()
    {
        var noInlet = new RunTimes(new(100), new(180), null, new(70));
        var schedule = QueueSchedule.Plan(Request([new(Row("24701", overlap: 10), noInlet), new(Row("24701"), Times)]));

        Seconds(schedule.Runs[1].Start).ShouldBe(5 + 100 + 180);
    }

    [Fact]
    public void A_row_whose_times_are_not_known_makes_the_schedule_one_that_is_not_whole()
    {
        QueueSchedule.Plan(Request([new(Row("24701"), null), new(Row("24701"), Times)])).IsWhole.ShouldBeFalse();
        QueueSchedule.Plan(Request([new(Row("24701"), Times)])).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public void What_has_happened_moves_what_is_still_to_come()
    {
        // 40 s late at its start, 20 s more until it left the line.
        var rows = new ScheduleRow[]
        {
            new(Row("24701", overlap: 10), Times, new KnownRun(Start.AddSeconds(45), true, Start.AddSeconds(45 + 184 + 20), null)),
            new(Row("24701"), Times),
        };
        var schedule = QueueSchedule.Plan(Request([.. rows]) with { Now = Start.AddSeconds(249) });

        Seconds(schedule.Runs[0].End).ShouldBe(45 + 350 + 20);
        schedule.Runs[1].Start.ShouldBe(schedule.Runs[0].LineFreed!.Value);
    }

    [Fact]
    public void What_is_overdue_is_expected_now()
    {
        var now = Start.AddSeconds(1000);
        var schedule = QueueSchedule.Plan(Request([new(Row("24701"), Times, new KnownRun(Start, false, null, null)), new(Row("24701"), Times)]) with { Now = now });

        schedule.Runs[0].End.ShouldBe(now);
        schedule.Runs[1].Start.ShouldBe(now.AddSeconds(30));
    }

    [Fact]
    public void A_delay_under_way_is_not_waited_again_and_a_stop_starts_nothing()
    {
        var rows = ImmutableArray.Create(
            new ScheduleRow(Row("24701"), Times, new KnownRun(Start, false, null, Start.AddSeconds(350))), new ScheduleRow(Row("24701"), Times), new ScheduleRow(Row("24701"), Times));
        var request = Request(rows) with { Now = Start.AddSeconds(360), DelayOver = Start.AddSeconds(380) };

        var schedule = QueueSchedule.Plan(request);
        Seconds(schedule.Runs[1].Start).ShouldBe(380);
        Seconds(schedule.Runs[2].Start).ShouldBe(380 + 350 + 30);
        QueueSchedule.Plan(request with { Stops = true }).Runs.Length.ShouldBe(1);
    }

    /// <summary>Line and spectrometer are one run's at a time, runs start in order, and the same request gives the same schedule.</summary>
    [Property(MaxTest = 300)]
    public Property Nothing_is_held_twice()
    {
        var times = from extraction in Gen.Choose(0, 300)
                    from opens in Gen.Choose(0, 30)
                    from eqtime in Gen.Choose(0, 60)
                    from rest in Gen.Choose(0, 300)
                    from line in Gen.Choose(0, 200)
                    from pump in Gen.Choose(0, 200)
                    select new RunTimes(new(extraction), new(opens + eqtime + rest, opens, opens + eqtime, opens + eqtime), new(line), new(pump));
        var row = from t in times
                  from name in Gen.Elements("24701", "24702", "bu-FC-J", "a-01-J")
                  from overlap in Gen.Elements(0, 1, 10, 120)
                  from pump in Gen.Elements(0, 20, 200)
                  from skip in Gen.Elements(false, false, false, true)
                  select new ScheduleRow(Row(name, overlap, pump) with { Skip = skip }, t);
        return Prop.ForAll(row.ArrayOf().ToArbitrary(), rows =>
        {
            var request = Request([.. rows]);
            var schedule = QueueSchedule.Plan(request);
            schedule.Runs.Length.ShouldBe(rows.Count(r => !r.Spec.Skip));
            foreach (var (before, run) in schedule.Runs.Zip(schedule.Runs.Skip(1)))
            {
                run.Start.ShouldBeGreaterThanOrEqualTo(before.LineFreed ?? before.End);
                run.MeasurementStarts.ShouldBeGreaterThanOrEqualTo(before.PostMeasurementEnds);
            }

            schedule.Finish.ShouldBe(schedule.Runs.Select(r => r.End).Append(Start).Max());
            QueueSchedule.Plan(request).Runs.Select(r => r.End).ShouldBe(schedule.Runs.Select(r => r.End));
        });
    }

    private static double Seconds(DateTimeOffset at) => (at - Start).TotalSeconds;

    private static QueueSchedule Plan(params RunSpec[] rows) => QueueSchedule.Plan(Request([.. rows.Select(r => new ScheduleRow(r, Times))]));

    private static ScheduleRequest Request(ImmutableArray<ScheduleRow> rows)
    {
        var queue = QueueFile.Read(
            "mass_spectrometer: Argus\ndelay_before_analyses: 5\ndelay_between_analyses: 30\ndelay_after_blank: 15\ndelay_after_air: 10\n#" + new string('=', 80) + "\nlabnumber\tposition\nbu-FC-J\t\n", "q.txt");
        return new ScheduleRequest(queue.Queue.ShouldNotBeNull(string.Join('\n', queue.Problems)), rows, TimeSpan.FromSeconds(30), Start, DelayBefore: true);
    }

    private static RunSpec Row(string labnumber, int overlap = 0, int pump = 0) => new() { Labnumber = labnumber, Overlap = overlap, MinPumpTime = pump };
}
