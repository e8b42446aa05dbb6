namespace LabActors.Node.Tests.Simulation;

/// <summary>Time that passes when a test says so.</summary>
internal sealed class GoingTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(double seconds) => _now = _now.AddSeconds(seconds);
}
