using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Leases;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Journal.Events;
using LabActors.Node;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>A queue that is edited, paused and stopped while it runs; scenarios of reference/executor.md §10 by their numbers.</summary>
public sealed class QueueEditingTests
{
    [Fact]
    public async Task Scenario_13_a_file_saved_in_the_delay_before_a_run_is_what_that_run_does()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal), node => Tell(node, new QueueProtocol.FileSaved(
            "queue0.txt", TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346", duration: 3), TestQueue.Row("12347")), "queue file")));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346", duration: 10), TestQueue.Row("12347")));

        var runs = lab.Runs();
        runs.Select(r => r.RunId).ShouldBe(["12345-01", "12346-01", "12347-01"]);
        runs[1].Of<RunStarted>().Single().Spec.Duration.ShouldBe(3);
        (runs[1].LaunchedAt - runs[0].FinishedAt).TotalSeconds.ShouldBe(30, 0.001);
    }

    [Fact]
    public async Task Scenario_14_a_run_inserted_after_the_current_one_is_next_and_finished_runs_never_repeat()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<StepStarted>(s => s.Step == "measurement" && lab.Runs().Length == 2, node => Tell(node, new QueueProtocol.FileSaved(
            "queue0.txt", TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"), TestQueue.Row("99999"), TestQueue.Row("12347")), "queue file")));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"), TestQueue.Row("12347")));

        lab.Runs().Select(r => r.RunId).ShouldBe(["12345-01", "12346-01", "99999-01", "12347-01"]);
        lab.Runs()[2].Launched.Row.ShouldBe("r4");
        lab.Of<QueueEdited>().ShouldHaveSingleItem().Event.What.ShouldBe("added r4");
    }

    [Fact]
    public async Task A_file_with_errors_changes_nothing_and_its_problems_are_journaled_with_their_places()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<StepStarted>(s => s.Step == "measurement", node => Tell(node, new QueueProtocol.FileSaved(
            "queue0.txt", TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346").Replace("watts\t10", "watts\tlong", StringComparison.Ordinal)), "queue file")));
        lab.On<MeasurementEvents.ReadingTaken>(r => r.Count == 5, node => Tell(node, new QueueProtocol.FileSaved(
            "queue0.txt", TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346").Replace("\ttest\ttest", "\tmissing\ttest", StringComparison.Ordinal)), "queue file")));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        lab.Of<QueueEdited>().ShouldBeEmpty();
        var refused = lab.Of<QueueFileRefused>().Select(r => r.Event.Problems.First(p => p.IsError)).ToArray();
        refused[0].ToString().ShouldBe("queue0.txt:11:19: error: duration: found \"long\"; expected a number");
        refused[1].Message.ShouldContain("missing");
        refused[1].Message.ShouldContain("row 11 of queue0.txt");
        lab.Runs().Select(r => r.RunId).ShouldBe(["12345-01", "12346-01"]);
    }

    [Fact]
    public async Task Scenario_27_stop_at_completion_cancels_a_reference_in_extraction_and_lets_the_unknown_finish()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<ScriptStarted>(s => s.Kind == "extraction" && lab.Runs().Length == 2, node => Tell(node, new QueueProtocol.Stop("at-completion", "operator", "")));

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10"), TestQueue.Row("bu-FC-J"), TestQueue.Row("12347")));

        var runs = lab.Runs();
        runs.Select(r => (r.RunId, r.State)).ShouldBe([("12345-01", "success"), ("bu-FC-J-01", "canceled")]);
        runs[1].Of<MeasurementEvents.InletOpened>().ShouldBeEmpty();
        lab.Of<QueueEnded>().ShouldHaveSingleItem().Event.Cause.ShouldBe("stopped at completion: User terminated");
        execution.Ended!.State.ShouldBe("completed");
    }

    [Fact]
    public async Task Stop_at_completion_lets_the_gas_of_a_sample_in_extraction_be_measured()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<ScriptStarted>(s => s.Kind == "extraction" && lab.Runs().Length == 2, node => Tell(node, new QueueProtocol.Stop("at-completion", "operator", "weekend")));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10"), TestQueue.Row("12346"), TestQueue.Row("12347")));

        lab.Runs().Select(r => (r.RunId, r.State)).ShouldBe([("12345-01", "success"), ("12346-01", "success")]);
    }

    [Fact]
    public async Task Scenario_39_a_pause_in_a_delay_leaves_the_time_that_was_left_and_continue_ends_it()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<DelayStarted>(d => d.Why.StartsWith("after 12345", StringComparison.Ordinal), node => After(node, 10, () => Tell(node, new QueueProtocol.Pause("operator"))));
        lab.On<QueuePaused>(_ => true, node => After(node, 60, () => Tell(node, new QueueProtocol.Resume("operator"))));
        lab.On<DelayStarted>(d => d.Why.StartsWith("after 12346", StringComparison.Ordinal), node => After(node, 10, () => Tell(node, new QueueProtocol.ContinueDelay("operator"))));
        lab.On<DelayStarted>(d => d.Why.StartsWith("after 12347", StringComparison.Ordinal), node => After(node, 10, () => Tell(node, new QueueProtocol.ChangeDelay(100, "operator"))));

        await lab.RunAsync(TestQueue.Of([.. Enumerable.Range(12345, 4).Select(i => TestQueue.Row($"{i}"))]));

        var runs = lab.Runs();
        runs.Skip(1).Select((r, i) => Math.Round((r.LaunchedAt - runs[i].FinishedAt).TotalSeconds, 3)).ShouldBe([90, 10, 110]);
        lab.Of<QueuePaused>().Single().Event.DelayLeft!.Value.ShouldBe(20, 0.001);
    }

    [Fact]
    public async Task Continue_ends_a_paused_delay_and_the_pause()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal), node => After(node, 10, () => Tell(node, new QueueProtocol.Pause("operator"))));
        lab.On<QueuePaused>(_ => true, node => After(node, 5, () => Tell(node, new QueueProtocol.ContinueDelay("operator"))));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        (lab.Runs()[1].LaunchedAt - lab.Runs()[0].FinishedAt).TotalSeconds.ShouldBe(15, 0.001);
    }

    [Fact]
    public async Task A_pause_holds_a_run_before_its_extraction_and_lets_the_one_before_finish()
    {
        await using var lab = await TestLaboratory.StartAsync();
        var operatorsLease = new LeaseHolder("operator", "an operator who looks at the line");
        void Leases(LabNode node, object message) => node.System.ActorSelection("/user/lab/*/leases").Tell(message, lab.Recorder);

        // The second run waits for the line while the queue is paused: its extraction is due only after that, at an instant of its own.
        lab.On<MeasurementEvents.InletOpened>(_ => true, node => Leases(node, new LeaseProtocol.Acquire(operatorsLease, ["line:bone"], "a look")));
        lab.On<StepStarted>(s => s.Step == "start" && lab.Runs().Length == 2, node =>
        {
            After(node, 5, () => Tell(node, new QueueProtocol.Pause("operator")));
            After(node, 10, () => Leases(node, new LeaseProtocol.Release(operatorsLease, [], "looked")));
        });
        lab.On<RunFinished>(_ => true, node => After(node, 1000, () => Tell(node, new QueueProtocol.Resume("operator"))));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10"), TestQueue.Row("12346")));

        var runs = lab.Runs();
        (runs[1].ScriptStarted("extraction") - runs[0].FinishedAt).TotalSeconds.ShouldBe(1000, 0.1);
        runs.ShouldAllBe(r => r.State == "success");
    }

    [Fact]
    public async Task An_aborted_run_never_runs_again_by_itself_and_comes_back_by_a_persons_word()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<MeasurementEvents.ReadingTaken>(r => r.Count == 5, node => Tell(node, new QueueProtocol.AbortRun("operator", "wrong sample")));
        lab.On<StepStarted>(s => s.Step == "measurement" && lab.Runs().Length == 3, node =>
            Tell(node, new QueueProtocol.Edit(new QueueEdit.Repeat("r1", AtEnd: true), "operator", "right sample now")));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"), TestQueue.Row("12347")));

        lab.Runs().Select(r => (r.RunId, r.State)).ShouldBe(
            [("12345-01", "aborted"), ("12346-01", "success"), ("12347-01", "success"), ("12345-02", "success")]);
    }

    [Fact]
    public async Task Rows_are_added_changed_moved_and_skipped_by_message_and_each_answer_says_what_became_of_it()
    {
        await using var lab = await TestLaboratory.StartAsync();
        var answers = new List<object>();
        lab.On<StepStarted>(s => s.Step == "measurement", node => Ask(
            node,
            answers,
            new QueueProtocol.Edit(new QueueEdit.AddText($"{TestQueue.Columns}\n{TestQueue.Row("55555")}\n", RowPlace.First), "Ann", "forgotten"),
            new QueueProtocol.Edit(new QueueEdit.AddText($"{TestQueue.Columns}\n{TestQueue.Row("55555").Replace("\ttest\ttest", "\tmissing\ttest", StringComparison.Ordinal)}\n", RowPlace.First), "Ann", ""),
            new QueueProtocol.Edit(new QueueEdit.Change([new RowVersion("r2", 1)], Cells("duration", "4")), "Ann", ""),
            new QueueProtocol.Edit(new QueueEdit.Change([new RowVersion("r2", 1)], Cells("duration", "5")), "Ben", ""),
            new QueueProtocol.Edit(new QueueEdit.Remove([new RowVersion("r1", 1)]), "Ben", ""),
            new QueueProtocol.Edit(new QueueEdit.Move(["r4"], new RowPlace("r5")), "Ben", ""),
            new QueueProtocol.Edit(new QueueEdit.Skip([new RowVersion("r3", 1)], true), "Ben", ""),
            new QueueProtocol.Undo("Ann", "Ann", ""),
            new QueueProtocol.GetQueue()));

        await lab.RunAsync(TestQueue.Of([.. Enumerable.Range(12341, 4).Select(i => TestQueue.Row($"{i}"))]));

        lab.Runs().Select(r => r.RunId).ShouldBe(["12341-01", "55555-01", "12344-01", "12342-01"]);
        lab.Runs()[3].Of<RunStarted>().Single().Spec.Duration.ShouldBe(10, "Ann took her change back");
        answers[0].ShouldBeOfType<QueueProtocol.Edited>().Added.ShouldBe(["r5"]);
        answers[1].ShouldBeOfType<QueueProtocol.EditRefused>().Refusal.Problems.ShouldContain(p => p.IsError && p.Message.Contains("missing"));
        answers[2].ShouldBeOfType<QueueProtocol.Edited>().What.ShouldBe("r2: duration \"4\"");
        answers[3].ShouldBeOfType<QueueProtocol.EditRefused>().Refusal.Reason.ShouldStartWith("r2 was changed by Ann at ");
        answers[4].ShouldBeOfType<QueueProtocol.EditRefused>().Refusal.Reason.ShouldBe("r1 (12341-01) has started");
        answers[8].ShouldBeOfType<QueueProtocol.QueueIs>().Queue.Waiting.ShouldBe(["r5", "r4", "r2", "r3"]);
    }

    [Fact]
    public async Task Conditionals_of_rows_and_headers_that_come_in_are_checked_and_read_before_they_are_taken()
    {
        static string Truncation(int counts) => $"truncations:\n- teststr: Ar40.cur>-1000\n  start: {counts}\n  frequency: 1\n  abbreviated_count_ratio: 1\n";
        var scripts = new TestScripts { Files = [("scripts/conditionals/early.yaml", Truncation(7)), ("queue_conditionals/late.yaml", Truncation(12))] };
        await using var lab = await TestLaboratory.StartAsync(scripts);
        var answers = new List<object>();
        lab.On<StepStarted>(s => s.Step == "measurement", node => Ask(
            node,
            answers,
            Add("1", "nowhere"),
            Add("2", "Ar40.hidden>3"),
            Add("3", "early"),
            new QueueProtocol.Edit(new QueueEdit.Header(1, Cells("queue_conditionals_name", "nowhere")), "Ann", "")));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        answers[0].ShouldBeOfType<QueueProtocol.EditRefused>().Refusal.Reason.ShouldContain("nowhere");
        answers[1].ShouldBeOfType<QueueProtocol.EditRefused>().Refusal.Reason.ShouldContain("hidden");
        answers[2].ShouldBeOfType<QueueProtocol.Edited>().Added.ShouldBe(["r3"]);
        answers[3].ShouldBeOfType<QueueProtocol.EditRefused>().Refusal.Reason.ShouldContain("nowhere");
        lab.Of<ConditionalEvents.ConditionalTextsRead>().ShouldHaveSingleItem().Event.Texts.ShouldHaveSingleItem().Name.ShouldBe("early");
        lab.Runs().Select(r => (r.RunId, r.State)).ShouldBe([("12345-01", "success"), ("12346-01", "success"), ("3-01", "truncated")]);

        QueueProtocol.Edit Add(string labnumber, string conditionals) => new(
            new QueueEdit.AddText($"{TestQueue.Columns}\n{TestQueue.Row(labnumber, conditionals: conditionals)}\n", RowPlace.Last), "Ann", "");
    }

    [Fact]
    public async Task A_file_that_is_saved_again_while_it_is_checked_is_taken_as_it_says_last()
    {
        await using var lab = await TestLaboratory.StartAsync();
        var (current, waiting) = (new List<object>(), new List<object>());
        lab.On<StepStarted>(s => s.Step == "measurement", node =>
        {
            // The first needs its scripts tried, which takes longer than reading the second.
            AskAtOnce(node, current, Saved("queue0.txt", TestQueue.Row("12345"), TestQueue.Row("666", duration: 66)), Saved("queue0.txt", TestQueue.Row("12345")));
            AskAtOnce(node, waiting, Saved("queue1.txt", TestQueue.Row("667", duration: 67)), Saved("queue1.txt", TestQueue.Row("12347")));
        });

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")), TestQueue.Of(TestQueue.Row("12346")));

        lab.Runs().Select(r => r.RunId).ShouldBe(["12345-01", "12347-01"]);
        current.OfType<QueueProtocol.EditRefused>().ShouldHaveSingleItem().Refusal.Kind.ShouldBe("saved-again");
        waiting.OfType<QueueProtocol.EditRefused>().ShouldHaveSingleItem().Refusal.Kind.ShouldBe("saved-again");
        lab.Of<QueueFileRefused>().ShouldBeEmpty("nobody needs to mend what he has mended already");

        static QueueProtocol.FileSaved Saved(string path, params string[] rows) => new(path, TestQueue.Of(rows), "queue file");
    }

    [Fact]
    public async Task Starting_a_queue_that_runs_already_is_no_error_and_other_queues_are_refused_by_name()
    {
        await using var lab = await TestLaboratory.StartAsync();
        var answers = new List<object>();
        var queue = new ExecutorEvents.AcceptedQueue("again", LabActors.Core.Queues.QueueFile.Read(TestQueue.Of(TestQueue.Row("1")), "queue0.txt").Queue!);
        var other = queue with { Queue = queue.Queue with { Path = "other.txt" } };
        lab.On<StepStarted>(s => s.Step == "measurement", node => Ask(
            node, answers, new ExecutorProtocol.Execute([queue], "operator"), new ExecutorProtocol.Execute([other], "operator")));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        answers[0].ShouldBeOfType<ExecutorProtocol.ItRuns>().QueueIds.Length.ShouldBe(1);
        answers[1].ShouldBeOfType<ExecutorProtocol.Refused>().Reason.ShouldBe("Argus runs queue0.txt, started by test");
        lab.Runs().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_file_of_a_queue_that_waits_for_its_turn_is_read_anew()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<StepStarted>(s => s.Step == "measurement", node => Tell(node, new QueueProtocol.FileSaved("queue1.txt", TestQueue.Of(TestQueue.Row("777")), "queue file")));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")), TestQueue.Of(TestQueue.Row("12346"), TestQueue.Row("12347")));

        lab.Runs().Select(r => r.RunId).ShouldBe(["12345-01", "777-01"]);
        lab.Of<ExecutorEvents.QueueReplaced>().ShouldHaveSingleItem();
    }

    private static ImmutableDictionary<string, string> Cells(string column, string cell) => ImmutableDictionary<string, string>.Empty.Add(column, cell);

    private static void Ask(LabNode node, List<object> answers, params object[] questions)
    {
        var instrument = node.Instrument("Argus");
        node.System.ActorOf(Props.Create(() => new Asker(instrument, answers, questions))).Tell("go");
    }

    private static void AskAtOnce(LabNode node, List<object> answers, params object[] questions)
    {
        var asker = node.System.ActorOf(Props.Create(() => new Listener(answers)));
        foreach (var question in questions)
            node.Instrument("Argus").Tell(question, asker);
    }

    private static void Tell(LabNode node, object message) => node.Instrument("Argus").Tell(message, ActorRefs.NoSender);

    private static void After(LabNode node, double seconds, Action act) =>
        node.System.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(seconds), act);

    private sealed class Listener : ReceiveActor
    {
        public Listener(List<object> answers) => ReceiveAny(answers.Add);
    }

    /// <summary>Asks one thing after another, each when the one before has been answered.</summary>
    private sealed class Asker : ReceiveActor
    {
        public Asker(IActorRef instrument, List<object> answers, object[] questions)
        {
            Receive<string>(_ => instrument.Tell(questions[0]));
            ReceiveAny(answer =>
            {
                answers.Add(answer);
                if (answers.Count < questions.Length)
                    instrument.Tell(questions[answers.Count]);
            });
        }
    }
}
