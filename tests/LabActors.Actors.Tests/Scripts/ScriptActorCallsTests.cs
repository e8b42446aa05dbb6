using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Scripts;
using LabActors.Core.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Tests.Scripts;

/// <summary>What goes between a script and its run beside commands: calls back, snippets, live values, devices.</summary>
public sealed class ScriptActorCallsTests : ScriptActorKit
{
    [Fact]
    public void A_callable_is_called_back_while_its_command_is_pending_and_may_call_commands()
    {
        Start("def ready(elapsed):\n    info('at %s' % elapsed)\n    return elapsed > 3\ndef main():\n    waitfor(ready, timeout=10)\n    sleep(1)\n");
        var wait = Expect("waitfor");
        var callable = wait.Arg("func_or_tuple");
        callable.GetProperty("name").GetString().ShouldBe("ready");
        var handle = callable.GetProperty("$callable").GetInt64();
        Script.Tell(new CallBack(handle, [JsonElement.Parse("2"), JsonElement.Parse("1")]));
        var info = Expect("info");
        info.Arg("message").GetString().ShouldBe("at 2");
        Reply(info, null);
        Run.ExpectMsg<CallBackResult>(Limit).Value.GetBoolean().ShouldBeFalse();
        Script.Tell(new CallBack(handle, [JsonElement.Parse("4"), JsonElement.Parse("2")]));
        Reply(Expect("info"), null);
        Run.ExpectMsg<CallBackResult>(Limit).Value.GetBoolean().ShouldBeTrue();
        Reply(wait, null);
        Expect("sleep");
    }

    [Fact]
    public void A_snippet_runs_in_the_scripts_namespace_while_a_command_is_pending()
    {
        Start("LIMIT = 5\ndef main():\n    multicollect(400, 1)\n", kind: ScriptKind.Measurement);
        var collect = Expect("multicollect");
        Script.Tell(new RunSnippet("info('limit %s' % LIMIT)"));
        var info = Expect("info");
        info.Arg("message").GetString().ShouldBe("limit 5");
        Reply(info, null);
        Run.ExpectMsg<SnippetEnded>(Limit).Error.ShouldBeNull();
        Script.Tell(new RunSnippet("1/0"));
        Run.ExpectMsg<SnippetEnded>(Limit).Error!.ShouldStartWith("ZeroDivisionError");
        Reply(collect, null);
        Ended().Outcome.ShouldBe(ScriptOutcome.Completed);
    }

    [Fact]
    public void A_device_is_a_proxy_whose_methods_are_commands()
    {
        Start("def main():\n    d = get_device('pump')\n    if d.get_speed(2, unit='Hz') > 900:\n        d.stop()\n");
        Reply(Expect("get_device"), new Dictionary<string, string> { ["$device"] = "pump" });
        var speed = Expect("device_call");
        speed.Arg("device").GetString().ShouldBe("pump");
        speed.Arg("method").GetString().ShouldBe("get_speed");
        speed.Arg("args").GetRawText().ShouldBe("[2]");
        speed.Arg("kw").GetRawText().ShouldBe("""{"unit":"Hz"}""");
        Reply(speed, 1000);
        Expect("device_call").Arg("method").GetString().ShouldBe("stop");
    }

    [Fact]
    public void Live_values_change_while_a_script_runs()
    {
        Start("def main():\n    sleep(1)\n    info('%s %s' % (truncated, ex.truncated))\n");
        var sleep = Expect("sleep");
        Script.Tell(new SetLive("truncated", JsonElement.Parse("true")));
        Reply(sleep, null);
        Expect("info").Arg("message").GetString().ShouldBe("True True");
    }

    [Fact]
    public void Hops_and_default_fits_are_read_for_the_run()
    {
        Folder.Write("measurement/hops/argon.txt", "# hops\n('Ar40:H1, Ar39:AX', 15, 3)\n");
        Folder.Write("measurement/fits/nominal.yaml", "signal:\n  - {name: Ar40, fit: Parabolic, error_type: SEM}\nbaseline:\n  - {name: H1, fit: average, error_type: SEM}\n");
        Start("'''\ndefault_fits: nominal\n'''\ndef main():\n    hops = load_hops('hops/argon.txt')\n    define_hops(hops)\n    set_fits()\n", kind: ScriptKind.Measurement);
        var load = Expect("load_hops");
        load.Suggested!.Value[0].GetProperty("counts").GetInt32().ShouldBe(15);
        Script.Tell(new Answer(load.Seq, load.Suggested.Value));
        var define = Expect("define_hops");
        define.Arg("hops")[0].GetProperty("cup_configuration")[1].GetProperty("isotope").GetString().ShouldBe("Ar39");
        Reply(define, null);
        Expect("set_fits").Arg("$fits")[0].GetProperty("fit").GetString().ShouldBe("parabolic");
    }
}
