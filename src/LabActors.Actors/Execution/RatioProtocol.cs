using System.Collections.Immutable;
using LabActors.Core.Conditionals;

namespace LabActors.Actors.Execution;

/// <summary>Messages of the <c>RatioHistoryActor</c>.</summary>
public static class RatioProtocol
{
    /// <summary>A run has ended well and measured these ratios; answered by <see cref="Judged"/>.</summary>
    public sealed record Judge(string RunUuid, string RunId, string Instrument, ImmutableArray<RatioValue> Ratios, bool Simulated);

    /// <summary>Answers <see cref="Judge"/>.</summary>
    /// <param name="Stops">Why the queue is to stop; empty when it is not.</param>
    public sealed record Judged(string RunUuid, string Stops);
}
