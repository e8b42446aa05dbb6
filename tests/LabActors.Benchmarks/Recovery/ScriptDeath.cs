using System.Diagnostics;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Benchmarks.Execution;
using LabActors.Core.Queues;
using LabActors.Node;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Benchmarks.Recovery;

/// <summary>How long it takes until a run knows, and has journaled, that its script's process is dead. Bound of the issue: 1 s.</summary>
internal static class ScriptDeath
{
    private const int Times = 5;

    public static async Task MeasureAsync()
    {
        var noticed = new List<double>();
        for (var i = 0; i < Times; i++)
            noticed.Add(await OnceAsync());
        Figures.Tell("from SIGKILL of a script's process to its end in the journal", noticed);
    }

    private static async Task<double> OnceAsync()
    {
        using var laboratory = new BenchmarkLaboratory();
        await File.WriteAllTextAsync(Path.Combine(laboratory.Scripts, "extraction", "test.py"), "def main():\n    import os\n    info('pid {}'.format(os.getpid()))\n    sleep(600)\n");
        var options = await BenchmarkLaboratory.OptionsAsync(laboratory.Scripts, Path.Combine(laboratory.Scripts, "..", "data"));
        await using var node = await LabNode.StartAsync(options);
        var heard = new Heard();
        node.System.ActorOf(Props.Create(() => new Listener(heard, node.Clock)));
        var queue = QueueFile.Read(
            "mass_spectrometer: Argus\ndelay_before_analyses: 0\nextract_device: Extract Device\n#=====\nlabnumber\textraction\n12345\ttest\n", "queue.txt").Queue!;
        if (await node.ExecuteAsync("Argus", [queue], "benchmark") is not ExecutorProtocol.ExecutionAccepted)
            throw new InvalidOperationException("the queue was refused");
        var script = await heard.Script.Task.WaitAsync(TimeSpan.FromSeconds(30));
        using var process = Process.GetProcessById(script);
        var killed = Stopwatch.GetTimestamp();
        process.Kill();
        var ended = await heard.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return Stopwatch.GetElapsedTime(killed, ended).TotalMilliseconds;
    }

    private sealed class Heard
    {
        public TaskCompletionSource<int> Script { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<long> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>From the script's word on the laboratory goes at its real pace, so that the sleep lasts.</summary>
    private sealed class Listener : ReceiveActor
    {
        public Listener(Heard heard, LabClock clock)
        {
            Receive<JournaledEvent>(e =>
            {
                if (e.Event is RunNoted { Text: var text } && text.StartsWith("pid ", StringComparison.Ordinal))
                {
                    clock.Virtual!.Pace = ClockPace.Real;
                    heard.Script.TrySetResult(int.Parse(text["pid ".Length..], System.Globalization.CultureInfo.InvariantCulture));
                }

                if (e.Event is ScriptFinished)
                    heard.Ended.TrySetResult(Stopwatch.GetTimestamp());
            });
        }

        protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
    }
}
