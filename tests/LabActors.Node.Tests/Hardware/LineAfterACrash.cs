using Akka.Actor;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Node.Tests.Hardware;

/// <summary>The node dies while a valve is locked, another is disabled, a third is being sampled and the shot of a pipette is on its way; the valve of the shot arrives before the node is started again.</summary>
public sealed class LineAfterACrash(LineOnWires line) : IAsyncLifetime
{
    /// <summary>The command that opened the outer valve, unanswered when the node died.</summary>
    internal string Shot { get; } = line.NextId();

    /// <summary>The command that samples.</summary>
    internal string Sample { get; } = line.NextId();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var wired = line.Wired;
        await wired.Line<ValveIs>(new SetLock(line.NextId(), "L", "", true, "anna", "hands off"));
        await wired.Line<ValveIs>(new EnableValve(line.NextId(), "D", false, "anna", "leaks"));
        await line.MovesAsync("H", open: true);
        await line.MovesAsync("H", open: false);
        await wired.Line<SequenceIs>(new RunSequence(Sample, "E", 1, 3600, 0, "anna", ""));
        await WiredNode.Until(() => line.LookAsync("E"), e => e.State == "open");
        wired.Instruments.Fault("board", "slow-valve", ("part", "O"), ("seconds", 10));
        var told = await line.AnsweredAsync("board", "open 5");
        wired.Node.Line.Tell(new Actuate(Shot, "O", "", true, "anna", "the shot"));
        await WiredNode.Until(() => line.AnsweredAsync("board", "open 5"), n => n > told);
        await wired.KillAsync();
        wired.Instruments.Truth("relays", "valve E").ShouldBe("open", "nobody made anything safe");
        await WiredNode.Until(() => Task.FromResult(wired.Instruments.Truth("board", "valve O")), o => o == "open");
        wired.Instruments.Mend("board");
        await wired.StartAgainAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await line.Wired.Line<ValveIs>(new SetLock(line.NextId(), "L", "", false, "anna", ""));
        await line.Wired.Line<ValveIs>(new EnableValve(line.NextId(), "D", true, "anna", "mended"));
        await line.MovesAsync("O", open: false);
    }
}
