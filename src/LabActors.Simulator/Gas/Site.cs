using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>A part of a grain that loses its gas with one rate: a domain, or one term of the series by which gas diffuses out of it.</summary>
/// <param name="RateFactor">Its rate over that of the domain.</param>
/// <param name="Gas">What was in it, mol, before anything had decayed and when all 36Cl has.</param>
/// <param name="Chlorine36">36Cl as irradiation made it, mol.</param>
internal sealed record Site(DiffusionDomain Domain, double RateFactor, GasAmounts Gas, double Chlorine36)
{
    // Slower than this nothing leaves a domain in a thousand years.
    private const double SlowestRate = 1e-13;

    /// <summary>How fast it loses its gas at a temperature, 1/s.</summary>
    public double Rate(double kelvin)
    {
        var rate = Math.Pow(10, Domain.Log10Frequency)
            * Math.Exp(-Domain.ActivationKilojoulePerMol * 1000 / (Physics.GasConstant * kelvin))
            * RateFactor;
        return rate < SlowestRate ? 0 : rate;
    }
}
