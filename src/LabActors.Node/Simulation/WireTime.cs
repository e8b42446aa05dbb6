namespace LabActors.Node.Simulation;

/// <summary>
/// The time of one wire in memory: laboratory time, and ahead of it what conversations have taken while laboratory time stood. Used under the lock of the port's conversation.
/// </summary>
internal sealed class WireTime(TimeProvider laboratory) : TimeProvider
{
    private DateTimeOffset _now = DateTimeOffset.MinValue;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        var now = laboratory.GetUtcNow();
        return _now = now > _now ? now : _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>A conversation took so long.</summary>
    public void Pass(TimeSpan time) => _now = GetUtcNow() + time;
}
