using System.Collections.Immutable;
using LabActors.Actors.Execution;
using LabActors.Actors.Operators;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Journal.Events;
using LabActors.Core.Operators;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Console.Tests.Typing;

/// <summary>What is typed while a queue runs, against the queue's own decisions; the queue has six rows, of which the first is in flight.</summary>
public sealed class OperatorCommandsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);
    private readonly FakeOperatedLab _lab = new();
    private readonly OperatorCommands _commands;
    private QueueProgress _queue;

    public OperatorCommandsTests()
    {
        _queue = QueueProgress.Empty
            .Apply(new QueueAccepted(Now, "q", "Argus", new ExperimentQueue
            {
                Name = "q",
                Path = "q.txt",
                MassSpectrometer = "Argus",
                Runs = [.. Enumerable.Range(1, 6).Select(i => new RunSpec { Labnumber = $"{12340 + i}", Position = $"{i}", MassSpectrometer = "Argus" })],
            }))
            .Apply(new QueueStarted(Now))
            .Apply(new RunLaunched(Now, "r1", "uuid", "12341-01", 1, -1, false, false, ""));
        _lab.Queue = Answer;
        _commands = new OperatorCommands(_lab, "Argus", new OperatorIdentity("console", OperatorRole.Engineer, "", "s1"));
    }

    [Theory]
    [InlineData("skip r3", "edit 1: r3: skipped")]
    [InlineData("  skip   r3-r5 ", "edit 1: r3, r4, r5: skipped")]
    [InlineData("remove r2 r6", "edit 1: removed r2, r6")]
    [InlineData("move r5 r6 next", "edit 1: moved r5, r6 to the first place")]
    [InlineData("move r2 behind r4", "edit 1: moved r2 behind r4")]
    [InlineData("change r4 comment=a bubble = a doubt", "edit 1: r4: comment \"a bubble = a doubt\"")]
    [InlineData("repeat r1", "edit 1: added r7, a repetition of r1")]
    [InlineData("end after r3", "edit 1: the queue ends after r3")]
    [InlineData("header delay_between_analyses=12", "edit 1: header: delay_between_analyses \"12\"")]
    [InlineData("skip r1", "refused: r1 (12341-01) has started")]
    [InlineData("skip r9", "refused: the queue has no row r9")]
    [InlineData("undo", "refused: there is no edit to undo")]
    [InlineData("unskip r3", "nothing is different")]
    [InlineData("move r5", "expected: move ROWS next|last|behind ROW")]
    [InlineData("skip", "expected: skip ROWS")]
    [InlineData("skip r5-r3", "found r5-r3; expected two rows that wait, in the order of the queue")]
    [InlineData("change r4 comment", "expected: change ROWS COLUMN=VALUE")]
    [InlineData("delay soon", "expected: delay SECONDS")]
    [InlineData("pause now", "expected: pause [wait]")]
    [InlineData("edit r4 position=9", "edit 1: r4: position \"9\"")]
    [InlineData("start", "expected: start QUEUE.txt...")]
    [InlineData("take", "expected: take QUEUE.txt")]
    [InlineData("valve open C", "C is open")]
    [InlineData("valve lock C", "C is locked")]
    [InlineData("line close C", "C is closed")]
    [InlineData("line disable C", "C is disabled and closed")]
    [InlineData("line enable C", "C is enabled and closed")]
    [InlineData("line preview Bone to Turbo", "opening Bone to Turbo")]
    [InlineData("line preview", "expected: line preview [close] VALVE")]
    [InlineData("line sample C", "expected: line sample VALVE SECONDS")]
    [InlineData("line sample C 10", "C opens and closes; 'close C' ends it, and how it ends is told in the log")]
    [InlineData("line cycle Bone to Turbo 3 10 5.5", "Bone to Turbo opens and closes 3 times; 'close Bone to Turbo' ends it, and how it ends is told in the log")]
    [InlineData("line cycle C 0 1 1", "refused: expected 1 to 10000 times, and 0 to 86400 s")]
    [InlineData("line cycle C x 1 1", "expected: line cycle VALVE N OPEN CLOSED")]
    [InlineData("line reset vacuum", "there is no trip 'vacuum'")]
    [InlineData("line monitor", "nothing is read at intervals: no gauge, pump, heater or cold trap of this node is on a device of lab.yaml")]
    [InlineData("gauges", "bone 1.0E-08 Torr")]
    [InlineData("skipp r3", "there is no command 'skipp r3'; help lists them")]
    public async Task A_line_is_an_edit_or_says_why_it_is_none(string line, string told) => (await DoAsync(line)).ShouldBe([told]);

    [Fact]
    public async Task What_is_typed_is_journaled_with_who_and_why_and_is_taken_back_in_order()
    {
        await _commands.DoAsync("skip r3 # wrong tray", []);
        await _commands.DoAsync("move r6 next", []);
        (_queue.Edits[0].Edit.By, _queue.Edits[0].Edit.Why).ShouldBe(("console", "wrong tray"));
        _queue.Waiting.ShouldBe(["r6", "r2", "r3", "r4", "r5"]);

        (await DoAsync("undo")).ShouldBe(["took back edit 2: moved r6 to the first place"]);
        (await DoAsync("undo mine # it was the right one")).ShouldBe(["took back edit 1: r3: skipped"]);
        _queue.Waiting.ShouldBe(["r2", "r3", "r4", "r5", "r6"]);
        _queue.Row("r3").Spec.Skip.ShouldBeFalse();
        (await DoAsync("edits")).ShouldBe(["1    17:05:00 console: r3: skipped (wrong tray), taken back", "2    17:05:00 console: moved r6 to the first place, taken back"]);
    }

    [Fact]
    public async Task Whoever_acts_on_a_list_that_is_no_longer_true_is_told_who_was_first_and_may_say_it_again()
    {
        await _commands.DoAsync("rows", []);
        Do(new QueueEdit.Change([new RowVersion("r4", 1)], ImmutableDictionary<string, string>.Empty.Add("position", "9")), "Ann");

        (await DoAsync("skip r5")).ShouldBe(["edit 2: r5: skipped"]);
        await _commands.DoAsync("rows", []);
        Do(new QueueEdit.Skip([new RowVersion("r4", 2)], true), "Ann");
        var told = await DoAsync("change r4 position=10");
        told.ShouldHaveSingleItem().ShouldStartWith("refused: r4 was changed by Ann at 17:05:00 (r4: skipped): it has version 3, the edit was made for version 2");
        (await DoAsync("change r4 position=10")).ShouldBe(["edit 4: r4: position \"10\""]);
    }

    [Fact]
    public async Task The_list_has_what_is_in_flight_and_what_waits()
    {
        await _commands.DoAsync("skip r3", []);
        (await DoAsync("rows")).ShouldBe(
        [
            "r1     12341-01     in flight",
            "r2     12342        unknown        position 2",
            "r3     12343        unknown        position 3, skipped, changed by console",
            "r4     12344        unknown        position 4",
            "r5     12345        unknown        position 5",
            "r6     12346        unknown        position 6",
        ]);
        (await DoAsync("rows r6")).ShouldBe(["r1     12341-01     in flight", "r6     12346        unknown        position 6"]);
        (await DoAsync("rows r1")).ShouldBe(["r1 does not wait: in flight"]);
    }

    [Theory]
    [InlineData("pause", typeof(QueueProtocol.Pause))]
    [InlineData("resume", typeof(QueueProtocol.Resume))]
    [InlineData("pause wait", typeof(QueueProtocol.PauseWait))]
    [InlineData("resume wait", typeof(QueueProtocol.ResumeWait))]
    [InlineData("continue", typeof(QueueProtocol.ContinueDelay))]
    [InlineData("delay 12.5", typeof(QueueProtocol.ChangeDelay))]
    [InlineData("truncate quick", typeof(QueueProtocol.TruncateRun))]
    [InlineData("abort run", typeof(QueueProtocol.AbortRun))]
    [InlineData("stop", typeof(QueueProtocol.Stop))]
    public async Task Words_for_the_queue_reach_it(string line, Type message)
    {
        (await DoAsync(line)).ShouldBe(["it: done"]);
        _lab.Told.ShouldHaveSingleItem().ShouldBeOfType(message);
    }

    [Fact]
    public async Task A_quick_stop_is_made_and_told()
    {
        (await DoAsync("quick stop # smoke")).ShouldBe(["quick stop: the instruments are safe"]);
        _lab.Others.ShouldBe(["quick stop by console: smoke"]);
    }

    [Fact]
    public async Task Queues_are_sent_with_what_is_in_them_and_every_queue_and_run_is_listed()
    {
        (await _commands.DoAsync("start monday.txt", [new SentFile("/home/anna/monday.txt", "what is in it")])).Lines.ShouldBe(["started"]);
        _lab.Others.ShouldBe(["start /home/anna/monday.txt (what is in it) by console"]);

        _lab.Execution = ExecutionProgress.Idle.Apply(new ExecutorEvents.ExecutionStarted(
            Now, [new ExecutorEvents.AcceptedQueue("q", _queue.Header!), new ExecutorEvents.AcceptedQueue("s", new ExperimentQueue { Name = "s", Runs = [new RunSpec()] })], "anna"));
        _lab.Queues = [_queue.Apply(new QueuePaused(Now, "anna@north", null))];
        (await DoAsync("queues")).ShouldBe(["Argus: q paused by anna@north at 17:05:00; 0 of 6 rows over", "Argus: s waits; 1 rows to run"]);
        (await DoAsync("runs")).ShouldBe(["Argus: q r1     12341-01       unknown        in flight    17:05:00", "Argus: q 5 more rows to come"]);
    }

    [Fact]
    public async Task Without_a_queue_that_is_said()
    {
        _lab.Queue = QueueProtocol.Refused.WithoutQueue;
        (await DoAsync("rows")).ShouldBe(["no queue is under way"]);
        (await DoAsync("skip r3")).ShouldBe(["no queue is under way"]);
        (await DoAsync("pause")).ShouldBe(["pause refused: no queue is under way"]);
    }

    [Fact]
    public async Task Help_has_every_command() =>
        (await DoAsync("help")).Select(line => line.Split("  ")[0]).ShouldBe(OperatorCommand.All.Select(command => command.Form));

    private async Task<ImmutableArray<string>> DoAsync(string line) => (await _commands.DoAsync(line, [])).Lines;

    private object Answer(object message) => message switch
    {
        QueueProtocol.GetQueue => new QueueProtocol.QueueIs(_queue),
        QueueProtocol.Edit edit => Take(QueueEdits.Decide(_queue, edit.What, edit.By, edit.Why, Now)),
        QueueProtocol.Undo undo => Take(QueueEdits.DecideUndo(_queue, undo.Of, undo.By, undo.Why, Now)),
        _ => new QueueProtocol.Accepted("it"),
    };

    private void Do(QueueEdit edit, string by) => Take(QueueEdits.Decide(_queue, edit, by, "", Now)).ShouldBeOfType<QueueProtocol.Edited>();

    private object Take(EditDecision decision)
    {
        if (decision.Refusal is { } refusal)
            return new QueueProtocol.EditRefused(refusal);
        _queue = decision.Events.Aggregate(_queue, (queue, fact) => queue.Apply(fact));
        return decision.Events.FirstOrDefault() switch
        {
            QueueEdited edited => new QueueProtocol.Edited(edited.Edit, edited.What, [], []),
            EditUndone undone => new QueueProtocol.Edited(undone.Edit, $"took back edit {undone.Edit}: {_queue.Edits.Single(edit => edit.Edit.Edit == undone.Edit).Edit.What}", [], []),
            _ => new QueueProtocol.Edited(0, "nothing is different", [], []),
        };
    }
}
