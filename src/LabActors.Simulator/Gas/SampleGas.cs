using System.Collections.Immutable;
using LabActors.Core.Ages;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>What irradiation and time have left in a sample besides trapped argon.</summary>
public static class SampleGas
{
    /// <summary>
    /// Argon from potassium, calcium and chlorine in one grain of nominal size, mol, before anything has decayed. 40Ar* follows from the age equation,
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
            Ar38: (production.K3839 * ar39K) + (production.Ca3837 * ar37) + Chlorine(sample, production),
            Ar37: ar37 + (production.K3739 * ar39K),
            Ar36: production.Ca3637 * ar37);
    }

    /// <summary>36Cl in one grain of nominal size as irradiation makes it, mol; it becomes 36Ar.</summary>
    public static double Chlorine36(SampleDefinition sample, SimulationDefinition simulation) =>
        simulation.Production.Cl3638 * Chlorine(sample, simulation.Production);

    /// <summary>40Ar*/39ArK of a sample of this age (Ma).</summary>
    public static double RadiogenicRatio(double ageMa, double j, double decayConstantPerYear) =>
        ClosedForms.ExpMinusOne(decayConstantPerYear * ageMa * 1e6) / j;

    /// <summary>
    /// Part of a nuclide that is left at an instant of all that an irradiation made: in each part of it, the reactor makes some for a time d while it
    /// decays, n' = P - lambda n, and then it only decays. An irradiation that is not over yet counts as just over.
    /// </summary>
    /// <param name="lambda">1/d.</param>
    public static double Survival(ImmutableArray<IrradiationSegment> irradiation, double lambda, DateTimeOffset instant) =>
        irradiation.Sum(s => s.Power * ClosedForms.Filling(lambda, s.Days) * Math.Exp(-lambda * Math.Max(0, (instant - s.End).TotalDays)))
        / irradiation.Sum(s => s.Power * s.Days);

    /// <summary>38Ar from chlorine, mol.</summary>
    private static double Chlorine(SampleDefinition sample, ProductionRatios production) =>
        sample.KCl is { } kcl ? sample.Ar39Mol / (kcl * production.ClK) : 0;
}
