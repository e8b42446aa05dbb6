namespace LabActors.Node.Simulation;

/// <summary>No laboratory time passes.</summary>
internal sealed class StandingTime(DateTimeOffset now) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;
}
