using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Execution;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Tests.Recovery;

public sealed class ScriptReplayTests
{
    private static readonly ScriptReplay Replay = new(new[]
    {
        Record(1, "gosub", ("$file", "/a/child.py"), ("$hash", "1")),
        Record(2, "sleep", ("duration", 5)),
        Record(4, "open", ("name", "A")),
    }.ToImmutableDictionary(r => r.Request.Seq));

    [Fact]
    public void What_is_asked_again_has_its_record_and_what_comes_after_is_new()
    {
        var (replay, record, divergence) = Replay.Meet(1, "gosub", Arguments(("$file", "/b/child.py"), ("$hash", "1")));
        (record!.Request.Seq, divergence).ShouldBe((1, null), "where a file lies is no difference");
        replay = replay.Meet(2, "sleep", Arguments(("duration", 5.0))).Next;
        replay.IsOver.ShouldBeFalse();
        replay.Missing!.Name.ShouldBe("open");
        (replay, record, divergence) = replay.Meet(4, "open", Arguments(("name", "A")));
        (replay.IsOver, record!.Request.Name, divergence).ShouldBe((true, "open", null));
        (_, record, divergence) = replay.Meet(5, "close", Arguments(("name", "A")));
        (record, divergence).ShouldBe((null, null));
    }

    [Theory]
    [InlineData(1, "gosub", "$hash", "2", "gosub($hash=\"1\")", "gosub($hash=\"2\")")]
    [InlineData(1, "open", "name", "A", "gosub($hash=\"1\")", "open(name=\"A\")")]
    [InlineData(2, "sleep", "duration", "x", "gosub($hash=\"1\")", "sleep(duration=\"x\")")]
    public void Another_command_another_argument_another_child_and_one_left_out_have_diverged(
        long seq, string name, string argument, string value, string recorded, string came)
    {
        var divergence = Replay.Meet(seq, name, Arguments((argument, value))).Divergence;
        divergence.ShouldBe(new Divergence(1, recorded, came));
    }

    [Fact]
    public void Every_command_has_a_way_to_be_resumed_and_what_happens_once_is_never_repeated_by_itself()
    {
        foreach (var shot in new[] { "extract_pipette", "load_pipette", "fire_laser", "dump_sample", "drop_sample", "drill_point", "trace_path", "execute_pattern", "no_such_command" })
            CommandResumes.Of(shot).ShouldBe(CommandResume.Decide, shot);
        foreach (var set in new[] { "open", "close", "extract", "enable", "move_to_position", "position_magnet", "acquire", "get_pressure", "info" })
            CommandResumes.Of(set).ShouldBe(CommandResume.Repeat, set);
        CommandResumes.Of("sleep").ShouldBe(CommandResume.WaitOn);
        CommandResumes.Of("ramp").ShouldBe(CommandResume.ByElapsedTime);
        CommandCatalog.All.Where(c => c.Nature == CommandNature.Acquisition).ShouldAllBe(c => CommandResumes.Of(c.Name) == CommandResume.Measure);
    }

    private static CommandRecord Record(long seq, string name, params (string, object)[] arguments) =>
        new(new CommandRequested(default, "extraction", seq, name, Arguments(arguments), 1, 0, "a.py"));

    private static ImmutableDictionary<string, JsonElement> Arguments(params (string Name, object Value)[] arguments) =>
        arguments.ToImmutableDictionary(a => a.Name, a => JsonSerializer.SerializeToElement(a.Value));
}
