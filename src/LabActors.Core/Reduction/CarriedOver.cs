namespace LabActors.Core.Reduction;

/// <summary>What earlier runs give to a run's reduction.</summary>
/// <param name="Blank">The last blank of the run's kind; null when there is none, and for runs that are not corrected.</param>
/// <param name="Baselines">Of the last run on the instrument that measured some; null when there is none.</param>
public sealed record CarriedOver(AnalysisBlank? Blank, PreviousBaselines? Baselines)
{
    /// <summary>Nothing was measured before.</summary>
    public static CarriedOver Nothing { get; } = new(null, null);
}
