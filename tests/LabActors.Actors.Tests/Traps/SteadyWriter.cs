using Akka.Actor;
using LabActors.Actors.Persistence;

namespace LabActors.Actors.Tests.Traps;

/// <summary>One write a laboratory second, each guarded by a watchdog of 2 s that must never bark.</summary>
internal sealed class SteadyWriter : JournaledActor, IWithTimers
{
    public SteadyWriter(int writes, TaskCompletionSource<int> done)
        : base("steady-writer")
    {
        var (written, barks) = (0, 0);
        Applies<TestEvents.Counted>(_ => written++);
        Command<string>(
            tick =>
            {
                Timers.StartSingleTimer("watchdog", 0, TimeSpan.FromSeconds(2));
                Journal(new TestEvents.Counted(Now, written), _ =>
                {
                    Timers.Cancel("watchdog");
                    if (written < writes)
                        Timers.StartSingleTimer("tick", "tick", TimeSpan.FromSeconds(1));
                    else
                        done.TrySetResult(barks);
                });
            });
        Command<int>(_ => barks++);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void OnRecovered() => Timers.StartSingleTimer("tick", "tick", TimeSpan.FromSeconds(1));
}
