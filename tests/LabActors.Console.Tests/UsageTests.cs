using LabActors.Console.Session;

namespace LabActors.Console.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("run", "QUEUE.txt|Required argument missing")]
    [InlineData("run q.txt --tme real", "there is no option '--tme'")]
    [InlineData("run q.txt --time", "--time")]
    [InlineData("run q.txt --time soon", "found 'soon', expected real, virtual or xN")]
    [InlineData("run q.txt --time x0", "found 'x0', expected real, virtual or xN")]
    [InlineData("run q.txt --time x-5", "found 'x-5', expected real, virtual or xN")]
    [InlineData("run q.txt --time xNaN", "found 'xNaN', expected real, virtual or xN")]
    [InlineData("run q.txt --time real --time virtual", "--time")]
    [InlineData("run q.txt --seed ten", "found 'ten', expected a whole number from 0")]
    [InlineData("run q.txt --seed -1", "found '-1', expected a whole number from 0")]
    [InlineData("demo extra", "extra")]
    [InlineData("demo --lab x", "--lab")]
    [InlineData("check", "Required argument missing")]
    [InlineData("check q.txt --time real", "--time")]
    [InlineData("replay --at soon", "--at: found 'soon', expected laboratory time such as 2026-03-02T17:05:30")]
    [InlineData("replay --event 0", "--event: found '0', expected the number of an event, from 1")]
    [InlineData("replay --follow fast", "--follow: found 'fast', expected xN")]
    [InlineData("replay --verify --at 10:00", "--verify goes through the whole journal")]
    [InlineData("why", "Required argument missing")]
    [InlineData("why A --at 10:00 --event 3", "--at and --event: expected one of them")]
    [InlineData("estimate q.txt --start-at soon", "found 'soon', expected a time such as 18:00")]
    [InlineData("estimate q.txt --out plan.png", "found 'plan.png', expected a file that ends in .svg or .html")]
    [InlineData("user add a/b --role viewer", "found 'a/b', expected a name of up to 64 letters")]
    [InlineData("user add anna --role boss", "--role: found 'boss', expected a role: viewer, operator, engineer")]
    [InlineData("user add anna", "--role")]
    [InlineData("cert node north", "--host: expected the name or address under which the node is dialled")]
    [InlineData("cert node north --host a_b/c", "--host: found 'a_b/c', expected a name such as north.lab or an address")]
    [InlineData("cert console anna --days 0", "--days: found '0', expected a whole number from 1 to 3650")]
    public async Task Bad_usage_is_one_line_on_standard_error_and_64(string line, string expected)
    {
        var laboratory = new FakeLaboratory();
        var code = await _commands.RunAsync(laboratory, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        code.ShouldBe(64);
        _commands.Output.ShouldBeEmpty();
        _commands.Error.TrimEnd('\n').ShouldNotContain('\n');
        expected.Split('|').ShouldContain(part => _commands.Error.Contains(part), _commands.Error);
        laboratory.Asked.ShouldBeNull();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("demo --help")]
    [InlineData("run --help")]
    [InlineData("check --help")]
    [InlineData("estimate --help")]
    [InlineData("replay --help")]
    [InlineData("why --help")]
    [InlineData("recover --help")]
    [InlineData("user add --help")]
    [InlineData("cert node --help")]
    public async Task Help_is_on_standard_output_and_0(string line)
    {
        (await _commands.RunAsync(new FakeLaboratory(), line.Split(' '))).ShouldBe(0);
        _commands.Output.ShouldContain("Usage:");
        _commands.Output.ShouldContain("lab");
        _commands.Output.ShouldNotContain("LabActors.Console");
        _commands.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Options_reach_the_laboratory_as_they_were_typed()
    {
        var laboratory = new FakeLaboratory();
        var demo = _commands.Demo;
        var other = Path.Combine(demo.Root, "other");
        Directory.CreateDirectory(other);
        var code = await _commands.RunAsync(
            laboratory, "run", demo.Queue, demo.Queue, "--lab", demo.Lab, "--scripts", other, "--data", other, "--time", "x50", "--seed", "7", "--json");
        code.ShouldBe(0);
        var asked = laboratory.Asked.ShouldNotBeNull();
        asked.Queues.ShouldBe([demo.Queue, demo.Queue]);
        (asked.Lab, asked.Scripts, asked.Data).ShouldBe((demo.Lab, other, other));
        asked.Time.ShouldBe(new LabTime(50));
        asked.Seed.ShouldBe(7);
    }

    [Fact]
    public async Task What_is_left_out_is_the_demo_laboratory_and_a_new_data_folder()
    {
        var laboratory = new FakeLaboratory();
        await _commands.RunAsync(laboratory, "demo", "--json");
        var asked = laboratory.Asked.ShouldNotBeNull();
        asked.Queues.ShouldBe([_commands.Demo.Queue]);
        asked.Lab.ShouldBe(_commands.Demo.Lab);
        asked.Scripts.ShouldBe(Path.Combine(_commands.Demo.Lab, "scripts"));
        asked.Data.ShouldStartWith(Path.Combine(_commands.Demo.Root, "data", "demo-"));
        Directory.Exists(asked.Data).ShouldBeFalse();
        asked.Time.ShouldBeNull();
        asked.Seed.ShouldBeNull();
    }

    [Theory]
    [InlineData("real", 1.0)]
    [InlineData("virtual", double.PositiveInfinity)]
    [InlineData("x1", 1.0)]
    [InlineData("x0.5", 0.5)]
    [InlineData("x1000", 1000.0)]
    public void Time_is_a_factor(string text, double factor) => LabTime.Parse(text).ShouldNotBeNull().Factor.ShouldBe(factor);
}
