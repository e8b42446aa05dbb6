using Akka.Actor;

namespace LabActors.Actors.Time;

/// <summary>
/// The laboratory's time as actors and those around them use it. The same code runs on the virtual clock of a simulation and on
/// the real one. Waits of actors go through their timers; this is for instants, and for work outside mailboxes.
/// </summary>
/// <param name="Time">Laboratory time.</param>
/// <param name="Holds">What to take while working outside the mailboxes.</param>
/// <param name="Virtual">The virtual clock, to set its pace; null on the real one.</param>
public sealed record LabClock(TimeProvider Time, IClockHolds Holds, VirtualClock? Virtual)
{
    /// <summary>Laboratory time, UTC.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The clock of an actor system: virtual when its scheduler is, else the system's.</summary>
    public static LabClock Of(ActorSystem system) =>
        system.Scheduler is VirtualTimeScheduler { Clock: var clock }
            ? new LabClock(clock.Time, clock, clock)
            : new LabClock(TimeProvider.System, RealClockHolds.Instance, null);
}
