using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using LabActors.Core.Cluster;
using LabActors.Node;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Benchmarks.Cluster;

/// <summary>How long a node waits for the line that three nodes share: three nodes in one process, over loopback, each decision in the journals of most before it is told.</summary>
internal static class LeaseLatency
{
    private const int Rounds = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task MeasureAsync()
    {
        using var lab = new ThreeNodes();
        var nodes = new List<LabNode>();
        try
        {
            foreach (var name in lab.Names)
                nodes.Add(await lab.StartAsync(name));
            using (var limit = new CancellationTokenSource(Patience))
            {
                while (!nodes.TrueForAll(node => node.Cluster!.View.Nodes.All(other => other.State == ClusterNodeState.Up)))
                    await Task.Delay(100, limit.Token);
            }

            await RoundsAsync(nodes[^1], 30, new List<double>());
            Tell("one node that does not lead asks, nobody else", await RoundsAsync(nodes[^1], Rounds, []));
            var all = await Task.WhenAll(nodes.Select(node => RoundsAsync(node, Rounds / 3, [])));
            Tell("all three ask again as soon as they have given back", [.. all.SelectMany(of => of)]);
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    private static async Task<List<double>> RoundsAsync(LabNode node, int rounds, List<double> waited)
    {
        var leases = await node.System.ActorSelection("/user/lab/lab-0/leases/leases").ResolveOne(Patience);
        using var asker = Inbox.Create(node.System);
        for (var i = 0; i < rounds; i++)
        {
            var holder = new LeaseHolder($"figure-{i}", $"round {i}");
            var began = Stopwatch.GetTimestamp();
            asker.Send(leases, new Acquire(holder, ["line:line"], "a figure"));
            while (await asker.ReceiveAsync(Patience) is not Granted)
            {
                // It waits.
            }

            waited.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            asker.Send(leases, new Release(holder, [], "a figure"));
            while (await asker.ReceiveAsync(Patience) is not Released)
            {
                // Late words of the round before.
            }
        }

        return waited;
    }

    private static void Tell(string what, List<double> waited)
    {
        double[] sorted = [.. waited.Order()];
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {what}: half within {sorted[sorted.Length / 2]:0.0} ms, 99 % within {sorted[sorted.Length * 99 / 100]:0.0} ms, all {sorted.Length} within {sorted[^1]:0.0} ms"));
    }
}
