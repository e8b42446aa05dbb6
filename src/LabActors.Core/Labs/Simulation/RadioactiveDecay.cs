using LabActors.Core.Ages;

namespace LabActors.Core.Labs.Simulation;

/// <summary>Decay constants of what irradiation makes, 1/d. Gas decays wherever it is: in samples, in the line, in the source.</summary>
public sealed record RadioactiveDecay(double Ar37PerDay, double Ar39PerDay, double Cl36PerDay)
{
    /// <summary>Those that the reduction takes by default.</summary>
    public static RadioactiveDecay Default { get; } =
        new(ArgonConstants.Default.LambdaAr37, ArgonConstants.Default.LambdaAr39, ArgonConstants.Default.LambdaCl36);
}
