using System.Text.Json;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using LabActors.Actors.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Tests.Scripts;

/// <summary>Whatever a script does to its process, the run hears how it ended, with the line.</summary>
public sealed class ScriptContainmentTests : TestKit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly ScriptLimits Short = new() { Computing = TimeSpan.FromMilliseconds(300) };
    private readonly ScriptFolder folder = new();
    private readonly CountedHolds holds = new();
    private readonly TestProbe run;

    public ScriptContainmentTests() => run = CreateTestProbe("run");

    protected override void AfterAll()
    {
        base.AfterAll();
        folder.Dispose();
    }

    [Fact]
    public void An_endless_loop_is_stopped_with_its_line()
    {
        var ended = RunToEnd("def main():\n    info('x')\n    while True:\n        pass\n", Short);
        ended.Outcome.ShouldBe(ScriptOutcome.Killed);
        ended.Error.ShouldBe("it computed for more than 0.3 s without calling a command");
        ended.Line.ShouldBeInRange(3, 4);
        AwaitCondition(() => holds.Held == 0, Limit);
    }

    [Fact]
    public void An_endless_loop_that_catches_everything_is_killed_with_its_line()
    {
        var ended = RunToEnd("def main():\n    while True:\n        try:\n            while True:\n                pass\n        except:\n            pass\n", Short);
        ended.Outcome.ShouldBe(ScriptOutcome.Killed);
        ended.Line.ShouldBeInRange(2, 7);
    }

    [Fact]
    public void A_loop_inside_the_interpreter_is_killed_too()
    {
        var ended = RunToEnd("def main():\n    sum(range(10 ** 18))\n", Short);
        ended.Outcome.ShouldBe(ScriptOutcome.Killed);
    }

    [Fact]
    public void Time_sleep_becomes_the_command_with_a_warning()
    {
        var requests = new List<CommandRequested>();
        var printed = new List<string>();
        RunToEnd("import time\ndef main():\n    time.sleep(3600)\n    time.sleep(1)\n", new ScriptLimits(), requests, printed).Outcome.ShouldBe(ScriptOutcome.Completed);
        requests.Select(r => (r.Name, r.RawArgs, r.Line)).ShouldBe([("sleep", "[[3600],{}]", 3), ("sleep", "[[1],{}]", 4)]);
        printed.ShouldBe(["warning: time.sleep is replaced by the command sleep"]);
    }

    [Theory]
    [InlineData("import sys\ndef main():\n    sys.exit(3)\n", "SystemExit: the script called sys.exit(3)", 3)]
    [InlineData("def f(n):\n    return f(n + 1)\ndef main():\n    f(0)\n", "RecursionError: ", 2)]
    [InlineData("def main():\n    1 / 0\n", "ZeroDivisionError: ", 2)]
    [InlineData("def main():\n    x = (1,\n", "SyntaxError: ", 2)]
    [InlineData("def main():\n    input('name')\n", "EOFError", 2)]
    [InlineData("x = 1\n", "MainError: test.py has no function 'main'", 0)]
    [InlineData("def main(a):\n    pass\n", "TypeError: main() missing 1 required positional argument: 'a'", 1)]
    [InlineData("def main():\n    with open('A') as f:\n        pass\n", "", 2)]
    [InlineData("def main():\n    get_intensity('AX')\n", "NameError: name 'get_intensity' is not defined: not a command of extraction scripts, but of measurement, post_measurement", 2)]
    [InlineData("import threading\ndef main():\n    e = []\n    def f():\n        try:\n            open('A')\n        except RuntimeError as x:\n            e.append(x)\n    t = threading.Thread(target=f)\n    t.start()\n    t.join()\n    raise e[0]\n", "RuntimeError: a command can only be called from the thread of the script", 6)]
    public void An_error_is_reported_in_pythons_words_with_its_line(string text, string error, int line)
    {
        var ended = RunToEnd(text);
        ended.Outcome.ShouldBe(ScriptOutcome.Failed);
        ended.Error!.ShouldStartWith(error);
        ended.Line.ShouldBe(line);
    }

    [Theory]
    [InlineData("import os\ndef main():\n    info('x')\n    os._exit(7)\n", "its process ended with exit code 7, after the command in line 3")]
    [InlineData("import os, signal\ndef main():\n    info('x')\n    os.kill(os.getpid(), signal.SIGSEGV)\n", "its process ended with exit code")]
    public void A_process_that_dies_is_reported_with_the_last_command(string text, string error)
    {
        var ended = RunToEnd(text);
        ended.Outcome.ShouldBe(ScriptOutcome.Failed);
        ended.Error!.ShouldStartWith(error);
        ended.Line.ShouldBe(3);
    }

    [Fact]
    public void A_child_process_that_keeps_the_streams_open_does_not_keep_the_run_waiting()
    {
        if (OperatingSystem.IsWindows())
            return;
        var ended = RunToEnd("import os, time\ndef main():\n    info('x')\n    if os.fork() == 0:\n        os.setsid()\n        os.execvp('sleep', ['sleep', '40'])\n    os._exit(5)\n", Short);
        ended.Outcome.ShouldBe(ScriptOutcome.Killed);
        ended.Line.ShouldBe(3);
        AwaitCondition(() => holds.Held == 0, Limit);
    }

    [Fact]
    public void Memory_is_bounded()
    {
        if (OperatingSystem.IsWindows())
            return;
        var ended = RunToEnd("def main():\n    x = []\n    while True:\n        x.append(' ' * 100000000)\n", new ScriptLimits { Memory = 512 << 20 });
        ended.Error!.ShouldStartWith("MemoryError");
        ended.Line.ShouldBe(4);
    }

    [Fact]
    public void A_flood_of_output_is_bounded_and_counted()
    {
        var printed = new List<string>();
        RunToEnd("def main():\n    for i in range(100000):\n        print('line', i)\n    info('x')\n    print('y' * 100000)\n", printed: printed).Outcome.ShouldBe(ScriptOutcome.Completed);
        printed.Count.ShouldBe(202);
        printed[0].ShouldBe("line 0");
        printed[200].ShouldBe("(99800 more lines of output were dropped)");
        printed[201].Length.ShouldBe(2000);
    }

    [Fact]
    public void What_goes_to_the_real_streams_never_reaches_the_protocol()
    {
        var requests = new List<CommandRequested>();
        RunToEnd("import os, sys\ndef main():\n    os.write(1, b'[\"c\",99]\\n')\n    os.system('echo hello')\n    sys.__stdout__.write('x\\n')\n    info('still here')\n", requests: requests)
            .Outcome.ShouldBe(ScriptOutcome.Completed);
        requests.ShouldHaveSingleItem().Name.ShouldBe("info");
    }

    [Fact]
    public void Arguments_that_cannot_be_sent_raise_where_they_are_given()
    {
        RunToEnd("def main():\n    sleep(float('nan'))\n").Error.ShouldBe("ValueError: sleep() got a number that is not finite");
        RunToEnd("def main():\n    info(object())\n").Error.ShouldBe("TypeError: a command cannot take a object");
        RunToEnd("def main():\n    info('x' * 10000000)\n").Error!.ShouldStartWith("ValueError: info() got arguments of 10");
    }

    [Fact]
    public void Hashes_of_strings_are_the_same_in_every_process_and_no_user_setting_of_python_is_seen()
    {
        const string Text = "import os\ndef main():\n    info(hash('a'))\n    info([k for k in os.environ if k.startswith('PYTHON')])\n";
        var first = new List<CommandRequested>();
        var second = new List<CommandRequested>();
        RunToEnd(Text, requests: first);
        RunToEnd(Text, requests: second);
        first[0].RawArgs.ShouldBe(second[0].RawArgs);
        first[1].RawArgs.ShouldBe("""[[["PYTHONHASHSEED"]],{}]""");
    }

    [Fact]
    public void Tabs_and_blanks_mixed_as_in_python_2_are_accepted_when_they_mean_something()
    {
        RunToEnd("def main():\n        info('a')\n\tinfo('b')\n").Outcome.ShouldBe(ScriptOutcome.Completed);
        RunToEnd("def main():\n  info('a')\n\tinfo('b')\n").Error!.ShouldContain("Error: ");
    }

    [Fact]
    public void A_large_argument_passes_whole()
    {
        var requests = new List<CommandRequested>();
        RunToEnd("def main():\n    info('\u00b5' * 3000000)\n    info('next')\n", requests: requests).Outcome.ShouldBe(ScriptOutcome.Completed);
        requests.Select(r => r.Arg("message").GetString()!.Length).ShouldBe([3000000, 4]);
    }

    [Fact]
    public void Text_beyond_ascii_and_broken_text_pass_both_ways()
    {
        var requests = new List<CommandRequested>();
        RunToEnd("def main():\n    info(u'\u00b5 \u4e2d \U0001F600')\n    info('\\ud800')\n", requests: requests).Outcome.ShouldBe(ScriptOutcome.Completed);
        requests[0].Arg("message").GetString().ShouldBe("\u00b5 \u4e2d \U0001F600");
        requests[1].Arg("message").GetString().ShouldBe("?");
    }

    private ScriptEnded RunToEnd(
        string text, ScriptLimits? limits = null, List<CommandRequested>? requests = null, List<string>? printed = null)
    {
        var launch = folder.Launch(text) with { Limits = limits ?? new ScriptLimits() };
        var script = run.ChildActorOf(ScriptActor.Props(launch, new PythonProcesses(ScriptFolder.Python, holds)));
        while (true)
        {
            switch (run.ReceiveOne(Limit))
            {
                case CommandRequested request:
                    requests?.Add(request);
                    script.Tell(Answer.None(request.Seq));
                    break;
                case Printed lines:
                    printed?.AddRange(lines.Lines);
                    break;
                case ScriptEnded ended:
                    return ended;
                case null:
                    throw new TimeoutException("the script did not end");
            }
        }
    }
}
