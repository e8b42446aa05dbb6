namespace LabActors.Core.Labs.Simulation;

/// <summary>Neutron-induced interferences of a reactor, and the factor that turns K/Ca into 39ArK/37ArCa.</summary>
public sealed record ProductionRatios(
    double Ca3637,
    double Ca3937,
    double Ca3837,
    double K3839,
    double K4039,
    double CaK)
{
    /// <summary>37Ar/39Ar from potassium.</summary>
    public double K3739 { get; init; }

    /// <summary>36Cl/38Cl: 38Ar comes of 38Cl within the hour, 36Ar of 36Cl as that decays.</summary>
    public double Cl3638 { get; init; }

    /// <summary>The factor that turns K/Cl into 39ArK/38ArCl.</summary>
    public double ClK { get; init; } = 1;
}
