namespace LabActors.Core.Labs.Simulation;

/// <summary>
/// A part of a sample that gives up its gas by first-order kinetics, k = 10^<paramref name="Log10Frequency"/>
/// exp(-E/RT) per second, or by volume diffusion with D/a2 in the place of k (<see cref="DomainGeometry"/>).
/// </summary>
/// <param name="Fraction">Share of the gas from potassium and calcium.</param>
/// <param name="TrappedFraction">Share of the trapped argon.</param>
/// <param name="ActivationKilojoulePerMol">E, kJ/mol.</param>
/// <param name="Log10Frequency">Decadic logarithm of the frequency factor in 1/s.</param>
public sealed record DiffusionDomain(
    double Fraction,
    double TrappedFraction,
    double ActivationKilojoulePerMol,
    double Log10Frequency)
{
    /// <summary>Age where it is another than the sample's, Ma: a domain that has lost argon, or holds excess argon.</summary>
    public double? AgeMa { get; init; }

    /// <summary>K/Ca by mass where it is another than the sample's.</summary>
    public double? KCa { get; init; }

    /// <summary>K/Cl by mass where it is another than the sample's.</summary>
    public double? KCl { get; init; }
}
