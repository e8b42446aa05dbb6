using Akka.Actor.Setup;

namespace LabActors.Actors.Time;

/// <summary>The wall clock that a virtual clock's paced modes wait for; for tests of them.</summary>
public sealed class WallClockSetup(TimeProvider wallClock) : Setup
{
    /// <summary>What takes the place of the system's clock.</summary>
    public TimeProvider WallClock { get; } = wallClock;
}
