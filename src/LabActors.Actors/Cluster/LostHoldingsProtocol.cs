using System.Collections.Immutable;
using LabActors.Core.Cluster;

namespace LabActors.Actors.Cluster;

/// <summary>Messages of the <see cref="LostHoldingsActor"/>.</summary>
public static class LostHoldingsProtocol
{
    /// <summary>Asks what lost nodes hold, as far as is known at the moment; answered by <see cref="LostAre"/>.</summary>
    public sealed record GetLost
    {
        /// <summary>The only one.</summary>
        public static readonly GetLost Instance = new();
    }

    /// <summary>Answers <see cref="GetLost"/>.</summary>
    public sealed record LostAre(ImmutableArray<LostHolding> Holdings);

    /// <summary>The others have put this node out.</summary>
    public sealed record PutOut
    {
        /// <summary>The only one.</summary>
        public static readonly PutOut Instance = new();
    }
}
