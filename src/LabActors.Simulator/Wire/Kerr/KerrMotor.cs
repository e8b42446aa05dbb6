namespace LabActors.Simulator.Wire.Kerr;

/// <summary>A motor with its encoder. It moves evenly; its home switch is where it stood when it was built, whatever its counter says.</summary>
/// <param name="name">Its number in the chain.</param>
/// <param name="lowest">Lower end of its travel, counts from home.</param>
/// <param name="highest">Upper end of its travel, counts from home.</param>
internal sealed class KerrMotor(string name, double lowest, double highest)
{
    private const byte Done = 0x01;
    private const byte WrongSum = 0x02;
    private const byte Powered = 0x08;
    private const byte LowerLimit = 0x20;
    private const byte UpperLimit = 0x40;
    private const byte HomeInProgress = 0x80;

    // A velocity is in 65536ths of a count in each tick of 0.512 ms.
    private const double CountsPerSecond = 1953.125 / 65536;

    private double _from;
    private double _to;
    private double _velocity;
    private DateTimeOffset _since;
    private double _zero;
    private double _home;
    private bool _homing;
    private bool _seeking;
    private bool _powered;

    /// <summary>Its place in the chain, as the laboratory calls its channel.</summary>
    public string Name => name;

    /// <summary>0 until it has been given one.</summary>
    public byte Address { get; set; }

    /// <summary>Counts from home.</summary>
    public double Position(DateTimeOffset now)
    {
        var way = _velocity * Math.Max(0, (now - _since).TotalSeconds);
        return Math.Abs(_to - _from) <= way ? _to : _from + (Math.Sign(_to - _from) * way);
    }

    /// <summary>As its counter has it.</summary>
    public int Counted(DateTimeOffset now) => (int)Math.Round(Position(now) - _zero);

    /// <summary>Where its counter stood at the home switch.</summary>
    public int Home => (int)Math.Round(_home - _zero);

    public bool IsMoving(DateTimeOffset now) => Position(now) != _to;

    public byte Status(DateTimeOffset now, bool wrongSum)
    {
        var moving = IsMoving(now);
        if (_seeking && !moving)
            (_homing, _seeking, _home) = (false, false, _to);
        var position = Position(now);
        return (byte)((moving ? 0 : Done) | (wrongSum ? WrongSum : 0) | (_powered ? Powered : 0) | (position <= lowest ? LowerLimit : 0) | (position >= highest ? UpperLimit : 0) | (_homing ? HomeInProgress : 0));
    }

    public void Power(bool on) => _powered = on;

    public void Stop(DateTimeOffset now) => Go(Position(now), 0, now);

    /// <summary>To a count.</summary>
    public void MoveTo(int count, uint velocity, DateTimeOffset now) => Go(count + _zero, velocity, now);

    /// <summary>It should go to a count, and something holds it.</summary>
    public void Stall(int count, DateTimeOffset now)
    {
        MoveTo(count, 1, now);
        _velocity = 0;
    }

    /// <summary>On and on: to the end of its travel, or to the home switch when it looks for it.</summary>
    public void Run(bool backwards, uint velocity, DateTimeOffset now)
    {
        Go(_homing ? 0 : backwards ? lowest : highest, velocity, now);
        _seeking = _homing;
    }

    public void LookForHome() => _homing = true;

    public void ResetCount(DateTimeOffset now) => _zero = Position(now);

    /// <summary>Everything is as after its power came back; where it stands stays.</summary>
    public void Reset(DateTimeOffset now)
    {
        Stop(now);
        (Address, _powered, _homing, _seeking, _home, _zero) = (0, false, false, false, 0, Position(now));
    }

    private void Go(double to, uint velocity, DateTimeOffset now)
    {
        var from = Position(now);
        (_from, _since, _velocity) = (from, now, velocity * CountsPerSecond);
        _to = velocity == 0 || !_powered ? from : Math.Clamp(to, lowest, highest);
    }
}
