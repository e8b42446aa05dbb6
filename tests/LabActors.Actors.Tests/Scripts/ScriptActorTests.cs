using Akka.Actor;
using LabActors.Actors.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Tests.Scripts;

/// <summary>A script's commands in their order, its errors, and how it ends.</summary>
public sealed class ScriptActorTests : ScriptActorKit
{
    [Fact]
    public void A_script_asks_for_each_command_in_turn_and_ends_completed()
    {
        Start("def main():\n    info('hello')\n    open('A', ntries=2)\n    if is_open('A'):\n        close('A')\n");
        var info = Expect("info");
        info.Line.ShouldBe(2);
        info.Depth.ShouldBe(0);
        info.Arg("message").GetString().ShouldBe("hello");
        Script.Tell(Answer.None(info.Seq));
        var open = Expect("open");
        open.RawArgs.ShouldBe("""[["A"],{"ntries":2}]""");
        open.Arg("cancel_on_failed_actuation").GetBoolean().ShouldBeTrue();
        open.Arg("ntries").GetInt32().ShouldBe(2);
        open.Seq.ShouldBeGreaterThan(info.Seq);
        Reply(open, true);
        Reply(Expect("is_open"), true);
        Reply(Expect("close"), true);
        Ended().Outcome.ShouldBe(ScriptOutcome.Completed);
    }

    [Fact]
    public void The_clock_is_held_while_python_computes_and_free_while_a_command_is_pending()
    {
        Holds.Held.ShouldBe(0);
        Start("def main():\n    sleep(5)\n", started: false);
        Holds.Taken.ShouldBeGreaterThan(0);
        var sleep = Expect("sleep");
        AwaitCondition(() => Holds.Held == 0, Limit);
        Reply(sleep, null);
        Ended();
        AwaitCondition(() => Holds.Held == 0, Limit);
    }

    [Fact]
    public void A_binding_error_is_raised_in_the_script_and_never_reaches_the_run()
    {
        Start("def main():\n    try:\n        open('A', nam=3)\n    except TypeError as e:\n        info(str(e))\n    get_pressure('x')\n");
        var info = Expect("info");
        info.Arg("message").GetString().ShouldBe("open() got an unexpected keyword argument 'nam'");
        Reply(info, null);
        var ended = Ended();
        ended.Outcome.ShouldBe(ScriptOutcome.Failed);
        ended.Error.ShouldBe("TypeError: get_pressure() missing 1 required positional argument: 'gauge'");
        ended.Line.ShouldBe(6);
        ended.File.ShouldEndWith("test.py");
    }

    [Fact]
    public void A_failed_command_raises_at_its_line_and_a_script_may_catch_it()
    {
        Start("def main():\n    try:\n        open('A')\n    except Exception as e:\n        info('%s' % e)\n    open('B')\n");
        var first = Expect("open");
        Script.Tell(new Fail(first.Seq, "valve A does not answer"));
        var info = Expect("info");
        info.Arg("message").GetString().ShouldBe("valve A does not answer");
        Reply(info, null);
        Script.Tell(new Fail(Expect("open").Seq, "valve B is locked"));
        var ended = Ended();
        ended.Error.ShouldBe("CommandError: valve B is locked");
        ended.Line.ShouldBe(6);
    }

    [Fact]
    public void Cancel_raises_at_the_pending_command_and_no_command_follows_it()
    {
        Start("""
            def main():
                try:
                    with lighting(50):
                        with interval(10):
                            sleep(100)
                finally:
                    print('cleaned up')
                    open('A')
            """);
        Reply(Expect("set_light"), null);
        Reply(Expect("begin_interval"), null);
        Expect("sleep");
        Script.Tell(new CancelScript("the operator said so"));
        Run.ExpectMsg<Printed>(Limit).Lines.ShouldBe(["cleaned up"]);
        var ended = Ended();
        ended.Outcome.ShouldBe(ScriptOutcome.Canceled);
        ended.Error.ShouldBe("the operator said so");
    }

    [Fact]
    public void A_canceled_script_that_catches_everything_is_killed_after_the_grace_time()
    {
        Start(
            "def main():\n    while True:\n        try:\n            sleep(1)\n        except:\n            pass\n",
            new ScriptLimits { Grace = TimeSpan.FromMilliseconds(200) });
        Expect("sleep");
        Script.Tell(new CancelScript("enough"));
        var ended = Ended();
        ended.Outcome.ShouldBe(ScriptOutcome.Killed);
        ended.Error!.ShouldContain("enough");
        AwaitCondition(() => Holds.Held == 0, Limit);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("abort")]
    [InlineData("exit")]
    public void A_script_that_calls_cancel_abort_or_exit_ends_there(string command)
    {
        Start($"def main():\n    {command}()\n    open('A')\n");
        Reply(Expect(command), null);
        var ended = Ended();
        ended.Outcome.ShouldBe(ScriptOutcome.Canceled);
        ended.Error.ShouldBe($"{command}() was called");
        ended.Line.ShouldBe(2);
    }

    [Fact]
    public void Context_managers_are_two_commands_and_leave_also_when_an_exception_passes()
    {
        Start("""
            def main():
                with interval(20):
                    extract(5, 'watts')
                with video_recording('v'):
                    pass
                with grain_polygon():
                    pass
                with lighting(30):
                    raise ValueError('broken')
            """);
        var begin = Expect("begin_interval");
        begin.RawArgs.ShouldBe("[[20],{}]");
        begin.Line.ShouldBe(2);
        Reply(begin, null);
        Reply(Expect("extract"), null);
        var complete = Expect("complete_interval");
        complete.Line.ShouldBe(2);
        Reply(complete, null);
        foreach (var name in new[] { "start_video_recording", "stop_video_recording", "start_grain_polygon", "stop_grain_polygon", "set_light" })
            Reply(Expect(name), null);
        var off = Expect("set_light");
        off.RawArgs.ShouldBe("[[0],{}]");
        Reply(off, null);
        var ended = Ended();
        ended.Error.ShouldBe("ValueError: broken");
        ended.Line.ShouldBe(9);
    }

    [Fact]
    public void A_gosub_runs_nested_with_its_arguments_and_the_run_sees_where_it_begins_and_ends()
    {
        Folder.Write("extraction/felix/felix_pump.py", "N = duration\ndef main(outlet, do_cleanup=True):\n    open(outlet)\n    info('%s %s %s' % (N, do_cleanup, shots))\n");
        Start("def main():\n    gosub('felix:felix_pump', argv=('V',), do_cleanup=False, shots=3)\n    close('V')\n", values: new() { ["duration"] = 7 });
        var gosub = Expect("gosub");
        gosub.Arg("$file").GetString()!.ShouldEndWith("felix_pump.py");
        gosub.Arg("$hash").GetString()!.Length.ShouldBe(64);
        Reply(gosub, null);
        var open = Expect("open");
        open.Depth.ShouldBe(1);
        open.Line.ShouldBe(3);
        open.File.ShouldEndWith("felix_pump.py");
        open.Arg("name").GetString().ShouldBe("V");
        Reply(open, true);
        var info = Expect("info");
        info.Arg("message").GetString().ShouldBe("7.0 False 3");
        Reply(info, null);
        var end = Expect("gosub_end");
        end.Arg("outcome").GetString().ShouldBe("completed");
        end.Depth.ShouldBe(0);
        Reply(end, null);
        Expect("close").Depth.ShouldBe(0);
    }

    [Fact]
    public void An_exception_in_a_child_fails_the_parent_and_names_both_places()
    {
        Folder.Write("extraction/child.py", "def main():\n    undefined_thing\n");
        Start("def main():\n    gosub('child')\n");
        Reply(Expect("gosub"), null);
        var end = Expect("gosub_end");
        end.Arg("outcome").GetString().ShouldBe("failed");
        Reply(end, null);
        var ended = Ended();
        ended.Outcome.ShouldBe(ScriptOutcome.Failed);
        ended.File.ShouldEndWith("child.py");
        ended.Line.ShouldBe(2);
        ended.Error!.ShouldContain("called from test.py line 2");
    }

    [Fact]
    public void A_missing_child_raises_where_it_is_called()
    {
        Start("def main():\n    gosub('nowhere')\n");
        var ended = Ended();
        ended.Error!.ShouldStartWith("GosubError: no script 'nowhere'");
        ended.Line.ShouldBe(2);
    }

    [Fact]
    public void Stopping_the_actor_kills_its_process_and_lets_the_clock_go()
    {
        Start("def main():\n    sleep(5)\n");
        Expect("sleep");
        Sys.Stop(Script);
        AwaitCondition(() => Holds.Held == 0, Limit);
        Run.ExpectTerminated(Script, Limit);
    }
}
