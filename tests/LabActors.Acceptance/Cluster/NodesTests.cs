using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using LabActors.Acceptance.Execution;
using LabActors.Actors.Operators;
using LabActors.Core.Labs;
using LabActors.Core.Operators;

namespace LabActors.Acceptance.Cluster;

/// <summary>Two nodes of one laboratory: each console shows both, and what the other does.</summary>
public sealed class NodesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Status_tells_of_the_other_node_what_it_does_and_that_it_has_left()
    {
        var nodes = Nodes("argus", "felix");
        await using var argus = await StartAsync("argus", nodes);
        await using (await StartAsync("felix", nodes))
        {
            await Until(argus, lines => lines.Any(l => l.StartsWith("node felix (127.0.0.1:") && l.Contains("): there since ")) && lines.Contains("  Argus: idle"));
            var status = await new OperatorCommands(argus.Node, "Argus", await argus.Node.EnterAsync("anna", OperatorRole.Viewer)).DoAsync("status", []);
            status.Lines[0].ShouldEndWith("): this node, leads");
            status.Lines.ShouldContain("Argus: idle");
        }

        await Until(argus, lines => lines.Any(l => l.StartsWith("node felix (") && l.EndsWith("): not there")));
    }

    [Fact]
    public async Task A_laboratory_with_one_node_has_no_cluster()
    {
        await using var alone = await StartAsync("argus", Nodes("argus"));
        alone.Node.Cluster.ShouldBeNull();
        await using var unnamed = await StartAsync("node", Nodes("argus", "felix"));
        unnamed.Node.Cluster.ShouldBeNull("it is none of the laboratory's nodes");
    }

    private static Task<TestLaboratory> StartAsync(string name, ImmutableArray<NodeDefinition> nodes) =>
        TestLaboratory.StartAsync(options: given => given with { Name = name, Lab = given.Lab with { Nodes = nodes } });

    /// <summary>Nodes on ports that were free; the first one votes.</summary>
    private static ImmutableArray<NodeDefinition> Nodes(params string[] names)
    {
        var taken = names.Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(taken, listener => listener.Start());
        ImmutableArray<NodeDefinition> nodes =
            [.. names.Zip(taken, (name, listener) => new NodeDefinition(name, "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Voter: name == names[0], [], [], []))];
        Array.ForEach(taken, listener => listener.Stop());
        return nodes;
    }

    private static async Task Until(TestLaboratory laboratory, Func<ImmutableArray<string>, bool> tells)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!tells(laboratory.Node.NodeLines))
        {
            limit.IsCancellationRequested.ShouldBeFalse(string.Join('\n', laboratory.Node.NodeLines));
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
