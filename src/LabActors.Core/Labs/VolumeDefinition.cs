namespace LabActors.Core.Labs;

/// <summary>A space that gas fills: a chamber, a tank, a pipette, the source of a mass spectrometer.</summary>
/// <param name="CubicCentimetres">Volume, cm3.</param>
/// <param name="Section">The section that it belongs to.</param>
public sealed record VolumeDefinition(string Name, double CubicCentimetres, string Section)
{
    /// <summary>Where it is drawn; null where the file does not say.</summary>
    public DrawnAt? At { get; init; }
}
