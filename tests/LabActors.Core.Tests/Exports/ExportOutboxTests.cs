using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Exports;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.ExportEvents;

namespace LabActors.Core.Tests.Exports;

public sealed class ExportOutboxTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_run_is_wanted_once_and_leaves_only_by_being_exported()
    {
        var outbox = Apply(ExportOutbox.Empty, ExportOutbox.Empty.Want(At, "u1", "66681-01"));
        outbox.Want(At, "u1", "66681-01").ShouldBeEmpty();
        outbox = Apply(outbox, outbox.Failed(At, "u1", "disk full"));
        outbox.Pending.ShouldHaveSingleItem().ShouldBe(new PendingExport("u1", "66681-01", At, 1, "disk full"));

        outbox = Apply(outbox, outbox.Made(Made("u1")));

        outbox.Pending.ShouldBeEmpty();
        outbox.Want(At, "u1", "66681-01").ShouldBeEmpty("it is done");
    }

    [Fact]
    public void An_alert_is_raised_once_at_the_third_failure_and_cleared_when_exports_get_through()
    {
        var outbox = Apply(ExportOutbox.Empty, ExportOutbox.Empty.Want(At, "u1", "66681-01"));
        var alerts = new List<IJournalEvent>();
        for (var i = 0; i < 6; i++)
        {
            var events = outbox.Failed(At, "u1", "disk full").ToArray();
            alerts.AddRange(events.Where(e => e is ExportAlertRaised));
            outbox = Apply(outbox, events);
            alerts.Count.ShouldBe(i < 2 ? 0 : 1);
        }

        outbox.Made(Made("u1")).Last().ShouldBe(new ExportAlertCleared(At));
    }

    [Fact]
    public void A_push_that_fails_keeps_its_repositories_and_is_not_mended_by_an_export()
    {
        var outbox = Apply(ExportOutbox.Empty, ExportOutbox.Empty.Made(Made("u1", "Cohen", "MetaData")));
        for (var i = 0; i < 3; i++)
            outbox = Apply(outbox, outbox.NotPushed(At, "no route to host"));
        outbox.IsAlerted.ShouldBeTrue();

        outbox = Apply(outbox, outbox.Made(Made("u2", "Cohen")));
        (outbox.IsAlerted, outbox.PushReason).ShouldBe((true, "no route to host"));
        outbox.Unpushed.ShouldBe(["Cohen", "MetaData"]);

        outbox = Apply(outbox, outbox.Pushed(At, ["Cohen", "MetaData"]));
        (outbox.IsAlerted, outbox.IsEmpty).ShouldBe((false, true));
    }

    [Fact]
    public void A_run_that_fails_holds_up_those_behind_it_until_the_fault_may_be_its_own()
    {
        var outbox = new[] { "u1", "u2", "u3" }.Aggregate(ExportOutbox.Empty, (o, run) => Apply(o, o.Want(At, run, run)));
        outbox.Next([])!.RunUuid.ShouldBe("u1");
        outbox = Apply(outbox, outbox.Failed(At, "u1", "?"));
        outbox.Next(["u1"]).ShouldBeNull("a dead disk is not asked for every run");

        for (var i = 0; i < 2; i++)
            outbox = Apply(outbox, outbox.Failed(At, "u1", "?"));

        outbox.Next([])!.RunUuid.ShouldBe("u1");
        outbox.Next(["u1"])!.RunUuid.ShouldBe("u2");
        outbox.Next(["u1", "u2"]).ShouldBeNull();
    }

    [Property]
    public Property Whatever_happens_every_run_is_done_or_pending_in_the_order_in_which_it_was_wanted() => Prop.ForAll(
        ArbMap.Default.ArbFor<(int Run, bool Fails)[]>(),
        steps =>
        {
            var outbox = ExportOutbox.Empty;
            var (wanted, done) = (new List<string>(), new HashSet<string>());
            foreach (var (number, fails) in steps)
            {
                var run = $"u{Math.Abs(number % 5)}";
                if (!wanted.Contains(run))
                    wanted.Add(run);
                outbox = Apply(outbox, outbox.Want(At, run, run));
                if (outbox.Next([]) is not { } next)
                    continue;
                outbox = Apply(outbox, fails ? outbox.Failed(At, next.RunUuid, "?") : outbox.Made(Made(next.RunUuid)));
                if (!fails)
                    done.Add(next.RunUuid);
            }

            return outbox.Pending.Select(pending => pending.RunUuid).SequenceEqual(wanted.Where(run => !done.Contains(run)));
        });

    private static ExportMade Made(string run, params string[] repositories) => new(At, run, "", true, [], [.. repositories], 0);

    private static ExportOutbox Apply(ExportOutbox outbox, IEnumerable<IJournalEvent> events) => events.Aggregate(outbox, (state, happened) => state.Apply(happened));
}
