using Akka.Actor;
using BenchmarkDotNet.Attributes;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Journal.Storage;

namespace LabActors.Benchmarks.Time;

/// <summary>What virtual time costs: timers of 200 actors one at a time, and a hold around work outside the mailboxes.</summary>
[Config(typeof(ShortInProcess))]
[MemoryDiagnoser]
public class VirtualClockThroughput
{
    private const int Actors = 200;
    private const int TimersEach = 500;
    private const int Holds = 100_000;
    private ActorSystem _system = null!;

    [GlobalSetup]
    public void Setup() =>
        _system = ActorSystem.Create(
            "benchmark",
            NodeConfiguration.Load(new NodeSettings(JournalDatabase.Memory) { Clock = VirtualClockOptions.Default, Overrides = "akka.loglevel = WARNING" }));

    [GlobalCleanup]
    public Task Cleanup() => _system.Terminate();

    [Benchmark(OperationsPerInvoke = Actors * TimersEach)]
    public async Task Timer()
    {
        var done = new List<Task>();
        using (LabClock.Of(_system).Holds.Hold("the benchmark starts its actors"))
        {
            for (var i = 0; i < Actors; i++)
            {
                var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var period = TimeSpan.FromSeconds(1 + i * 0.01);
                _system.ActorOf(Props.Create(() => new Ticker(period, TimersEach, finished)));
                done.Add(finished.Task);
            }
        }

        await Task.WhenAll(done);
    }

    [Benchmark(OperationsPerInvoke = Holds)]
    public void Hold()
    {
        var holds = LabClock.Of(_system).Holds;
        for (var i = 0; i < Holds; i++)
            holds.Hold("the benchmark").Dispose();
    }

    private sealed class Ticker : ReceiveActor, IWithTimers
    {
        private readonly TimeSpan _period;

        public Ticker(TimeSpan period, int times, TaskCompletionSource done)
        {
            _period = period;
            Receive<string>(tick =>
            {
                if (--times > 0)
                {
                    Timers.StartSingleTimer("tick", tick, period);
                    return;
                }

                done.SetResult();
                Context.Stop(Self);
            });
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartSingleTimer("tick", "tick", _period);
    }
}
