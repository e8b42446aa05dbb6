using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Reflection.PortableExecutable;
using Dapper;
using LabActors.Benchmarks.Cluster;
using LabActors.Benchmarks.Operators;
using Microsoft.Data.Sqlite;

namespace LabActors.Benchmarks.Recovery;

/// <summary>
/// Figures of whole processes, each as <c>name: median (least to most of n), processor time</c>: starts, recoveries, kills. <c>figures</c> alone makes all of them.
/// </summary>
internal static class Figures
{
    private const int Runs = 200;
    private const int Times = 5;
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(3);

    private static readonly (string Name, Func<Task> Make)[] All =
    [
        ("startup", StartupAsync),
        ("recovery", RecoveryAsync),
        ("core", CoreAsync),
        ("script", ScriptDeath.MeasureAsync),
        ("growth", JournalGrowth.MeasureAsync),
        ("consoles", ConsoleFanout.MeasureAsync),
        ("fanout", ConsoleFanout.MeasureThreeAsync),
        ("leases", LeaseLatency.MeasureAsync),
        ("lost", LossDetection.MeasureAsync),
    ];

    public static async Task<int> RunAsync(string[] wanted)
    {
        if (wanted.Except(All.Select(figure => figure.Name)).ToArray() is { Length: > 0 } unknown)
        {
            await System.Console.Error.WriteLineAsync($"figures: found {string.Join(", ", unknown)}, expected {string.Join(", ", All.Select(figure => figure.Name))}");
            return 64;
        }

        if (!IsCompiledAhead(typeof(NodeProcess).Assembly))
            System.Console.WriteLine("not compiled ahead of time, as what ./lab starts is: starts and recoveries take longer here (docs/benchmarks.md has the command)");
        foreach (var (name, make) in All.Where(figure => wanted.Length == 0 || wanted.Contains(figure.Name)))
        {
            System.Console.WriteLine($"{name} ({(File.Exists("/proc/loadavg") ? $"load {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}, " : "")}{Environment.ProcessorCount} cores)");
            await make();
        }

        return 0;
    }

    private static bool IsCompiledAhead(Assembly assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly.Location));
        return image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    /// <summary>One line of figures, ms.</summary>
    public static void Tell(string what, IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {what}: {sorted[sorted.Length / 2]:0} ms ({sorted[0]:0} to {sorted[^1]:0} of {sorted.Length})"));
    }

    /// <summary>
    /// By processor time, which a loaded machine does not stretch: the folds have one thread. Measured once the compiler has optimized them, which takes it some rounds: that is
    /// what a long journal is read with.
    /// </summary>
    private static Task CoreAsync()
    {
        var folds = new CoreFolds();
        folds.Setup();
        foreach (var (what, once) in ((string, Func<int>)[])[("events through the folds of their actors", folds.Apply), ("bytes of the journal into events", folds.Read)])
        {
            for (var warmed = TimeSpan.Zero; warmed < Warming;)
                warmed += Processor(once);
            double[] perSecond = [.. Enumerable.Range(0, Times).Select(_ => CoreFolds.Events / Processor(once).TotalSeconds).Order()];
            System.Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {what}: {perSecond[Times / 2]:0} a second of processor time ({perSecond[0]:0} to {perSecond[^1]:0} of {Times})"));
        }

        return Task.CompletedTask;
    }

    private static TimeSpan Processor(Func<int> once)
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var before = process.TotalProcessorTime;
        once();
        process.Refresh();
        return process.TotalProcessorTime - before;
    }

    private static async Task StartupAsync()
    {
        var started = new List<Moment>();
        for (var i = 0; i < Times; i++)
        {
            using var folder = new NightFolder();
            started.Add((await StartAsync(folder, NodeProcess.Started))[^1]);
        }

        Tell("from the start of the process to a node that answers, journal empty", started.Select(s => s.Real));
        Tell("  its processor time", started.Select(s => s.Processor));
        Tell("  of that the just-in-time compiler", started.Select(s => s.Compiler));
    }

    private static async Task RecoveryAsync()
    {
        using var night = NightFolder.Of(Runs);
        using (var connection = new SqliteConnection(night.Journal.ConnectionString))
        {
            foreach (var (id, events, bytes) in connection.Query<(string, long, long)>(
                """
                SELECT CASE WHEN persistence_id LIKE 'run-%-%' THEN 'runs' ELSE persistence_id END AS id, COUNT(*) AS n, SUM(LENGTH(message))
                FROM journal GROUP BY id ORDER BY n DESC
                """))
            {
                System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {id}: {events} events, {bytes / 1024} KiB"));
            }
        }

        var (first, second, kills) = (new List<Moment[]>(), new List<Moment[]>(), new List<double>());
        for (var i = 0; i < Times; i++)
        {
            using var folder = night.Copy();
            first.Add(await StartAsync(folder, NodeProcess.Running));
            var killed = Stopwatch.GetTimestamp();
            second.Add(await StartAsync(folder, NodeProcess.Running));
            kills.Add(second[^1][^1].At.Subtract(Stopwatch.GetElapsedTime(0, killed)).TotalMilliseconds);
        }

        Tell("node started, no snapshot", first.Select(f => f[0].Real));
        Tell("running, no snapshot", first.Select(f => f[^1].Real));
        Tell("  its processor time", first.Select(f => f[^1].Processor));
        Tell("node started, with snapshots", second.Select(f => f[0].Real));
        Tell("running, with snapshots", second.Select(f => f[^1].Real));
        Tell("  its processor time", second.Select(f => f[^1].Processor));
        Tell("  of that the just-in-time compiler", second.Select(f => f[^1].Compiler));
        Tell("from SIGKILL to running again", kills);
    }

    /// <summary>Starts a node in a process, and kills it when it has said a word.</summary>
    private static async Task<Moment[]> StartAsync(NightFolder folder, string until)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Assembly.GetExecutingAssembly().Location, "node", folder.Path]) { RedirectStandardOutput = true })!;
        var said = new List<Moment>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(' ') is not [NodeProcess.Started or NodeProcess.Running, var real, var processor, var compiler])
                continue;
            said.Add(new Moment(Number(real), Number(processor), Number(compiler), Stopwatch.GetElapsedTime(0)));
            if (line.StartsWith(until, StringComparison.Ordinal))
                break;
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        return said.Count > 0 ? [.. said] : throw new InvalidOperationException($"the node in {folder.Path} did not start");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>What a node has said: real time, processor time and the compiler's part of it since its process began, ms; when it was heard.</summary>
    private sealed record Moment(double Real, double Processor, double Compiler, TimeSpan At);
}
