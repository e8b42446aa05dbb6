using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Core.Tests.Labs;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Core.Tests.Lines;

/// <summary>A shot is a filled pipette that is let into the line.</summary>
public sealed class PipetteShotTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LabDefinition Lab = DemoLab.Read();

    [Theory]
    [InlineData("X+ X- W+ W-", 1)]
    [InlineData("X+ X- W+ W- X+ X- W+ W-", 2)]
    [InlineData("W+ W-", 0)]
    [InlineData("X+ X- X+ X- W+", 1)]
    [InlineData("X+ X- W+ W- W+ W-", 1)]
    [InlineData("X+ X-", 0)]
    public void Shots_are_counted_as_the_valves_move(string moves, int shots) =>
        Move(moves).Shots.GetValueOrDefault("Air").ShouldBe(shots);

    [Fact]
    public void Each_pipette_has_its_own_count()
    {
        var state = Move("X+ X- Z+ Z- W+ W- Y+ Y- X+ X- W+ W-");

        state.Shots["Air"].ShouldBe(2);
        state.Shots["Cocktail"].ShouldBe(1);
        state.FilledPipettes.ShouldBeEmpty();
    }

    private static LineState Move(string moves)
    {
        var state = LineState.Empty;
        foreach (var (move, index) in moves.Split(' ').Select((m, i) => (m, i)))
        {
            IJournalEvent moved = new ValveActuated(At, $"c{index}", move[..1], move[1] == '+', true);
            state = LineDecisions.Pipettes(Lab, state.Apply(moved), [moved]).ToArray().Aggregate(state.Apply(moved), (s, e) => s.Apply(e));
        }

        return state;
    }
}
