namespace LabActors.Simulator.Ions;

/// <summary>An instant, and how long the simulation has gone on.</summary>
internal readonly record struct Hour(DateTimeOffset Now, DateTimeOffset Began)
{
    /// <summary>h.</summary>
    public double SinceBegin => (Now - Began).TotalHours;
}
