using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LabActors.Actors.Supervision;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Core.Labs;
using LabActors.Journal.Storage;
using LabActors.Node.Checks;
using LabActors.Node.Torture;

namespace LabActors.Console.Torture;

/// <summary>
/// <c>lab torture --cluster</c>: real processes of a laboratory of several nodes, to which things happen that a seed draws. Stops at the first trial that fails, and keeps its folders.
/// </summary>
internal sealed class ClusterTorture(ConsoleStreams streams, IInterrupts interrupts)
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(120);
    private readonly Lock _gate = new();

    /// <summary>Carries out trials, until a signal comes: no process and no network is left behind.</summary>
    /// <returns>An exit code of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(Order order, CancellationToken stop)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var watch = interrupts.Watch(ends.Cancel, ends.Cancel);
        try
        {
            return await TryAsync(order, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            Tell(order.Json, "stopped by a signal", new { type = "cluster-stopped" });
            return ExitCodes.Canceled;
        }
    }

    private async Task<int> TryAsync(Order order, CancellationToken stop)
    {
        var check = await ExperimentCheck.RunAsync(new CheckRequest([], order.Lab, Path.Combine(order.Lab, "scripts")), stop);
        if (Refusal(order, check) is { } refusal)
        {
            await streams.Error.WriteLineAsync($"lab torture: {refusal}");
            return ExitCodes.Refused;
        }

        // Should anything be thrown, what it came from is kept too.
        var (lab, folder, keep) = (check.Lab!, TortureFolder.Create().FullName, true);
        try
        {
            var (made, why) = await NamespaceNetwork.CreateAsync(lab.Nodes.Length);
            await using var network = made ?? (INodeNetwork)new LoopbackNetwork(why);
            using var server = order.PostgreSql ? PostgresServer.Start(network.Here) : null;
            Tell(
                order.Json,
                $"{lab.Name}, {Figures.Number(lab.Nodes.Length, "node")} ({string.Join(", ", lab.Nodes.Select(n => n.Name))}): {network.Description}; journals in {(server is null ? "SQLite" : "PostgreSQL")}; seed {order.Seed}",
                new { type = "cluster-torture", lab = lab.Name, nodes = lab.Nodes.Select(n => n.Name), network = network.Description, postgresql = order.PostgreSql, seed = order.Seed });
            var failed = await TryAllAsync(order, lab, folder, network, server, stop);
            keep = failed;
            if (failed && server?.Leave() is { } left)
                Tell(order.Json, $"kept: the database server in {left}", new { type = "cluster-kept", folder = left });
            return failed ? ExitCodes.Failed : ExitCodes.Completed;
        }
        finally
        {
            if (keep && !stop.IsCancellationRequested)
                Tell(order.Json, $"kept: {folder} (lab verify {string.Join(' ', lab.Nodes.Select(n => Path.Combine(folder, n.Name, "data")))}; node.log beside each)", new { type = "cluster-kept", folder });
            else
                Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Refusal(Order order, CheckResult check)
    {
        if (check.Lab is not { } lab)
            return string.Join("; ", check.Problems);
        if (lab.Nodes.Length < 2)
            return $"{order.Lab}: found a laboratory with one node, expected several 'nodes' in its lab.yaml";
        if (lab.Nodes.Select(n => Path.Combine(order.Lab, "queues", $"{n.Name}.txt")).FirstOrDefault(queue => !File.Exists(queue)) is { } missing)
            return $"{missing}: found no such file, expected a queue of each node";
        return order.PostgreSql ? PostgresServer.Missing : null;
    }

    /// <summary>True when a trial has failed.</summary>
    private async Task<bool> TryAllAsync(Order order, LabDefinition lab, string folder, INodeNetwork network, PostgresServer? server, CancellationToken stop)
    {
        var (clock, trial) = (Stopwatch.StartNew(), 0);
        var nodes = TorturedLab.Make(order.Lab, lab, folder, network, server);
        try
        {
            foreach (var node in nodes)
                node.Start();
            var wrong = await new ClusterTrial(nodes, network, order.Seed, (_, _) => { }).WaitUntilAllAreThereAsync(stop);
            while (wrong.IsEmpty && (order.For is { } span ? clock.Elapsed < span : trial < order.Trials))
                wrong = await TryAsync(order, ++trial, nodes, network, stop);
            foreach (var node in nodes.Where(_ => wrong.IsEmpty))
                wrong = await node.EndAsync(FarewellLimit) is { } badly ? [badly] : wrong;
            foreach (var node in nodes.Where(node => !wrong.IsEmpty && node is { Lives: true, IsStopped: false }))
                wrong = wrong.Add($"{node.Name} says: {string.Join(" | ", (await node.DoAsync("status", stop)).Lines)}");
            foreach (var problem in wrong)
                Tell(order.Json, $"FAILED  trial {trial}, seed {order.Seed}: {problem}", new { type = "cluster-failed", trial, seed = order.Seed, problem });
            Tell(
                order.Json,
                string.Create(CultureInfo.InvariantCulture, $"{trial - (wrong.IsEmpty ? 0 : 1)} of {Figures.Number(trial, "trial")} passed in {clock.Elapsed.TotalSeconds:0} s"),
                new { type = "cluster-ended", trials = trial, passed = wrong.IsEmpty, seconds = clock.Elapsed.TotalSeconds });
            return !wrong.IsEmpty;
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    private async Task<ImmutableArray<string>> TryAsync(Order order, int number, ImmutableArray<TorturedNode> nodes, INodeNetwork network, CancellationToken stop)
    {
        var plan = FaultPlan.Draw(order.Seed, number, network.CanBeCut);
        Tell(order.Json, $"trial {number}: {string.Join("; ", plan)}", new { type = "cluster-plan", trial = number, plan = plan.Select(fault => fault.ToString()) });
        var (clock, before) = (Stopwatch.StartNew(), nodes.ToDictionary(n => n.Name, n => n.Facts.Runs.Length));
        var trial = new ClusterTrial(nodes, network, unchecked((order.Seed * 397) ^ number), (after, what) => Tell(
            order.Json,
            string.Create(CultureInfo.InvariantCulture, $"    +{after.TotalSeconds:0.0} s  {what}"),
            new { type = "cluster-fault", trial = number, after = after.TotalSeconds, what }));
        var wrong = await trial.RunAsync(plan, stop);
        if (!wrong.IsEmpty)
            return wrong;
        var runs = nodes.SelectMany(n => n.Facts.Runs.Skip(before[n.Name])).CountBy(run => run.State).OrderByDescending(state => state.Value);
        var states = string.Join(", ", runs.Select(state => $"{state.Value} {state.Key}"));
        var ends = string.Join(", ", nodes.Select(n => n.Facts.Ended[^1] is { State: not "completed" } badly ? $"{n.Name} {badly.State} ({badly.Cause})" : $"{n.Name} completed"));
        Tell(
            order.Json,
            string.Create(CultureInfo.InvariantCulture, $"trial {number} passed in {clock.Elapsed.TotalSeconds:0} s: {ends}; runs: {states}; nothing is wrong in the journals"),
            new { type = "cluster-trial", trial = number, passed = true, seconds = clock.Elapsed.TotalSeconds, ends, runs = states });
        return [];
    }

    private void Tell(bool json, string text, object line)
    {
        lock (_gate)
            streams.Output.WriteLine(json ? JsonSerializer.Serialize(line) : text);
    }

    /// <summary>What is asked.</summary>
    /// <param name="Lab">Folder of the laboratory, with a queue of each node.</param>
    /// <param name="Trials">How many trials, where no time is given.</param>
    /// <param name="For">No trial begins after so much real time; null for a number of trials.</param>
    /// <param name="Seed">Draws what happens.</param>
    /// <param name="PostgreSql">True: journals and results of all nodes are in one database.</param>
    internal sealed record Order(string Lab, int Trials, TimeSpan? For, int Seed, bool PostgreSql, bool Json);
}
