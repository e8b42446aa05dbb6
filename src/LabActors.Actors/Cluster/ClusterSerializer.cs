using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Wire;

namespace LabActors.Actors.Cluster;

/// <summary>Writes and reads <see cref="IClusterMessage"/>s, and nothing else. What a node of another version says and this one does not know is told of once and dropped.</summary>
public sealed class ClusterSerializer(ExtendedActorSystem nodes) : ClosedSerializer(nodes, 4041, "message between nodes", ByManifest)
{
    // A peer that said more is no node of any version.
    private const int MostTold = 50;

    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, JsonTypeInfo> ByManifest = new Dictionary<string, JsonTypeInfo>
    {
        ["cluster.node-does.v1"] = ClusterJsonContext.Default.NodeDoes,
        ["cluster.who-is-there.v1"] = ClusterJsonContext.Default.WhoIsThere,
        ["cluster.there-are.v1"] = ClusterJsonContext.Default.ThereAre,
        ["cluster.drain-node.v1"] = ClusterJsonContext.Default.DrainNode,
        ["cluster.drain-answered.v1"] = ClusterJsonContext.Default.DrainAnswered,
        ["cluster.prepare.v1"] = ClusterJsonContext.Default.Prepare,
        ["cluster.promised.v1"] = ClusterJsonContext.Default.Promised,
        ["cluster.accept.v1"] = ClusterJsonContext.Default.Accept,
        ["cluster.accepted.v1"] = ClusterJsonContext.Default.Accepted,
        ["cluster.not-voted.v1"] = ClusterJsonContext.Default.NotVoted,
        ["cluster.acquire-shared.v1"] = ClusterJsonContext.Default.AcquireShared,
        ["cluster.release-shared.v1"] = ClusterJsonContext.Default.ReleaseShared,
        ["cluster.expire-shared.v1"] = ClusterJsonContext.Default.ExpireShared,
        ["cluster.confirm-shared.v1"] = ClusterJsonContext.Default.ConfirmShared,
        ["cluster.shared-stand.v1"] = ClusterJsonContext.Default.SharedStand,
        ["cluster.held-by-lost.v1"] = ClusterJsonContext.Default.HeldByLost,
        ["cluster.shared-granted.v1"] = ClusterJsonContext.Default.SharedGranted,
        ["cluster.shared-waits.v1"] = ClusterJsonContext.Default.SharedWaits,
        ["cluster.shared-returned.v1"] = ClusterJsonContext.Default.SharedReturned,
        ["cluster.shared-refused.v1"] = ClusterJsonContext.Default.SharedRefused,
        ["cluster.ask-hardware.v1"] = ClusterJsonContext.Default.AskHardware,
        ["cluster.hardware-answered.v1"] = ClusterJsonContext.Default.HardwareAnswered,
        ["cluster.gate-is-there.v1"] = ClusterJsonContext.Default.GateIsThere,
        ["cluster.raise-fence.v1"] = ClusterJsonContext.Default.RaiseFence,
        ["cluster.fence-is-raised.v1"] = ClusterJsonContext.Default.FenceIsRaised,
        ["cluster.ask-number.v1"] = ClusterJsonContext.Default.AskNumber,
        ["cluster.number-given.v1"] = ClusterJsonContext.Default.NumberGiven,
        ["cluster.prepare-number.v1"] = ClusterJsonContext.Default.PrepareNumber,
        ["cluster.number-promised.v1"] = ClusterJsonContext.Default.NumberPromised,
        ["cluster.accept-number.v1"] = ClusterJsonContext.Default.AcceptNumber,
        ["cluster.number-accepted.v1"] = ClusterJsonContext.Default.NumberAccepted,
        ["cluster.number-not-voted.v1"] = ClusterJsonContext.Default.NumberNotVoted,
    }.ToFrozenDictionary();

    /// <inheritdoc/>
    protected override object Unknown(string manifest)
    {
        if (_told.Count < MostTold && _told.TryAdd(manifest, true))
            system.Log.Warning("A node says '{0}', which this version does not know: it is passed over", manifest);
        return new UnknownMessage(manifest);
    }
}
