using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using LabActors.Actors.Wire;

namespace LabActors.Actors.Cluster;

/// <summary>Writes and reads <see cref="IClusterMessage"/>s, and nothing else.</summary>
public sealed class ClusterSerializer(ExtendedActorSystem system) : ClosedSerializer(system, 4041, "message between nodes", ByManifest)
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> ByManifest = new Dictionary<string, JsonTypeInfo>
    {
        ["cluster.node-does.v1"] = ClusterJsonContext.Default.NodeDoes,
    }.ToFrozenDictionary();
}
