using System.Threading.Channels;
using LabActors.Actors.Execution;
using LabActors.Console.Typing;
using static LabActors.Core.Journal.Events.DecisionEvents;

namespace LabActors.Console.Tests.Typing;

public sealed class KeyboardTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);
    private static readonly DecisionAsked Asked = new(Now, "tray-1", "tray", "Set the tray?", ["set", "continue", "stop"], "stop", 30, "tray");
    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task A_person_commands_the_queue_at_any_time()
    {
        var laboratory = new FakeLaboratory { EndsByItself = false };
        await TypeAsync(laboratory, new TypedLines(isPerson: true, "pause", "", "frobnicate", "delay 5"), "demo");

        laboratory.Session!.Operated.Told.ShouldBe([new QueueProtocol.Pause("console"), new QueueProtocol.ChangeDelay(5, "console")]);
        _commands.Output.ShouldContain("type help and Enter for the commands");
        _commands.Output.ShouldContain("there is no command 'frobnicate'; help lists them");
        _commands.Output.ShouldContain("pause refused: no queue is under way");
    }

    [Fact]
    public async Task A_terminal_that_cannot_be_read_is_told_once_and_the_queue_goes_on()
    {
        var laboratory = new FakeLaboratory { EndsByItself = false, Outcome = Outcomes.Completed };
        var typed = new BrokenTerminal();
        var run = _commands.RunAsync(laboratory, typed, "demo");
        await laboratory.Session.ShouldNotBeNull().Running;
        await typed.Asked;
        await laboratory.Session.CancelAsync("test", "the end");

        (await run).ShouldBe(0);
        _commands.Output.Split("nothing can be typed any more (Input/output error): the queue goes on; Ctrl-C cancels it").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_program_that_reads_json_commands_the_queue_and_is_told_on_standard_error()
    {
        var laboratory = new FakeLaboratory { EndsByItself = false };
        await TypeAsync(laboratory, new TypedLines(isPerson: false, "pause"), "demo", "--json");

        laboratory.Session!.Operated.Told.ShouldBe([new QueueProtocol.Pause("console")]);
        _commands.Error.ShouldContain("pause refused: no queue is under way");
    }

    [Fact]
    public async Task Lines_of_another_pipe_are_left_to_the_program_that_they_are_for()
    {
        var typed = new TypedLines(isPerson: false, "next-queue.txt");
        (await _commands.RunAsync(new FakeLaboratory(), typed, "demo")).ShouldBe(0);

        (await typed.ReadLineAsync(CancellationToken.None)).ShouldBe("next-queue.txt");
    }

    [Fact]
    public async Task A_line_that_a_question_offers_is_its_answer_and_another_command_is_still_one()
    {
        var laboratory = new FakeLaboratory { Events = [("decisions", Asked)], EndsByItself = false };
        await TypeAsync(laboratory, new TypedLines(isPerson: false, "pause", "stop"), "demo");

        laboratory.Session!.Operated.Answers.ShouldBe(["=stop by console"]);
        laboratory.Session.Operated.Told.ShouldBe([new QueueProtocol.Pause("console")]);
    }

    [Fact]
    public async Task Waiting_for_a_line_of_a_pipe_blocks_nobody_and_a_line_that_comes_later_is_not_lost()
    {
        using var pipe = new Pipe();
        var input = new StandardInput(pipe);
        using var stop = new CancellationTokenSource();

        var first = input.ReadLineAsync(stop.Token);
        first.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        pipe.Write("yes");
        (await input.ReadLineAsync(CancellationToken.None)).ShouldBe("yes");
        pipe.Close();
        (await input.ReadLineAsync(CancellationToken.None)).ShouldBeNull();
    }

    private async Task TypeAsync(FakeLaboratory laboratory, TypedLines typed, params string[] arguments)
    {
        var run = _commands.RunAsync(laboratory, typed, arguments);
        await typed.AllRead;
        await laboratory.Session.ShouldNotBeNull().CancelAsync("test", "enough");
        await run;
    }

    /// <summary>A pipe as the process has it: reading blocks until a line comes.</summary>
    private sealed class Pipe : TextReader
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public void Write(string line) => _lines.Writer.TryWrite(line);

        public override void Close() => _lines.Writer.TryComplete();

        public override string? ReadLine() =>
            _lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult() && _lines.Reader.TryRead(out var line) ? line : null;
    }

    private sealed class BrokenTerminal : ITypedLines
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public bool IsPerson => true;

        public Task<string?> ReadLineAsync(CancellationToken stop)
        {
            _asked.TrySetResult();
            return Task.FromException<string?>(new IOException("Input/output error"));
        }
    }
}
