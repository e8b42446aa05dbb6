using System.Text.Json;
using LabActors.Core.Notifications;
using static LabActors.Core.Journal.Events.NotifierEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>Hooks, webhooks and mail hear of an experiment in order, and hold nothing up.</summary>
public sealed class NotificationTests
{
    private static readonly TestScripts FailsAtTheSecond = new()
    {
        Extraction = "def main():\n    open('D')\n    if run_identifier.startswith('12346'):\n        raise Exception('the sample is gone')\n    sleep(5)\n",
    };

    private static string Queue => ThatMails(TestQueue.Row("12345"), TestQueue.Row("12346"), TestQueue.Row("12347"));

    private static string ThatMails(params string[] rows) =>
        TestQueue.Of(rows).Replace("username: test", "username: test\nuse_email: true\nemail: jake@lab.example", StringComparison.Ordinal);

    [Fact]
    public async Task Scenario_40_mails_say_started_and_stopped_with_the_error()
    {
        await using var server = LittleServer.Mail();
        await using var lab = await TestLaboratory.StartAsync(FailsAtTheSecond, overrides: Mail(server.Port) + Patient);

        await lab.RunAsync(Queue);
        (await lab.Node.DrainNotificationsAsync()).ShouldBeEmpty();

        var mails = server.Received.ToArray();
        mails.Select(Subject).ShouldBe(["Experiment \"queue0\" Started", "Experiment \"queue0\" 12346-01 failed", "Experiment \"queue0\" Stopped"]);
        mails.ShouldAllBe(m => m.Contains("To: jake@lab.example") && m.Contains("(SIMULATED)"));
        mails[2].ShouldContain("the sample is gone");
    }

    [SmtpFact]
    public async Task A_real_mail_server_takes_what_holds_an_experiment_up_in_order()
    {
        await using var server = await SmtpProcess.StartAsync();
        await using var lab = await TestLaboratory.StartAsync(overrides: Mail(server.Port, SmtpProcess.User, SmtpProcess.Password) + Patient);
        lab.On<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal), node => node.Instrument("Argus").Tell(new Actors.Execution.QueueProtocol.Pause("anna"), Akka.Actor.ActorRefs.NoSender));
        lab.On<QueuePaused>(_ => true, node => node.Instrument("Argus").Tell(new Actors.Execution.QueueProtocol.Resume("anna"), Akka.Actor.ActorRefs.NoSender));
        var execution = await lab.RunAsync(ThatMails(TestQueue.Row("12345"), TestQueue.Row("12346")));
        execution.Ended!.State.ShouldBe("completed");
        (await lab.Node.DrainNotificationsAsync()).ShouldBeEmpty();

        string[] mails = [await server.NextAsync(), await server.NextAsync(), await server.NextAsync()];
        mails.Select(m => m.Split(@"Subject: ")[1].Split(@"\r\n")[0]).ShouldBe(["Experiment \"queue0\" Started", "Experiment \"queue0\" Paused", "Experiment \"queue0\" Finished"]);
        mails[1].ShouldContain("by anna");
    }

    [SmtpFact]
    public async Task What_a_mail_server_refuses_stays_in_the_outbox_with_its_words()
    {
        await using var server = await SmtpProcess.StartAsync();
        await using var lab = await TestLaboratory.StartAsync(overrides: Mail(server.Port, SmtpProcess.User, "wrong") + Patient);

        await lab.RunAsync(Queue);
        (await lab.Node.DrainNotificationsAsync()).Single().ShouldSatisfyAllConditions(
            l => l.ShouldStartWith("2 events on mail, the first START_QUEUE of queue0 (attempt 1: "),
            l => l.ShouldContain("5.7.8 Authentication credentials invalid"));
    }

    [Fact]
    public async Task Scenario_40_a_mail_server_that_never_answers_does_not_delay_the_queue_by_a_tick()
    {
        TimeSpan Duration(TestLaboratory lab) => lab.Of<QueueEnded>().Single().Event.At - lab.Of<QueueStarted>().Single().Event.At;
        TimeSpan without;
        await using (var lab = await TestLaboratory.StartAsync(FailsAtTheSecond))
        {
            await lab.RunAsync(Queue);
            without = Duration(lab);
        }

        await using var server = LittleServer.Silent();
        await using (var lab = await TestLaboratory.StartAsync(FailsAtTheSecond, overrides: Mail(server.Port) + "\nlabactors.notifications.drain = 1ms"))
        {
            await lab.RunAsync(Queue);

            Duration(lab).ShouldBe(without);
            (await lab.Node.DrainNotificationsAsync()).ShouldNotBeEmpty();
            lab.Of<EventDelivered>().ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_canceled_queue_is_told_as_canceled()
    {
        await using var server = LittleServer.Mail();
        await using var lab = await TestLaboratory.StartAsync(overrides: Mail(server.Port));
        lab.On<Core.Journal.Events.MeasurementEvents.ReadingTaken>(_ => true, node => node.Instrument("Argus").Tell(
            new Actors.Execution.QueueProtocol.Stop("cancel", "operator", "enough"), Akka.Actor.ActorRefs.NoSender));

        await lab.RunAsync(Queue);
        await lab.Node.DrainNotificationsAsync();

        server.Received.Select(Subject).Last().ShouldBe("Experiment \"queue0\" Canceled");
    }

    [Fact]
    public async Task A_webhook_and_a_command_hear_all_that_they_asked_for_in_order()
    {
        await using var server = LittleServer.Web(200);
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        var heard = Path.Combine(folder, "heard.txt");
        File.WriteAllText(Path.Combine(folder, "hook.py"), $"import os, sys\nopen({JsonSerializer.Serialize(heard)}, 'a').write(os.environ['LABACTORS_EVENT'] + ' ' + sys.stdin.read())\nprint('heard')\n");
        try
        {
            await using var lab = await TestLaboratory.StartAsync(overrides: $$"""
                labactors.hooks {
                  web { url = "http://127.0.0.1:{{server.Port}}/lab" }
                  file { command = ["python3", {{JsonSerializer.Serialize(Path.Combine(folder, "hook.py"))}}], events = ["START_RUN", "END_RUN"] }
                }
                """ + Patient);

            await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));
            (await lab.Node.DrainNotificationsAsync()).ShouldBeEmpty();
            await lab.HeardAsync();

            var posted = server.Received.Select(b => JsonDocument.Parse(b).RootElement).ToArray();
            posted.Select(p => p.GetProperty("event").GetString()).ShouldBe(["START_QUEUE", "START_RUN", "SAVE_RUN", "END_RUN", "START_RUN", "SAVE_RUN", "END_RUN", "END_QUEUE"]);
            posted.Select(p => p.GetProperty("id").GetInt64()).ShouldBe(Enumerable.Range(1, 8).Select(i => (long)i));
            posted.ShouldAllBe(p => p.GetProperty("simulated").GetBoolean() && p.GetProperty("version").GetInt32() == ExperimentEvent.CurrentVersion);
            var lines = await File.ReadAllLinesAsync(heard);
            lines.Select(l => l.Split(' ')[0]).ShouldBe(["START_RUN", "END_RUN", "START_RUN", "END_RUN"]);
            JsonDocument.Parse(lines[1]["END_RUN ".Length..]).RootElement.GetProperty("state").GetString().ShouldBe("success");
            lab.Of<EventDue>().Count().ShouldBe(8);
            lab.Of<EventDelivered>().Count().ShouldBe(12);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_not_taken_stays_in_the_outbox_and_is_told_in_order_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            await using (var bad = LittleServer.Web(500))
            await using (var lab = await TestLaboratory.StartAsync(folder: folder, durable: true, overrides: Hook(bad.Port)))
            {
                await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));
                var left = await lab.Node.DrainNotificationsAsync();
                left.Single().ShouldStartWith("5 events on web, the first START_QUEUE of queue0 (attempt 1: ");
                left.Single().ShouldContain("answered 500");
                bad.Received.Count.ShouldBe(1, "the others wait behind it");
            }

            await using (var good = LittleServer.Web(204))
            await using (var lab = await TestLaboratory.StartAsync(folder: folder, durable: true, overrides: Hook(good.Port)))
            {
                (await lab.Node.DrainNotificationsAsync()).ShouldBeEmpty();
                good.Received.Select(b => JsonDocument.Parse(b).RootElement.GetProperty("event").GetString()).ShouldBe(EventNames.OfExperiments);
            }

            // A third start has nothing more to tell, and a new hook is not told of queues that have ended.
            await using (var other = LittleServer.Web(200))
            await using (var lab = await TestLaboratory.StartAsync(folder: folder, durable: true, overrides: Hook(other.Port).Replace("web", "newer", StringComparison.Ordinal)))
            {
                (await lab.Node.DrainNotificationsAsync()).ShouldBeEmpty();
                other.Received.ShouldBeEmpty();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Real time that passes only when something hangs: a busy machine starts a program late.
    private const string Patient = "\nlabactors.notifications.drain = 5m\n";

    private static string Hook(int port) => $$"""labactors.hooks { web { url = "http://127.0.0.1:{{port}}/" } }""" + Patient;

    private static string Mail(int port, string user = "", string password = "") => $$"""
        labactors.notifications.mail {
          host = "127.0.0.1"
          port = {{port}}
          security = none
          user = "{{user}}"
          password = "{{password}}"
          from = "lab@lab.example"
        }
        """;

    private static string Subject(string mail) => mail.Split("\r\n").SelectMany(l => l.Split('\n')).First(l => l.StartsWith("Subject: ", StringComparison.Ordinal))["Subject: ".Length..];
}
