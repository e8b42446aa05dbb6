using System.Collections.Immutable;
using System.Globalization;
using LabActors.Simulator.State;

namespace LabActors.Node.Torture;

/// <summary>A moment at which the node is killed: so many events are in the journal, and the laboratory stands so.</summary>
/// <param name="Number">1, 2, 3 ... in the order of the reference.</param>
/// <param name="Events">Events in the journal.</param>
/// <param name="Changes">Changes of the laboratory since the last of them: 0 is between an intent and its effect, more between effect and outcome.</param>
/// <param name="Last">The last event, in words.</param>
/// <param name="State">The laboratory.</param>
public sealed record Cut(int Number, int Events, int Changes, string Last, SimulationState State)
{
    /// <summary>
    /// What the operator says when he is asked after it: what he has said before, and of a command that must not happen twice and was under way what he sees when he looks
    /// at the device: <c>done</c> when something has moved since it was requested, else <c>repeat</c>.
    /// </summary>
    public ImmutableDictionary<string, string> Answers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What the operator has said before it.</summary>
    public ImmutableDictionary<string, string> Said { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Commands that must not happen twice and are under way, with the laboratory as it stood when they were requested.</summary>
    public ImmutableDictionary<(string Run, string Kind, long Seq), SimulationState> UnderWay { get; init; } =
        ImmutableDictionary<(string Run, string Kind, long Seq), SimulationState>.Empty;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"cut {Number} (after event {Events}{(Changes > 0 ? $" and {Changes} change{(Changes > 1 ? "s" : "")} of the laboratory" : "")}: {Last})");
}
