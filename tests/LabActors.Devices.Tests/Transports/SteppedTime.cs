namespace LabActors.Devices.Tests.Transports;

/// <summary>A clock that goes on only where something waits.</summary>
internal sealed class SteppedTime : TimeProvider
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public TimeSpan Now { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Epoch + Now;

    public override long GetTimestamp() => Now.Ticks;

    public void Pass(double seconds) => GoTo(Now + TimeSpan.FromSeconds(seconds));

    public void GoTo(TimeSpan instant) => Now = instant > Now ? instant : Now;
}
