namespace LabActors.Simulator.Wire.Newport;

/// <summary>An axis of a stage; it moves evenly.</summary>
/// <param name="at">Where it stands.</param>
internal sealed class StageAxis(double at)
{
    private double _from = at;
    private double _speed;
    private DateTimeOffset _since;
    private double _home;

    /// <summary>Where it goes, or is, as the controller counts.</summary>
    public double Target { get; private set; } = at;

    /// <summary>Units a second.</summary>
    public double Velocity { get; set; } = 5;

    /// <summary>Units a second squared; kept.</summary>
    public double Acceleration { get; set; } = 20;

    /// <summary>Units a second squared; kept.</summary>
    public double Deceleration { get; set; } = 20;

    public bool Powered { get; set; } = true;

    public DateTimeOffset Arrival => _speed > 0 ? _since + TimeSpan.FromSeconds(Math.Abs(Target - _from) / _speed) : _since;

    public double Position(DateTimeOffset now) =>
        now >= Arrival ? Target : _from + (Math.Sign(Target - _from) * _speed * Math.Max(0, (now - _since).TotalSeconds));

    public bool IsMoving(DateTimeOffset now) => now < Arrival;

    public void Move(double to, double speed, DateTimeOffset now) => (_from, Target, _speed, _since) = (Position(now), to, speed, now);

    public void Stop(DateTimeOffset now) => Move(Position(now), Velocity, now);

    /// <summary>To its home, which is where its counter was zero before it was told otherwise.</summary>
    public void GoHome(DateTimeOffset now) => Move(_home, Velocity, now);

    /// <summary>Here it counts so much.</summary>
    public void Define(double here, DateTimeOffset now)
    {
        _home += here - Position(now);
        Move(here, Velocity, now);
        (_from, _since) = (here, now);
    }
}
