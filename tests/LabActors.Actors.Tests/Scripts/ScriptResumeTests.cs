using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using LabActors.Actors.Scripts;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Tests.Scripts;

/// <summary>
/// A script that a real interpreter runs again asks for the same commands, after whichever of them it was cut off. As long as it is given the same answers it cannot know how many of them were
/// recorded: one second life is held against the record of every crash at once.
/// </summary>
public sealed class ScriptResumeTests : TestKit
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly ScriptFolder _folder = new();
    private readonly TestProbe _run;

    public ScriptResumeTests() => _run = CreateTestProbe("run");

    public static IEnumerable<object[]> Corpus() =>
        from kind in Enum.GetValues<ScriptKind>()
        let scripts = Path.Combine(SourceTree.DemoLab, "scripts", kind.Folder())
        where Directory.Exists(scripts)
        from file in Directory.EnumerateFiles(scripts, "*.py").Order(StringComparer.Ordinal)
        select new object[] { kind, Path.GetFileNameWithoutExtension(file) };

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    [Fact]
    public void Script_scenario_2_a_script_of_148_commands_is_the_same_after_a_crash_at_every_one()
    {
        _folder.Write("extraction/child.py", "def main(valve):\n    open(valve)\n    sleep(3)\n    close(valve)\n");
        var text = new StringBuilder("""
            import random
            tries = [0]

            def ready(elapsed, n):
                tries[0] += 1
                return is_closed('D') and n > 2

            def main():
                random.seed(3)
                for valve in sorted({'A', 'C', 'D', 'E', 'F', 'G'}):
                    close(valve)
                waitfor(ready, check_period=2)
                for i in range(20):
                    with interval(20):
                        gosub('child', argv=(random.choice('CDEF'),))
                        if get_pressure('Bone', 'IG') < 1e-7 * random.random():
                            info('%d tries, %r' % (tries[0], {'a', 'b', 'c'}))

            """);
        var (first, replays) = Twice(_folder.Launch(text.ToString()));

        // Seven of the beginning and seven a turn; what the function asks, and where one turn says something, come on top.
        first.Length.ShouldBeGreaterThanOrEqualTo(148);
        replays.ShouldBe(first.Length + 1);
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Script_scenario_2_each_script_of_the_demo_laboratory_is_the_same_after_a_crash_at_every_command(ScriptKind kind, string name)
    {
        var files = new ScriptFiles(Path.Combine(SourceTree.DemoLab, "scripts"));
        var script = files.Load(kind, name, "", []).ShouldNotBeNull();
        var values = new Dictionary<string, object?> { ["position"] = new[] { "1", "2" }, ["duration"] = 10, ["cleanup"] = 10, ["extract_value"] = 3, ["extract_units"] = "watts", ["eqtime"] = 5 };
        var context = ScriptContext.For(kind, values, script.Metadata);
        var (first, replays) = Twice(new ScriptLaunch(script, context with { Variables = context.Variables.SetItem("n_shots", JsonSerializer.SerializeToElement(2)) }, files));

        first.ShouldNotBeEmpty();
        replays.ShouldBe(first.Length + 1);
    }

    /// <summary>Runs a script, and again; every record that a crash could have left is met by the second life.</summary>
    /// <returns>Its commands, and how many records there were.</returns>
    private (ImmutableArray<CommandRequested> Commands, int Records) Twice(ScriptLaunch launch)
    {
        var first = Run(launch, _ => { });
        ImmutableArray<CommandRecord> record =
        [
            .. first.Select(c => new CommandRecord(new RunEvents.CommandRequested(default, c.Kind.Folder(), c.Seq, c.Name, c.Args, c.Line, c.Depth, c.File))),
        ];
        var replays = Enumerable.Range(0, record.Length + 1)
            .Select(crash => new ScriptReplay(record.Take(crash).ToImmutableDictionary(r => r.Request.Seq))).ToArray();
        var met = 0;
        var second = Run(launch, command =>
        {
            for (var crash = 0; crash < replays.Length; crash++)
            {
                var (next, recorded, divergence) = replays[crash].Meet(command.Seq, command.Name, command.Args);
                divergence.ShouldBeNull($"command {met + 1}, {command.Name} in line {command.Line}, after a crash at {crash}");
                (recorded is not null).ShouldBe(met < crash);
                replays[crash] = next;
            }

            met++;
        });
        replays.ShouldAllBe(r => r.Missing == null);
        second.Select(Words).ShouldBe(first.Select(Words));
        return (first, replays.Length);
    }

    private ImmutableArray<CommandRequested> Run(ScriptLaunch launch, Action<CommandRequested> heard)
    {
        var answers = new TraceAnswers(new ScriptTraceRequest(launch.Script, launch.Context, launch.Files), ImmutableDictionary<QuerySite, int>.Empty);
        var commands = ImmutableArray.CreateBuilder<CommandRequested>();
        var waiting = new Stack<(CommandRequested Command, long Handle, int Calls)>();
        var script = _run.ChildActorOf(ScriptActor.Props(launch, new PythonProcesses(ScriptFolder.Python, new CountedHolds())));
        _run.Watch(script);
        while (true)
        {
            switch (_run.ReceiveOne(Limit))
            {
                case CommandRequested command:
                    heard(command);
                    commands.Add(command);
                    var function = command.Name == "waitfor" ? "func_or_tuple" : command.Name == "safe_while" ? "func" : "";
                    if (function.Length > 0)
                        Call(script, waiting, command, command.Arg(function).GetProperty("$callable").GetInt64(), 1);
                    else
                        script.Tell(new Answer(command.Seq, command.Suggested ?? answers.To(command, 1)));
                    break;
                case CallBackResult result:
                    result.Error.ShouldBeNull();
                    var (pending, handle, calls) = waiting.Pop();
                    if (result.Value.GetBoolean() == (pending.Name == "waitfor"))
                        script.Tell(Answer.None(pending.Seq));
                    else
                        Call(script, waiting, pending, handle, calls + 1);
                    break;
                case ScriptEnded ended:
                    ended.Outcome.ShouldBe(ScriptOutcome.Completed, ended.Error);
                    _run.ExpectTerminated(script, Limit);
                    return commands.ToImmutable();
                case null:
                    throw new TimeoutException($"no message of {launch.Script.Path} after {commands.LastOrDefault()?.Name}");
            }
        }
    }

    private static void Call(IActorRef script, Stack<(CommandRequested Command, long Handle, int Calls)> waiting, CommandRequested command, long handle, int calls)
    {
        waiting.Push((command, handle, calls));
        script.Tell(new CallBack(handle, [JsonSerializer.SerializeToElement(10.0 * calls), JsonSerializer.SerializeToElement((double)calls)]));
    }

    private static string Words(CommandRequested command) => $"{command.Seq} {command.Name} {command.RawArgs} {command.File}:{command.Line}";
}
