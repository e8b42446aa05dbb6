namespace LabActors.Core.Labs.Simulation;

/// <summary>What a cold trap does with gas: it takes up each kind below a temperature of that kind, and gives it back above.</summary>
/// <param name="LitresPerSecond">Pumping speed of the cold surface for 40Ar, l/s; lighter gas is faster as the square root of the mass.</param>
/// <param name="ArgonBelowKelvin">Argon is held below, K.</param>
/// <param name="ReactiveBelowKelvin">Reactive gas is held below, K.</param>
/// <param name="ReleaseSeconds">Time constant of giving back, s.</param>
public sealed record SimulatedColdTrap(
    string Cryostat,
    double LitresPerSecond,
    double ArgonBelowKelvin,
    double ReactiveBelowKelvin,
    double ReleaseSeconds);
