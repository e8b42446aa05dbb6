namespace LabActors.Simulator.Wire;

/// <summary>
/// A laser as its electronics drive it, together where there are two: it fires when all of them are on, with as much as the one says that asks for most.
/// </summary>
/// <param name="laser">The laser; null when the laboratory has none at this device.</param>
/// <param name="unit">The unit of its output that is set.</param>
/// <param name="perPercent">How much of the unit a percent is.</param>
public sealed class WireBeam(SimulatedExtractionDevice? laser, string unit, double perPercent)
{
    private readonly SortedDictionary<string, (bool On, double Percent)> _parts = new(StringComparer.Ordinal);

    /// <summary>What the laser gives as it stands, percent; null when it is off. Electronics that begin anew beside a laser that fires have not been without power.</summary>
    public double? Standing => laser?.Read() is { Enabled: true } state ? state.Units == unit ? state.Output / perPercent : 0 : null;

    /// <summary>What leaves the laser, percent of full power.</summary>
    public double Emission => _parts.Values.All(p => p.On) ? _parts.Values.Select(p => p.Percent).DefaultIfEmpty().Max() : 0;

    /// <summary>One of the devices that drive it is there, and has changed nothing.</summary>
    public void Join(string device, bool on, double percent) => _parts[device] = (on, percent);

    /// <summary>One of the devices that drive it says what it does.</summary>
    public void Drive(string device, bool on, double percent)
    {
        _parts[device] = (on, percent);
        if (laser is null)
            return;
        if (_parts.Values.All(p => p.On))
        {
            laser.Enable();
            laser.SetOutput(Emission * perPercent, unit);
        }
        else
        {
            laser.Disable();
        }
    }
}
