using System.CommandLine;
using System.Text.Json;
using LabActors.Console.Trace;

namespace LabActors.Console.Tests.Trace;

public sealed class TraceCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("labactors-trace-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_trace_in_json_is_an_object_a_command_and_one_for_the_end()
    {
        Write("extraction/lib/child.py", "def main(v):\n    close(description=v)\n");
        var script = Write("extraction/x.py", "def main():\n    open('A', ntries=2)\n    gosub('child', argv=('B',))\n    sleep(duration)\n    info('{} {}'.format(position, extract_units))\n");
        var (code, output, error) = await Run(script, "--set", "duration=12", "--set", "position=[\"3\",\"4\"]", "--set", "extract_units=watts", "--json");
        code.ShouldBe(0, error);
        output.ShouldBe(
        [
            """{"seq":1,"name":"open","args":["A"],"kwargs":{"ntries":2},"line":2,"depth":0}""",
            """{"seq":2,"name":"gosub","args":["child"],"kwargs":{"argv":["B"]},"line":3,"depth":0}""",
            """{"seq":3,"name":"close","args":[],"kwargs":{"description":"B"},"line":2,"depth":1}""",
            """{"seq":4,"name":"sleep","args":[12.0],"kwargs":{},"line":4,"depth":0}""",
            """{"seq":5,"name":"info","args":["['3', '4'] watts"],"kwargs":{},"line":5,"depth":0}""",
            """{"end":"completed","error":null,"duration_s":12}""",
        ]);
    }

    [Fact]
    public async Task Answers_are_given_in_turn()
    {
        var script = Write("extraction/x.py", "def main():\n    info(get_pressure('a', 'b'))\n    info(get_pressure('a', 'b'))\n    info(is_open('A'))\n");
        var (_, output, _) = await Run(script, "--answer", "get_pressure=1e-3", "--answer", "get_pressure=7", "--answer", "is_open=true", "--json");
        output.Where(l => l.Contains("\"info\"")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("args")[0].GetRawText())
            .ShouldBe(["0.001", "7", "true"]);
    }

    [Fact]
    public async Task A_failed_script_exits_1_and_says_where()
    {
        var script = Write("extraction/x.py", "def main():\n    sleep(3)\n    open('A', tries=2)\n");
        var (code, output, error) = await Run(script, "--json");
        code.ShouldBe(1);
        output[^1].ShouldBe("""{"end":"failed","error":"TypeError: open() got an unexpected keyword argument 'tries' (x.py line 3)","duration_s":3}""");
        error.ShouldContain("x.py:3: error: open: open() got an unexpected keyword argument 'tries'");
    }

    [Fact]
    public async Task A_script_that_cancels_itself_failed()
    {
        var (code, output, _) = await Run(Write("extraction/x.py", "def main():\n    cancel()\n    open('A')\n"), "--json");
        code.ShouldBe(1);
        output.Count.ShouldBe(2);
        output[1].ShouldBe("""{"end":"failed","error":"canceled: cancel() was called (x.py line 2)","duration_s":0}""");
    }

    [Fact]
    public async Task Without_json_the_trace_is_a_table()
    {
        var (code, output, _) = await Run(Write("measurement/m.py", "def main():\n    multicollect(400, 1)\n"));
        code.ShouldBe(0);
        string.Join('\n', output).ShouldContain("multicollect(400, 1)");
        output[^1].ShouldBe("completed, about 400 s");
    }

    [Fact]
    public async Task Script_options_and_mx_are_seen()
    {
        Write("options/o.yaml", "float_value: 2.5\n");
        var script = Write("measurement/m.py", "'''\nmulticollect:\n  counts: 400\n'''\ndef main():\n    multicollect(mx.multicollect.counts, float_value)\n");
        var (_, output, _) = await Run(script, "--options", "o", "--set", "mx.multicollect.counts=10", "--json");
        output[0].ShouldContain("\"args\":[10,2.5]");
    }

    [Fact]
    public async Task Everything_wrong_with_the_command_line_is_told_at_once_and_exits_64()
    {
        var (code, output, error) = await Run("nowhere.py", "--kind", "procedure", "--set", "x", "--answer", "bogus=1", "--answer", "open");
        code.ShouldBe(64);
        output.ShouldBeEmpty();
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        error.ShouldContain("--kind procedure: expected extraction, measurement, post_equilibration or post_measurement");
        error.ShouldContain("--answer bogus: there is no such command");
        (await Run("nowhere.py", "--kind", "extraction")).Code.ShouldBe(64);
    }

    private static async Task<(int Code, List<string> Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        var code = await new TraceCommand().Create().Parse(arguments).InvokeAsync(configuration, CancellationToken.None);
        return (code, [.. output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)], error.ToString());
    }

    private string Write(string path, string text)
    {
        var file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
