using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>The magnet of a mass spectrometer and its field table.</summary>
/// <param name="MinDac">Lowest DAC value, V.</param>
/// <param name="MaxDac">Highest DAC value, V.</param>
/// <param name="Settling">How long the field takes to settle after a move.</param>
/// <param name="MassFunction">How to go between the points of the table.</param>
/// <param name="ProtectAboveDac">A longer move than this protects <paramref name="ProtectedDetectors"/> meanwhile.</param>
/// <param name="ProtectedDetectors">Detectors to be protected while the magnet moves far.</param>
/// <param name="Table">DAC by isotope and detector, in the file's order.</param>
public sealed record MagnetDefinition(
    double MinDac,
    double MaxDac,
    TimeSpan Settling,
    MassFunction MassFunction,
    double ProtectAboveDac,
    ImmutableArray<string> ProtectedDetectors,
    ImmutableArray<FieldPoint> Table)
{
    /// <summary>The file that the table was read from; empty when it stands in lab.yaml.</summary>
    public string TableFile { get; init; } = "";
}
