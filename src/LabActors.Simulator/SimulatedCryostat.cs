using LabActors.Core.Labs;
using LabActors.Simulator.State;

namespace LabActors.Simulator;

/// <summary>A simulated cold trap. It approaches its set point with a time constant of a minute; it does not trap gas yet.</summary>
public sealed class SimulatedCryostat
{
    private readonly SimulatedLaboratory _lab;
    private readonly CryostatDefinition _cryostat;

    internal SimulatedCryostat(SimulatedLaboratory lab, CryostatDefinition cryostat)
    {
        _lab = lab;
        _cryostat = cryostat;
    }

    /// <summary>Sets the temperature to be approached, K.</summary>
    /// <exception cref="SimulationRefusalException">Out of range.</exception>
    public void SetTemperature(double kelvin)
    {
        if (!(kelvin >= _cryostat.MinKelvin && kelvin <= _cryostat.MaxKelvin))
        {
            throw new SimulationRefusalException(_cryostat.Name, $"{kelvin:G} K is not from {_cryostat.MinKelvin:G} to {_cryostat.MaxKelvin:G}");
        }

        // Told again what it does already, it goes on as it was.
        _lab.ChangeSetting((state, now) => state.Cryostats[_cryostat.Name].SetPoint == kelvin ? state : state with
        {
            Cryostats = state.Cryostats.SetItem(_cryostat.Name, new CryostatState(At(state, now), kelvin, now)),
        });
    }

    /// <summary>Temperature, K.</summary>
    public double ReadTemperature()
    {
        var (state, now) = _lab.Look();
        return At(state, now);
    }

    private double At(SimulationState state, DateTimeOffset now) => state.Cryostats[_cryostat.Name].At(now);
}
