namespace LabActors.Core.Labs.Simulation;

/// <summary>Gas that hot parts of an extraction device give off while it heats.</summary>
/// <param name="Rate">At <paramref name="AtKelvin"/>, mol/s.</param>
/// <param name="AtKelvin">K.</param>
/// <param name="ActivationKilojoulePerMol">The rate goes with temperature as exp(-E/RT); 0: the same at every temperature.</param>
public sealed record HotBlank(GasAmounts Rate, double AtKelvin, double ActivationKilojoulePerMol);
