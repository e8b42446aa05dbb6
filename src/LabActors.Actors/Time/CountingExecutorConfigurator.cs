using Akka.Configuration;
using Akka.Dispatch;

namespace LabActors.Actors.Time;

/// <summary>
/// Executor for dispatchers of a simulated laboratory; named as a dispatcher's <c>executor</c>. Mailboxes run on the thread
/// pool as they do by default, and each run is counted in and out on the virtual clock.
/// </summary>
public sealed class CountingExecutorConfigurator : ExecutorServiceConfigurator
{
    private readonly VirtualClock _clock;

    /// <summary>The constructor that Akka.NET calls.</summary>
    /// <exception cref="ConfigurationException">The scheduler of the actor system is not the virtual one.</exception>
    public CountingExecutorConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        if (prerequisites.Scheduler is not VirtualTimeScheduler scheduler)
        {
            throw new ConfigurationException(
                $"A dispatcher has {nameof(CountingExecutorConfigurator)} as executor, but akka.scheduler.implementation is {prerequisites.Scheduler.GetType().FullName}: expected {typeof(VirtualTimeScheduler).FullName}.");
        }

        _clock = scheduler.Clock;
        scheduler.Attach(prerequisites);
    }

    /// <inheritdoc/>
    public override ExecutorService Produce(string id) => new CountingExecutor(id, _clock);

    private sealed class CountingExecutor(string id, VirtualClock clock) : ExecutorService(id)
    {
        public override void Execute(IRunnable run)
        {
            if (!clock.TakeOver(run))
                ThreadPool.UnsafeQueueUserWorkItem(new CountedRun(run, clock), preferLocal: false);
        }

        public override void Shutdown()
        {
            // The threads are the pool's.
        }
    }

    private sealed class CountedRun(IRunnable run, VirtualClock clock) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            try
            {
                run.Run();
            }
            finally
            {
                clock.Exit();
            }
        }
    }
}
