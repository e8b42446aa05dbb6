using LabActors.Core.Labs;
using LabActors.Simulator.State;

namespace LabActors.Simulator;

/// <summary>A simulated cold trap. It approaches its set point with a time constant of a minute; gas feels it where the simulation says how.</summary>
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
        SimulationState Set(SimulationState state, DateTimeOffset now) => state.Cryostats[_cryostat.Name].SetPoint == kelvin ? state : state with
        {
            Cryostats = state.Cryostats.SetItem(_cryostat.Name, new CryostatState(At(state, now), kelvin, now)),
        };
        if (_lab.Simulation.ColdTraps.Any(t => t.Cryostat == _cryostat.Name))
        {
            _lab.ChangeGas(Set);
        }
        else
        {
            _lab.ChangeSetting(Set);
        }
    }

    /// <summary>The temperature that is approached, K.</summary>
    public double SetPoint => _lab.Look().State.Cryostats[_cryostat.Name].SetPoint;

    /// <summary>Temperature, K.</summary>
    public double ReadTemperature()
    {
        var (state, now) = _lab.Look();
        return At(state, now);
    }

    private double At(SimulationState state, DateTimeOffset now) => state.Cryostats[_cryostat.Name].At(now);
}
