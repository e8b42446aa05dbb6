using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LabActors.Console.Replay;
using LabActors.Core.Cluster;
using LabActors.Core.Replay.Invariants;

namespace LabActors.Console.Torture;

/// <summary>
/// One trial of a torture of several nodes: each runs a queue, faults happen, everything is mended and started again, all queues end, every node shows the others as there, and the journals are verified together.
/// </summary>
/// <param name="tell">Told of each fault: how long after the start, and what.</param>
internal sealed class ClusterTrial(ImmutableArray<TorturedNode> nodes, INodeNetwork network, int seed, Action<TimeSpan, string> tell)
{
    // Real time. Laboratory time goes ten times as fast; a run takes some 60 s of it, of which it has the line for 40.
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(4), ThereLimit = TimeSpan.FromSeconds(90), StartLimit = TimeSpan.FromSeconds(60), Between = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();

    // One fault begins at a time, so that each finds what the one before did.
    private readonly SemaphoreSlim _one = new(1);
    private readonly List<TorturedNode> _hit = [];
    private Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Waits until every node shows all others as there.</summary>
    /// <returns>What is not so; empty when all is well.</returns>
    public async Task<ImmutableArray<string>> WaitUntilAllAreThereAsync(CancellationToken stop)
    {
        // One after the other: when one shows all, the others do so too, or soon.
        var clock = Stopwatch.StartNew();
        foreach (var node in nodes)
        {
            while (await MissingAsync(node, stop) is { IsEmpty: false } missing)
            {
                if (clock.Elapsed > ThereLimit)
                    return missing;
                await Task.Delay(Between * 2, stop);
            }
        }

        return [];
    }

    /// <summary>Carries out a trial.</summary>
    /// <returns>What went wrong; empty when it passed.</returns>
    public async Task<ImmutableArray<string>> RunAsync(ImmutableArray<Fault> plan, CancellationToken stop)
    {
        var before = nodes.ToDictionary(node => node.Name, node => node.Facts.Started);
        foreach (var node in nodes)
        {
            if (await StartQueueAsync(node, stop) is { } refused)
                return [refused];
        }

        _clock = Stopwatch.StartNew();
        await Task.WhenAll(plan.Select((fault, i) => CarryOutAsync(fault, new Random(unchecked((seed * 31) + i)), stop)));
        foreach (var node in nodes.Where(node => !node.Lives))
            node.Start();
        if (await WaitForEndsAsync(before, stop) is { IsEmpty: false } late)
            return late;
        if (await WaitUntilAllAreThereAsync(stop) is { IsEmpty: false } missing)
            return missing;
        var (_, violations) = await JournalsTogether.VerifyAsync([.. nodes.Select(node => node.Archive())], stop);
        return [.. violations.Select(violation => $"VIOLATED: {violation.Rule}: {violation.Words}")];
    }

    private async Task<string?> StartQueueAsync(TorturedNode node, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = await node.DoAsync($"start {Path.Combine(node.Lab, "queues", $"{node.Name}.txt")}", stop);
            if (answer.Done)
                return null;
            if (clock.Elapsed > StartLimit || !node.Lives)
                return $"{node.Name} does not start its queue: {(node.Lives ? string.Join("; ", answer.Lines) : node.Died)}";
            await Task.Delay(Between, stop);
        }
    }

    private async Task CarryOutAsync(Fault fault, Random random, CancellationToken stop)
    {
        await Task.Delay(fault.At, stop);
        await _one.WaitAsync(stop);
        TorturedNode? node, other;
        try
        {
            (node, var why) = await ChooseAsync(fault.Target, random, stop);
            if (node is null)
            {
                tell(_clock.Elapsed, $"{fault.Word}: {why}");
                return;
            }

            other = nodes.Where(n => n != node).ElementAt(random.Next(nodes.Length - 1));
            tell(_clock.Elapsed, string.Create(CultureInfo.InvariantCulture, $"{fault.Word}{(fault.Kind == FaultKind.CutOne ? $", {other.Name}," : "")}: {node.Name}, {why}, for {fault.Lasts.TotalSeconds:0.0} s"));
            lock (_gate)
                _hit.Add(node);
            await BeginAsync(fault, node, other);
        }
        finally
        {
            _one.Release();
        }

        await Task.Delay(fault.Lasts, stop);
        await MendAsync(fault, node, other);
        lock (_gate)
            _hit.Remove(node);
        tell(_clock.Elapsed, $"{node.Name} {(fault.Kind == FaultKind.Kill ? "is started again" : "is well again")}");
    }

    private async Task BeginAsync(Fault fault, TorturedNode node, TorturedNode other)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await node.KillAsync();
                break;
            case FaultKind.Stop:
                await node.StopAsync(stops: true);
                break;
            default:
                Links(fault, node, other, cut: fault.Kind != FaultKind.Slow, fault.Late);
                break;
        }
    }

    private async Task MendAsync(Fault fault, TorturedNode node, TorturedNode other)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                lock (_gate)
                {
                    if (!node.Lives)
                        node.Start();
                }

                break;
            case FaultKind.Stop:
                await node.StopAsync(stops: false);
                break;
            default:
                Links(fault, node, other, cut: false, TimeSpan.Zero);
                break;
        }
    }

    private void Links(Fault fault, TorturedNode node, TorturedNode other, bool cut, TimeSpan late)
    {
        // After the nodes comes this process's place, where their database is.
        IEnumerable<int> peers = fault.Kind == FaultKind.CutOne ? [other.Place] : Enumerable.Range(0, nodes.Length + (fault.Kind == FaultKind.Cut ? 1 : 0)).Where(place => place != node.Place);
        foreach (var peer in peers)
        {
            if (fault.Kind != FaultKind.CutIn)
                network.Link(node.Place, peer, cut, late);
            if (fault.Kind != FaultKind.CutOut)
                network.Link(peer, node.Place, cut, late);
        }
    }

    /// <summary>The node that a fault means at this moment; another to which nothing has happened yet when none is it.</summary>
    private async Task<(TorturedNode? Node, string Why)> ChooseAsync(FaultTarget target, Random random, CancellationToken stop)
    {
        await LookAsync(stop);
        var newest = nodes.Select(node => node.Facts.Accepted).OfType<Core.Journal.Events.ClusterEvents.SharedLeasesAccepted>().MaxBy(a => (a.Ballot, a.Leases.Index));
        var leads = newest?.Ballot.By.Split(' ')[0] ?? "";
        var (are, word) = target switch
        {
            FaultTarget.Leader => (nodes.Where(n => n.Name == leads), "which leads"),
            FaultTarget.Voter => (nodes.Where(n => n.Votes && n.Name != leads), "a voter"),
            FaultTarget.Member => (nodes.Where(n => !n.Votes), "without a vote"),
            FaultTarget.Holder => (nodes.Where(n => newest?.Leases.Holdings.Values.Any(h => SharedHolder.IsOf(h.Holder, n.Name)) == true), "which holds the line"),
            FaultTarget.Waiter => (nodes.Where(n => newest?.Leases.Waiting.Any(w => SharedHolder.IsOf(w.Holder, n.Name)) == true), "which waits for the line"),
            _ => throw new InvalidOperationException($"unknown target {target}"),
        };
        TorturedNode[] fit = [.. are.Where(Well)], any = [.. nodes.Where(Well)];
        return (fit, any) switch
        {
            ({ Length: > 0 }, _) => (fit[random.Next(fit.Length)], word),
            (_, { Length: > 0 }) => (any[random.Next(any.Length)], $"since none is {(target == FaultTarget.Member ? "" : "a ")}{target.ToString().ToLowerInvariant()}"),
            _ => (null, "no node is well"),
        };
    }

    private bool Well(TorturedNode node)
    {
        lock (_gate)
            return node is { Lives: true, IsStopped: false } && !_hit.Contains(node);
    }

    private async Task LookAsync(CancellationToken stop)
    {
        foreach (var node in nodes)
            await node.Facts.LookAsync(stop);
    }

    private async Task<ImmutableArray<string>> WaitForEndsAsync(Dictionary<string, int> before, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            await LookAsync(stop);
            if (nodes.FirstOrDefault(node => !node.Lives) is { } dead)
                return [$"nobody killed it, and {dead.Died}"];
            TorturedNode[] run = [.. nodes.Where(node => node.Facts.Started == before[node.Name] || node.Facts.Ended.Length < node.Facts.Started)];
            if (run.Length == 0)
                return [];
            if (clock.Elapsed > EndLimit)
                return [.. run.Select(node => string.Create(CultureInfo.InvariantCulture, $"the queue of {node.Name} has not ended {EndLimit.TotalMinutes:0} minutes after everything was well again"))];

            // As a person would who looks and finds nothing wrong.
            foreach (var (node, asked) in run.SelectMany(node => node.Facts.Questions.Select(asked => (node, asked))))
            {
                var answer = await node.DoAsync($"decide {asked.Name}={asked.Default}", stop);
                tell(_clock.Elapsed, $"{node.Name} asks: {asked.Text} {asked.Default}: {string.Join("; ", answer.Lines)}");
            }

            await Task.Delay(Between, stop);
        }
    }

    private async Task<ImmutableArray<string>> MissingAsync(TorturedNode node, CancellationToken stop)
    {
        if (!node.Lives)
            return [$"nobody killed it, and {node.Died}"];
        var status = await node.DoAsync("status", stop);
        return status.Done
            ? [.. nodes.Where(other => other != node && !status.Lines.Any(line => line.StartsWith($"node {other.Name} (", StringComparison.Ordinal) && line.Contains("): there since ", StringComparison.Ordinal)))
                .Select(other => $"{node.Name} does not show {other.Name} as there: {status.Lines.FirstOrDefault(line => line.StartsWith($"node {other.Name} (", StringComparison.Ordinal))}")]
            : [$"{node.Name} does not tell its status: {string.Join("; ", status.Lines)}"];
    }
}
