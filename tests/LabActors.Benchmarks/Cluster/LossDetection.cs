using System.Diagnostics;
using LabActors.Benchmarks.Recovery;
using LabActors.Console.Commands;

namespace LabActors.Benchmarks.Cluster;

/// <summary>How long it takes from SIGKILL of a node's process until the two others tell that it is lost, which is when they show it so.</summary>
internal static class LossDetection
{
    private const int Times = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task MeasureAsync()
    {
        using var lab = new ThreeNodes();
        Heard[] nodes = [.. lab.Names.Select(name => new Heard(lab, name))];
        try
        {
            foreach (var node in nodes)
                node.Start();
            foreach (var node in nodes)
                await node.WhenAllAreThereAsync(nodes.Length - 1);
            var taken = new List<double>();
            for (var i = 0; i < Times; i++)
            {
                // The first time it is the node that leads.
                var victim = nodes[i % nodes.Length];
                Heard[] others = [.. nodes.Where(node => node != victim)];
                var lost = others.Select(node => node.WhenToldAsync($"node {victim.Name} is lost", Patience)).ToArray();
                var killed = Stopwatch.GetTimestamp();
                victim.Kill();
                foreach (var at in await Task.WhenAll(lost))
                    taken.Add(Stopwatch.GetElapsedTime(killed, at).TotalMilliseconds);
                var back = others.Select(node => node.WhenToldAsync($"node {victim.Name} is back", Patience)).ToArray();
                victim.Start();
                await Task.WhenAll(back);
            }

            Figures.Tell("from SIGKILL of a node until each of the two others shows it as lost", taken);
        }
        finally
        {
            foreach (var node in nodes)
                node.Kill();
        }
    }

    /// <summary>A node's process, and what it says.</summary>
    private sealed class Heard(ThreeNodes lab, string name)
    {
        private readonly Lock _gate = new();
        private readonly List<(string Text, TaskCompletionSource<long> Told)> _awaited = [];
        private Process? _process;

        public string Name => name;

        public void Start()
        {
            _process?.Dispose();
            _process = Process.Start(new ProcessStartInfo(
                Environment.ProcessPath!,
                ["exec", typeof(LabCommandLine).Assembly.Location, "node", "--node", name, "--lab", lab.Lab, "--data", lab.Data(name), "--listen", "127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
            })!;
            _process.OutputDataReceived += (_, said) => Hear(said.Data ?? "");
            _process.BeginOutputReadLine();
        }

        public void Kill()
        {
            if (_process is { HasExited: false })
                _process.Kill();
            _process?.WaitForExit();
        }

        /// <summary>Waits until its status shows so many others.</summary>
        public async Task WhenAllAreThereAsync(int others)
        {
            var clock = Stopwatch.StartNew();
            var shown = "";
            while (shown.Split("there since").Length <= others)
            {
                if (clock.Elapsed > Patience)
                    throw new TimeoutException($"{name} does not show the others: {shown}");
                using var status = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(LabCommandLine).Assembly.Location, "status", "--data", lab.Data(name)])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
                shown = await status.StandardOutput.ReadToEndAsync();
                await status.WaitForExitAsync();
            }
        }

        /// <summary>The moment at which it says this.</summary>
        public Task<long> WhenToldAsync(string text, TimeSpan limit)
        {
            var told = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
                _awaited.Add((text, told));
            return told.Task.WaitAsync(limit);
        }

        private void Hear(string line)
        {
            var now = Stopwatch.GetTimestamp();
            lock (_gate)
            {
                foreach (var (_, told) in _awaited.Where(awaited => line.Contains(awaited.Text, StringComparison.Ordinal)))
                    told.TrySetResult(now);
                _awaited.RemoveAll(awaited => awaited.Told.Task.IsCompleted);
            }
        }
    }
}
