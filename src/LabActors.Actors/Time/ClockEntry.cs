namespace LabActors.Actors.Time;

/// <summary>One thing that the virtual clock is to do at an instant, once or periodically.</summary>
internal abstract class ClockEntry
{
    /// <summary>Ticks (100 ns) between two firings; 0 for once.</summary>
    public long IntervalTicks { get; init; }

    /// <summary>It comes after all that acts at its instant (<see cref="ILooksOn"/>).</summary>
    public virtual bool LooksOn => false;

    /// <summary>A cancelled entry is dropped without moving the clock.</summary>
    public abstract bool IsCancelled { get; }

    /// <summary>Runs outside the clock's lock, counted as work in flight.</summary>
    public abstract void Fire();
}
