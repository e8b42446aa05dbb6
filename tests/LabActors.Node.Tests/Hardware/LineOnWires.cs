using LabActors.Core.Journal;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Node.Tests.Hardware;

/// <summary>The node that all scenarios of the line share, and the instruments behind its wires. What a scenario breaks it mends.</summary>
public sealed class LineOnWires : IAsyncLifetime
{
    /// <summary>The collection of those scenarios: one after another, at one node.</summary>
    public const string Name = "line on wires";

    private int _asked;

    /// <summary>The node.</summary>
    internal WiredNode Wired { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => Wired = await WiredNode.StartAsync(LineLaboratory.Text, options: o => o with { Overrides = WiredNode.Killable });

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Wired.DisposeAsync();

    /// <summary>An id that nothing else was asked under.</summary>
    internal string NextId() => $"test-{++_asked}";

    /// <summary>The valve moved, and changed by that.</summary>
    internal async Task MovesAsync(string valve, bool open) =>
        (await Wired.Line<object>(Told(valve, open))).ShouldBeOfType<Actuated>().ShouldSatisfyAllConditions(a => a.Open.ShouldBe(open), a => a.Changed.ShouldBeTrue());

    /// <summary>The valve is not moved, or did not move: which it was, and in words.</summary>
    internal async Task<(Refusal Kind, string Reason)> RefusedAsync(string valve, bool open)
    {
        var refused = (await Wired.Line<object>(Told(valve, open))).ShouldBeOfType<ActuationRefused>();
        return (refused.Kind, refused.Reason);
    }

    /// <summary>What the line says of a valve.</summary>
    internal Task<ValveIs> LookAsync(string valve) => Wired.Line<ValveIs>(new GetValve(NextId(), valve, ""));

    /// <summary>The line says of a valve what is so.</summary>
    internal async Task StandsAsync(string valve, string box, string state)
    {
        Wired.Instruments.Truth(box, $"valve {valve}").ShouldBe(state);
        (await LookAsync(valve)).State.ShouldBe(state);
    }

    /// <summary>Transactions of a box of that name that were answered.</summary>
    internal async Task<int> AnsweredAsync(string box, string what) => (await TraceAsync(box)).Count(l => l.Contains($"  {what}: answered", StringComparison.Ordinal));

    /// <summary>The last transactions of a box, in lines.</summary>
    internal async Task<IReadOnlyList<string>> TraceAsync(string box) => (await Wired.Node.TraceDeviceAsync(box, 200)).Lines;

    /// <summary>The first events of a kind that the node journaled, when there are so many.</summary>
    internal Task<T[]> JournaledAsync<T>(Func<T, bool> which, int count = 1)
        where T : IJournalEvent =>
        WiredNode.Until(() => Task.FromResult(Wired.Events.Select(e => e.Event).OfType<T>().Where(which).Take(count).ToArray()), found => found.Length == count);

    private Actuate Told(string valve, bool open) => new(NextId(), valve, "", open, "anna", "test");
}

/// <summary>See <see cref="LineOnWires"/>.</summary>
[CollectionDefinition(LineOnWires.Name)]
public sealed class LineOnWiresScenarios : ICollectionFixture<LineOnWires>;
