namespace LabActors.Core.Reduction;

/// <summary>What a detector's signal is multiplied with after baseline and blank: discrimination, then IC factor.</summary>
public sealed record DetectorCorrection(Quantity IcFactor, Quantity Discrimination)
{
    /// <summary>The signal as it is.</summary>
    public static DetectorCorrection None { get; } = new(new(1), new(1));
}
