namespace LabActors.Simulator.Wire;

/// <summary>
/// What a temperature controller heats and measures: a furnace of the laboratory, whose sample follows the output while the thermocouple lags behind it, or a heater of which nothing else in
/// the simulation knows.
/// </summary>
public sealed class WireOven
{
    /// <summary>Of the room, °C.</summary>
    internal const double Ambient = 22;

    // s.
    private const double ThermocoupleLag = 5;
    private const double HeaterLag = 60;
    private const double WithinCelsius = 1e-9;

    private readonly SimulatedExtractionDevice? _furnace;
    private readonly double _max;
    private FirstOrder _seen = new(Ambient, Ambient, DateTimeOffset.MinValue, ThermocoupleLag);
    private double _target = Ambient;

    /// <summary>An oven; a furnace that heats is set to what it heats to.</summary>
    /// <param name="furnace">The furnace; null for a heater that only keeps itself.</param>
    /// <param name="maxCelsius">It cannot be set higher, °C.</param>
    public WireOven(SimulatedExtractionDevice? furnace, double maxCelsius)
    {
        (_furnace, _max) = (furnace, maxCelsius);
        if (furnace?.Read() is { Enabled: true, Units: Core.Labs.Simulation.SimulatedHeating.Celsius } heating)
            (SetPoint, _target) = (heating.Output, heating.Output);
        _seen = _seen with { From = _target, To = _target, TimeConstant = furnace is null ? HeaterLag : ThermocoupleLag };
    }

    /// <summary>What it is set to, °C; 0 when it is off.</summary>
    public double SetPoint { get; private set; }

    /// <summary>What the thermocouple sees, °C.</summary>
    public double Celsius(DateTimeOffset now)
    {
        if (_furnace is not null && Math.Abs(_furnace.Temperature - Physics.ZeroCelsius - _target) > WithinCelsius)
        {
            _target = _furnace.Temperature - Physics.ZeroCelsius;
            _seen = _seen.Towards(_target, now);
        }

        return _seen.At(now);
    }

    /// <summary>Output, percent of what would hold the highest temperature.</summary>
    public double Output(DateTimeOffset now) =>
        SetPoint <= Ambient ? 0 : Math.Clamp((100 * (SetPoint - Ambient) / (_max - Ambient)) + (SetPoint - Celsius(now)), 0, 100);

    /// <summary>The set point, °C, that an output would hold.</summary>
    public double Holding(double percent) => Ambient + ((_max - Ambient) * percent / 100);

    /// <summary>Sets it, °C; false when that is too high. At the temperature of the room and below it is off.</summary>
    public bool Set(double celsius, DateTimeOffset now)
    {
        if (!(celsius <= _max && celsius >= -Physics.ZeroCelsius))
            return false;
        Celsius(now);
        SetPoint = celsius;
        if (_furnace is null)
        {
            _target = Math.Max(celsius, Ambient);
            _seen = _seen.Towards(_target, now);
        }
        else if (celsius <= Ambient)
        {
            _furnace.Disable();
        }
        else
        {
            _furnace.Enable();
            _furnace.SetOutput(celsius, Core.Labs.Simulation.SimulatedHeating.Celsius);
        }

        return true;
    }

    /// <summary>Its controller has no power, and forgets what it was set to.</summary>
    public void Off(DateTimeOffset now) => Set(0, now);
}
