using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Exports;
using LabActors.Actors.Persistence;
using LabActors.Actors.Results;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Core.Exports;
using LabActors.Core.Journal.Events;
using LabActors.Journal.Serialization;
using LabActors.Journal.Storage;

namespace LabActors.Actors.Tests.Exports;

public sealed class ExportActorTests : IDisposable
{
    private static readonly ExportTarget Target = new("dvc", "/exports", "file:///{repository}", "");
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-outbox-").FullName;

    // Real time that lets no test wait.
    private readonly VirtualClock _wall = new(VirtualClockOptions.Default);

    public void Dispose()
    {
        _wall.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_run_that_ends_is_exported_and_then_pushed()
    {
        var exports = new FakeExports();
        await using var node = Node();
        var outbox = await StartAsync(node, exports);

        End(node, "u1");
        await WhenAsync(node, outbox, o => o is { IsEmpty: true, Known.Count: 1 });

        exports.Done.ShouldBe(["export u1", "push Cohen"]);
    }

    [Fact]
    public async Task While_the_disk_is_dead_runs_wait_in_order_an_alert_is_raised_and_nothing_is_lost()
    {
        var exports = new FakeExports { ExportFails = "no space left on device" };
        await using var node = Node();
        var outbox = await StartAsync(node, exports);
        var alert = node.System.ActorOf(Props.Create(() => new Alerts()));
        await node.Ask<ActorIdentity>(alert, new Identify(1));

        End(node, "u1");
        (await alert.Ask<ExportEvents.ExportAlertRaised>("raised", TestNode.Patience)).Reason.ShouldBe("no space left on device");
        End(node, "u2");
        (await WhenAsync(node, outbox, o => o.Pending.Count == 2 && o.Pending.All(p => p.Attempts > 0))).Pending.Select(p => p.RunUuid).ShouldBe(["u1", "u2"]);

        // Between two rounds: in the middle of one, what has failed in it waits for the next, and the run behind it would get through first.
        using (_wall.Hold("the disk comes back"))
        {
            await node.Ask<ExportProtocol.OutboxIs>(outbox, new ExportProtocol.WhenAtRest());
            exports.ExportFails = "";
        }

        outbox.Tell(new ExportProtocol.RetryNow());
        await WhenAsync(node, outbox, o => o.IsEmpty);

        exports.Done.ShouldBe(["export u1", "export u2", "push Cohen"]);
    }

    [Fact]
    public async Task A_dead_remote_keeps_what_is_to_be_pushed_and_the_next_run_tries_again()
    {
        var exports = new FakeExports { PushFails = "the remote is gone" };
        await using var node = Node();
        var outbox = await StartAsync(node, exports);

        End(node, "u1");
        var waiting = await WhenAsync(node, outbox, o => o.PushAttempts > 0);
        (waiting.Pending.Count, string.Join(' ', waiting.Unpushed), waiting.PushReason).ShouldBe((0, "Cohen", "the remote is gone"));
        exports.PushFails = "";
        End(node, "u2");
        await WhenAsync(node, outbox, o => o is { IsEmpty: true, Known.Count: 2 });

        exports.Done.ShouldContain("push Cohen");
    }

    [Fact]
    public async Task What_fails_is_tried_until_it_is_done_and_no_laboratory_time_passes_for_it()
    {
        var exports = new FakeExports { ExportFails = "no space left on device" };
        await using var node = Node();
        var outbox = await StartAsync(node, exports);
        var start = node.Clock.Now;

        End(node, "u1");
        await WhenAsync(node, outbox, o => o.Pending is [{ Attempts: > 40 }]);
        exports.ExportFails = "";
        await WhenAsync(node, outbox, o => o is { IsEmpty: true, Known.Count: 1 });

        exports.Done.ShouldBe(["export u1", "push Cohen"]);
        node.Clock.Now.ShouldBe(start);
    }

    [Fact]
    public async Task What_waits_when_the_node_stops_is_exported_by_the_next_together_with_what_ended_meanwhile()
    {
        var file = SqliteJournalFile.Prepare(Path.Combine(_folder, "journal.db"));
        await using (var node = Node(file))
        {
            var outbox = await StartAsync(node, new FakeExports { ExportFails = "dead" });
            End(node, "u1");
            await WhenAsync(node, outbox, o => o.Pending is [{ Attempts: > 0 }]);
        }

        var exports = new FakeExports { Ended = ["u1", "u2"] };
        await using (var node = Node(file))
        {
            var outbox = await StartAsync(node, exports);
            await WhenAsync(node, outbox, o => o is { IsEmpty: true, Known.Count: 2 });
        }

        exports.Done.ShouldBe(["export u1", "export u2", "push Cohen"]);
    }

    private static TestNode Node(JournalDatabase? journal = null) => TestNode.OnVirtualTime(journal, setups: new JournalManifestSetup(JournalManifests.All));

    /// <summary>The outbox when it listens: it answers after its recovery.</summary>
    private async Task<IActorRef> StartAsync(TestNode node, FakeExports exports)
    {
        var wall = _wall.Time;
        var outbox = node.System.ActorOf(ExportActor.Props("node", Target, exports, RetryPlan.Default, wall), "exports");
        await node.Ask<ExportProtocol.OutboxIs>(outbox, new ExportProtocol.WhenAtRest());
        return outbox;
    }

    private static void End(TestNode node, string run) => node.System.EventStream.Publish(
        new JournaledEvent(IRunEvents.PersistenceIdPrefix + run, 9, node.Clock.Now, new RunEvents.RunEnded(node.Clock.Now, "success", "")));

    /// <summary>The outbox at the first rest at which it is as it should be; that it never is ends the test by its limit.</summary>
    private static async Task<ExportOutbox> WhenAsync(TestNode node, IActorRef actor, Func<ExportOutbox, bool> fits)
    {
        using var limit = new CancellationTokenSource(TestNode.Patience);
        while (true)
        {
            var outbox = (await node.Ask<ExportProtocol.OutboxIs>(actor, new ExportProtocol.WhenAtRest())).Outbox;
            if (fits(outbox))
                return outbox;
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class FakeExports : IExports
    {
        public volatile string ExportFails = "";

        public volatile string PushFails = "";

        public ConcurrentQueue<string> Done { get; } = [];

        public ImmutableArray<string> Ended { get; init; } = [];

        public IExports.Exported Export(ExportTarget target, string runUuid)
        {
            if (ExportFails.Length > 0)
                throw new IOException(ExportFails);
            Done.Enqueue($"export {runUuid}");
            return new("/exports/Cohen", true, [], ["Cohen"], 0);
        }

        public void Push(ExportTarget target, string repository)
        {
            if (PushFails.Length > 0)
                throw new IOException(PushFails);
            Done.Enqueue($"push {repository}");
        }

        public ImmutableArray<string> EndedAfter(long ordering) => Ended;
    }

    /// <summary>Answers with the first alert, which may have come before the question.</summary>
    private sealed class Alerts : ReceiveActor
    {
        public Alerts()
        {
            Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
            (ExportEvents.ExportAlertRaised? raised, IActorRef? asker) = (null, null);
            Receive<string>(_ =>
            {
                asker = Sender;
                if (raised is not null) asker.Tell(raised);
            });
            Receive<JournaledEvent>(journaled =>
            {
                if (raised is not null || journaled.Event is not ExportEvents.ExportAlertRaised alert) return;
                raised = alert;
                asker?.Tell(raised);
            });
        }
    }
}
