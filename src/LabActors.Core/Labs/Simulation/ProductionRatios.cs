namespace LabActors.Core.Labs.Simulation;

/// <summary>Neutron-induced interferences of a reactor, and the factor that turns K/Ca into 39ArK/37ArCa.</summary>
public sealed record ProductionRatios(
    double Ca3637,
    double Ca3937,
    double Ca3837,
    double K3839,
    double K4039,
    double CaK);
