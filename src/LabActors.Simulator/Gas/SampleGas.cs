using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>What irradiation and time have left in a sample besides trapped argon.</summary>
public static class SampleGas
{
    /// <summary>
    /// Argon from potassium and calcium in one grain of nominal size, mol. 40Ar* follows from the age equation,
    /// t = ln(1 + J 40Ar*/39ArK)/lambda (McDougall and Harrison 1999, eq. 2.16), solved for the ratio; interferences by the
    /// production ratios.
    /// </summary>
    public static GasAmounts Irradiated(SampleDefinition sample, SimulationDefinition simulation)
    {
        var production = simulation.Production;
        var ar39K = sample.Ar39Mol;
        var ar37 = ar39K / (sample.KCa * production.CaK);
        return new GasAmounts(
            Ar40: (ar39K * RadiogenicRatio(sample.AgeMa, sample.J, simulation.DecayConstantPerYear)) + (production.K4039 * ar39K),
            Ar39: ar39K + (production.Ca3937 * ar37),
            Ar38: (production.K3839 * ar39K) + (production.Ca3837 * ar37),
            Ar37: ar37,
            Ar36: production.Ca3637 * ar37);
    }

    /// <summary>40Ar*/39ArK of a sample of this age (Ma).</summary>
    public static double RadiogenicRatio(double ageMa, double j, double decayConstantPerYear) =>
        ClosedForms.ExpMinusOne(decayConstantPerYear * ageMa * 1e6) / j;
}
