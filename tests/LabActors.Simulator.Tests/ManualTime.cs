namespace LabActors.Simulator.Tests;

/// <summary>A clock that stands until it is told how far to go.</summary>
internal sealed class ManualTime : TimeProvider
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = Epoch;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(double seconds) => _now = _now.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    public void GoTo(DateTimeOffset instant) => _now = instant;
}
