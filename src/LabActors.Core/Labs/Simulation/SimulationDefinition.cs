using System.Collections.Immutable;

namespace LabActors.Core.Labs.Simulation;

/// <summary>What only the simulator knows of a laboratory: the truth behind the readings.</summary>
/// <param name="TemperatureKelvin">Of the line and the amplifiers, K.</param>
/// <param name="DecayConstantPerYear">Total decay constant of 40K, 1/a; states which age equation the samples follow.</param>
/// <param name="GaugeNoise">Relative standard deviation of a gauge.</param>
/// <param name="GaugeFloorMillibar">Lowest pressure that a gauge shows, mbar.</param>
public sealed record SimulationDefinition(
    double TemperatureKelvin,
    double DecayConstantPerYear,
    ProductionRatios Production,
    double GaugeNoise,
    double GaugeFloorMillibar,
    ImmutableArray<TankFilling> Tanks,
    ImmutableArray<Outgassing> Outgassing,
    ImmutableArray<PumpBase> PumpBases,
    ImmutableArray<ValveConductance> Conductances,
    ImmutableArray<SimulatedInstrument> Instruments,
    ImmutableArray<SimulatedHeating> Heating,
    ImmutableArray<SimulatedShot> Shots,
    ImmutableArray<SampleDefinition> Samples)
{
    /// <summary>What the sensors of the surroundings show.</summary>
    public ImmutableArray<SimulatedSensor> Environment { get; init; } = [];

    /// <summary>Null where nothing decays.</summary>
    public RadioactiveDecay? Decay { get; init; }

    /// <summary>Getters that can be full; all others never are.</summary>
    public ImmutableArray<GetterCapacity> GetterCapacities { get; init; } = [];

    /// <summary>Cryostats that trap gas; all others only have a temperature.</summary>
    public ImmutableArray<SimulatedColdTrap> ColdTraps { get; init; } = [];

    /// <summary>How much more a gauge shows for argon than for the same pressure of reactive gas.</summary>
    public double GaugeArgonFactor { get; init; } = 1;
}
