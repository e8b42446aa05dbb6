using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Node.Tests.Hardware;

/// <summary>What a node that was killed finds and knows when it is started again: <see cref="LineAfterACrash"/>.</summary>
[Collection(LineOnWires.Name)]
public sealed class LineAfterACrashTests(LineOnWires line, LineAfterACrash crash) : IClassFixture<LineAfterACrash>
{
    [Fact]
    public async Task Hardware_04_a_lock_outlives_it()
    {
        (await line.RefusedAsync("L", open: true)).ShouldBe((Refusal.Locked, "L (Locked) is locked by anna: hands off"));
        (await line.AnsweredAsync("board", "open 1")).ShouldBe(0);
        await line.StandsAsync("L", "board", "closed");
    }

    [Fact]
    public async Task Hardware_05_a_disabled_valve_stays_so()
    {
        (await line.RefusedAsync("D", open: true)).ShouldBe((Refusal.Disabled, "D (Disabled) is disabled by anna: leaks"));
        await line.StandsAsync("D", "board", "closed");
    }

    [Fact]
    public async Task Hardware_11_a_shot_that_was_on_its_way_is_counted_once()
    {
        var answer = await line.Wired.Line<Actuated>(new Actuate(crash.Shot, "O", "", true, "anna", "the shot"));
        answer.Shot.ShouldBe(new PipetteShot("Cocktail", 1));
        (await line.Wired.Line<PipettesAre>(new GetPipettes(line.NextId()))).Shots["Cocktail"].ShouldBe(1);
        await line.StandsAsync("O", "board", "open");
        (await line.AnsweredAsync("board", "open 5")).ShouldBe(0, "it was not told again");
        (await line.AnsweredAsync("board", "read input 13")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Hardware_12_a_sample_that_it_cut_off_ends_closed()
    {
        var ended = (await line.JournaledAsync<ValveSequenceEnded>(e => e.CommandId == crash.Sample)).Single();
        (ended.Done, ended.Times, ended.Reason).ShouldBe((0, 1, "the line was started anew"));
        await line.StandsAsync("E", "relays", "closed");
        (await line.AnsweredAsync("relays", "close 307")).ShouldBe(1);
    }
}
