using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Tests.Scripts;

public sealed class ScriptTraceTests : IDisposable
{
    private readonly ScriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_trace_shows_each_call_as_it_was_written_with_line_and_depth()
    {
        folder.Write("extraction/child.py", "def main(v):\n    open(v)\n");
        var trace = await Trace("""
            def main():
                info('a')
                open(name='A', ntries=2)
                gosub('child', argv=('B',))
                with interval(20):
                    sleep(5)
            """);
        trace.Completed.ShouldBeTrue(trace.Error);
        trace.Commands.Select(c => $"{c.Seq} {c.Name} {c.Args} {c.Kwargs} {c.Line} {c.Depth}").ShouldBe(
        [
            "1 info [\"a\"] {} 2 0",
            "2 open [] {\"name\":\"A\",\"ntries\":2} 3 0",
            "3 gosub [\"child\"] {\"argv\":[\"B\"]} 4 0",
            "4 open [\"B\"] {} 2 1",
            "5 begin_interval [20] {} 5 0",
            "6 sleep [5] {} 6 0",
            "7 complete_interval [] {} 5 0",
        ]);
    }

    [Theory]
    [InlineData("sleep(10)", 10)]
    [InlineData("sleep(10.04)", 10)]
    [InlineData("delay(3)", 3)]
    [InlineData("begin_interval(30); sleep(10); complete_interval()", 30)]
    [InlineData("begin_interval(30); sleep(45); complete_interval()", 45)]
    [InlineData("begin_interval(60); begin_interval(10); sleep(20); complete_interval(); complete_interval(); sleep(1)", 61)]
    [InlineData("ramp(0, 10, rate=0.5)", 20)]
    [InlineData("ramp(0, 10, 15)", 15)]
    [InlineData("execute_pattern('p', duration=7)", 7)]
    public async Task The_duration_of_an_extraction_counts_each_wait_once(string body, double expected) =>
        (await Trace($"def main():\n    {body}\n")).Duration.ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData("multicollect(400, 1)", 400)]
    [InlineData("sniff(20)", 20.8)]
    [InlineData("set_integration_time(0.5); sniff(20)", 10)]
    [InlineData("baselines(120, mass=39.5, settling_time=15)", 139.8)]
    [InlineData("baselines(10)", 10.4)]
    [InlineData("multicollect(10, 2); whiff(5)", 30)]
    [InlineData("peak_center('H1', 'Ar40')", 64.48)]
    [InlineData("generate_ic_mftable(['H1', 'AX'], n=2)", 257.92)]
    [InlineData("equilibrate(eqtime=20, inlet='R', outlet='O', delay=3); sniff(20)", 23.8)]
    [InlineData("peak_hop(ncycles=5, hops=[('Ar40:H1', 10, 3), ('Ar39:H1', 20, 2)])", 190)]
    [InlineData("measurement_delay(4)", 4)]
    public async Task The_duration_of_a_measurement_counts_what_pychron_left_out(string body, double expected) =>
        (await Trace($"def main():\n    {body}\n", ScriptKind.Measurement)).Duration.ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData("begin_interval(5)", "IntervalError: begin_interval in line 2 has no complete_interval", 2)]
    [InlineData("complete_interval()", "IntervalError: complete_interval() without begin_interval()", 2)]
    [InlineData("open('A', tries=3)", "TypeError: open() got an unexpected keyword argument 'tries'", 2)]
    [InlineData("gosub('nowhere')", "GosubError: no script 'nowhere'", 2)]
    [InlineData("sleep('soon')", "TypeError: sleep() got \"soon\", expected a number of seconds", 2)]
    [InlineData("undefined", "NameError: name 'undefined' is not defined", 2)]
    [InlineData("if", "SyntaxError: invalid syntax", 2)]
    public async Task A_mistake_fails_the_trace_and_is_one_problem_with_its_line(string body, string error, int line)
    {
        var trace = await Trace($"def main():\n    {body}\n");
        trace.Completed.ShouldBeFalse();
        trace.Error!.ShouldStartWith(error);
        trace.Line.ShouldBe(line);
        trace.Problems.ShouldHaveSingleItem().Line.ShouldBe(line);
    }

    [Fact]
    public async Task Cancel_ends_the_trace_and_is_not_a_problem()
    {
        var trace = await Trace("def main():\n    cancel()\n    open('A')\n");
        trace.Completed.ShouldBeFalse();
        trace.Canceled.ShouldBeTrue();
        trace.Error.ShouldBe("canceled: cancel() was called");
        trace.Commands.Select(c => c.Name).ShouldBe(["cancel"]);
        trace.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Queries_are_consistent_with_the_trace_and_given_answers_win()
    {
        const string Text = """
            def main():
                open('A')
                info('%s %s %s' % (is_open('A'), is_closed('A'), is_open('B')))
                info('%s' % get_pressure('x', 'y'))
                info('%s' % get_pressure('x', 'y'))
            """;
        Messages(await Trace(Text)).ShouldBe(["True False False", "1e-09", "1e-09"]);
        var answers = ImmutableDictionary<string, ImmutableArray<JsonElement>>.Empty
            .Add("is_open", [JsonElement.Parse("false")])
            .Add("get_pressure", [JsonElement.Parse("5"), JsonElement.Parse("6.5")]);
        Messages(await Trace(Text, answers: answers)).ShouldBe(["False False False", "5", "6.5"]);
    }

    [Theory]
    [InlineData("while not is_open('A'): sleep(1)")]
    [InlineData("while 1:\n        if get_cryo_temp(1) < 20: break\n        sleep(5)")]
    [InlineData("while get_resource_value('x') != 1: sleep(1)")]
    [InlineData("waitfor(lambda: is_open('A'))")]
    [InlineData("safe_while(lambda: is_closed('A'), timeout=0)")]
    public async Task A_loop_that_waits_for_a_query_ends(string body)
    {
        var trace = await Trace($"def main():\n    {body}\n");
        trace.Completed.ShouldBeTrue(trace.Error);
        trace.Commands.Length.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task A_loop_that_never_ends_is_contained_with_its_line()
    {
        var script = folder.Script("def main():\n    while True:\n        info('x')\n");
        var commands = await ScriptTrace.RunAsync(Request(script) with { MostCommands = 1000 }, ScriptFolder.Python);
        commands.Completed.ShouldBeFalse();
        commands.Error!.ShouldContain("more than 1000 commands");
        commands.Line.ShouldBe(3);
        var computing = folder.Script("def main():\n    while True:\n        pass\n", name: "computing");
        var stuck = await ScriptTrace.RunAsync(Request(computing) with { TimeLimit = TimeSpan.FromMilliseconds(300) }, ScriptFolder.Python);
        stuck.Error.ShouldBe("it computed for more than 0.3 s without calling a command");
        stuck.Line.ShouldBeInRange(2, 3);
    }

    [Fact]
    public async Task A_check_sees_both_branches_of_queries()
    {
        const string Text = """
            def main():
                if is_open('A'):
                    hidden_one
                action = whiff(5, conditionals=[{'action': 'run_x', 'attr': 'Ar40', 'teststr': 'Ar40>5'}])
                if action == 'run_x':
                    sleep(oops=1)
                    hidden_two
                if get_intensity('AX') > 1000:
                    10 / is_last_run()
            """;
        var check = await ScriptTrace.CheckAsync(Request(folder.Script(Text, ScriptKind.Measurement)), ScriptFolder.Python);
        check.Completed.ShouldBeTrue(check.Error);
        check.Passes.ShouldBeInRange(3, 16);
        check.Problems.Where(p => p.IsError).Select(p => p.Line).Order().ShouldBe([3, 6]);
        check.Problems.Where(p => !p.IsError).ShouldHaveSingleItem().Line.ShouldBe(9);
    }

    [Fact]
    public async Task A_check_refuses_what_the_laboratory_does_not_have_by_name_and_line_and_goes_on()
    {
        var environment = new ScriptEnvironment
        {
            Capabilities = [ScriptCapability.Valves],
            Valves = ImmutableDictionary<string, string>.Empty.Add("A", ""),
        };
        var script = folder.Script("def main():\n    open('A')\n    open('Z')\n    set_cryo(20)\n    fire_laser()\n");
        var check = await ScriptTrace.CheckAsync(Request(script, new() { ["extract_device"] = "Fusions CO2" }) with { Environment = environment }, ScriptFolder.Python);
        check.Problems.Select(p => p.ToString()).ShouldBe(
        [
            $"{script.Path}:3: error: open: this laboratory has no valve 'Z'",
            $"{script.Path}:4: error: set_cryo: this laboratory has no cryostat",
            $"{script.Path}:5: error: fire_laser: this laboratory has no laser",
        ]);
    }

    [Fact]
    public async Task Many_like_rows_are_checked_once()
    {
        using var tracer = new ScriptTracer(ScriptFolder.Python);
        var script = folder.Script("def main():\n    sleep(duration)\n");
        var first = await tracer.CheckAsync(Request(script, new() { ["duration"] = 5 }));
        (await tracer.CheckAsync(Request(script, new() { ["duration"] = 5 }))).ShouldBeSameAs(first);
        (await tracer.CheckAsync(Request(script, new() { ["duration"] = 6 }))).Duration.ShouldBe(6);
    }

    [Fact]
    public async Task A_tracer_goes_on_after_a_script_that_killed_its_process()
    {
        using var tracer = new ScriptTracer(ScriptFolder.Python);
        (await tracer.RunAsync(Request(folder.Script("import os\ndef main():\n    os._exit(1)\n", name: "bad")))).Completed.ShouldBeFalse();
        (await tracer.RunAsync(Request(folder.Script("def main():\n    sleep(1)\n")))).Completed.ShouldBeTrue();
    }

    [Fact]
    public async Task Legacy_names_are_todays_commands_and_are_refused_when_switched_off()
    {
        const string Text = "def main():\n    regress('linear')\n    for i in xrange(1):\n        position_magnet(5.0, dac=True)\n    clear_conditions()\n    info(exp.analysis_type + ctx.runid)\n";
        var script = folder.Script(Text, ScriptKind.Measurement);
        var modern = await ScriptTrace.RunAsync(Request(script), ScriptFolder.Python);
        modern.Completed.ShouldBeTrue(modern.Error);
        modern.Commands.Select(c => c.Name).ShouldBe(["set_fits", "position_magnet", "clear_conditionals", "info"]);
        var strict = await ScriptTrace.RunAsync(Request(script) with { Legacy = false }, ScriptFolder.Python);
        strict.Error.ShouldBe("NameError: name 'regress' is not defined: unknown command, an old name of set_fits; legacy names are switched off");
        strict.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData(ScriptKind.Extraction)]
    [InlineData(ScriptKind.Measurement)]
    [InlineData(ScriptKind.PostEquilibration)]
    [InlineData(ScriptKind.PostMeasurement)]
    public async Task Every_command_of_a_kind_can_be_called_with_its_required_arguments(ScriptKind kind)
    {
        folder.Write($"{kind.Folder()}/child.py", "def main():\n    pass\n");
        folder.Write("extraction/child.py", "def main():\n    pass\n");
        folder.Write("measurement/hops/x.txt", "('Ar40:H1', 1, 1)\n");
        string[] ending = ["cancel", "abort", "exit"];
        string[] brackets = ["interval", "lighting", "video_recording", "grain_polygon", "complete_interval"];
        var calls = CommandCatalog.For(kind).Where(c => !ending.Contains(c.Name) && !brackets.Contains(c.Name)).Select(c => c.Name switch
        {
            "gosub" or "extraction_gosub" => $"{c.Name}('child')",
            "load_hops" => "load_hops('hops/x.txt')",
            "waitfor" => "waitfor(lambda: True)",
            "safe_while" => "safe_while(lambda: False)",
            "begin_interval" or "begin_heating_interval" => $"{c.Name}(1); complete_interval()",
            "get_device" => "get_device('pump').anything(1)",
            _ => $"{c.Name}({string.Join(", ", c.Parameters.Where(p => p.IsRequired).Select(_ => "1"))})",
        });
        var trace = await Trace($"def main():\n    {string.Join("\n    ", calls)}\n", kind);
        trace.Completed.ShouldBeTrue(trace.Error);
        CommandCatalog.For(kind).Select(c => c.Name).Except(ending).Except(brackets).ShouldBeSubsetOf(trace.Commands.Select(c => c.Name));
    }

    [Fact]
    public async Task Options_mx_and_ex_are_seen_by_scripts_and_their_children_and_a_missing_option_is_named()
    {
        folder.Write("measurement/child.py", "def main():\n    info('%s %s' % (mx.baseline.counts, float_value + 2))\n");
        var script = folder.Script("'''\nbaseline:\n  counts: 12\n'''\ndef main():\n    gosub('child')\n    info('%s' % ex.float_value)\n    mx.baseline.nothing\n", ScriptKind.Measurement);
        var context = ScriptContext.For(script.Kind, new Dictionary<string, object?>(), script.Metadata, new Dictionary<string, JsonElement> { ["float_value"] = JsonElement.Parse("2.5") });
        var trace = await ScriptTrace.RunAsync(new ScriptTraceRequest(script, context, folder.Files), ScriptFolder.Python);
        Messages(trace).ShouldBe(["12 4.5", "2.5"]);
        trace.Error.ShouldBe("AttributeError: mx.baseline has no 'nothing' (it has counts)");
        trace.Line.ShouldBe(8);
    }

    [Fact]
    public async Task A_script_may_define_functions_with_the_names_of_commands_and_run_code_at_module_level()
    {
        var trace = await Trace("N = duration\ninfo('module %s' % __name__)\ndef set_cryo(v):\n    info('own %s' % v)\ndef main():\n    set_cryo(N)\n");
        Messages(trace).ShouldBe(["module builtins", "own 0.0"]);
    }

    [Fact]
    public async Task Gosubs_that_call_themselves_end()
    {
        var trace = await Trace("def main():\n    gosub('test')\n");
        trace.Error!.ShouldStartWith("GosubError: gosubs nest deeper than 50");
    }

    private Task<ScriptTraceResult> Trace(
        string text,
        ScriptKind kind = ScriptKind.Extraction,
        ImmutableDictionary<string, ImmutableArray<JsonElement>>? answers = null) =>
        ScriptTrace.RunAsync(
            Request(folder.Script(text, kind)) with { Answers = answers ?? ImmutableDictionary<string, ImmutableArray<JsonElement>>.Empty },
            ScriptFolder.Python);

    private ScriptTraceRequest Request(ScriptDocument script, Dictionary<string, object?>? values = null) =>
        new(script, ScriptContext.For(script.Kind, values ?? [], script.Metadata), folder.Files);

    private static IEnumerable<string> Messages(ScriptTraceResult trace) =>
        trace.Commands.Where(c => c.Name == "info").Select(c => c.Args[0].GetString()!);
}
