using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using LabActors.Acceptance.Operators;
using LabActors.Core.Labs;
using LabActors.Node.Cluster;
using LabActors.Node.Security;
using Serilog.Core;

namespace LabActors.Acceptance.Cluster;

/// <summary>A node that stops before it has found the others.</summary>
public sealed class StopBeforeJoiningTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_node_that_looks_at_a_peers_certificate_when_it_is_told_to_stop_stops_in_good_order()
    {
        using var certificates = new TestCertificates();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        ImmutableArray<NodeDefinition> nodes =
        [
            new("felix", "127.0.0.1", ((IPEndPoint)silent.LocalEndpoint).Port, Voter: true, [], [], []),
            new("argus", "127.0.0.1", 0, Voter: false, [], [], []),
        ];
        var told = new List<string>();
        var node = NodeCluster.Start(new NodeCluster.Order(
            "argus", nodes, certificates.Of(CertificateKind.Node, "argus", "127.0.0.1"), () => Task.FromResult(ImmutableArray<string>.Empty), ActorRefs.Nobody, told.Add, Logger.None, TimeProvider.System));

        // It has begun to look, and is never answered.
        using var looks = await silent.AcceptTcpClientAsync().WaitAsync(Patience);
        await node.DisposeAsync().AsTask().WaitAsync(Patience);

        told.ShouldBeEmpty();
    }
}
