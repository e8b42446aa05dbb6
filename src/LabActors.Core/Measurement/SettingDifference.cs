using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Core.Measurement;

/// <summary>A setting of a spectrometer that is not as the laboratory's file has it.</summary>
/// <param name="Name">The source parameter, or the detector.</param>
/// <param name="IsDeflection">It is a detector's deflection.</param>
/// <param name="Is">As it was read.</param>
/// <param name="Should">As it stands in the file.</param>
public sealed record SettingDifference(string Name, bool IsDeflection, double Is, double Should)
{
    // Deflections are whole numbers of a DAC of some thousands.
    private const double DeflectionTolerance = 1;

    /// <summary>Every difference of what was read; what was not is none.</summary>
    public static ImmutableArray<SettingDifference> Of(InstrumentDefinition instrument, SpectrometerSettings settings) =>
    [
        .. from parameter in instrument.Source
           where settings.Source.TryGetValue(parameter.Name, out var value) && !(Math.Abs(value - parameter.Value) <= parameter.Tolerance)
           select new SettingDifference(parameter.Name, false, settings.Source[parameter.Name], parameter.Value),
        .. from detector in instrument.Detectors
           where settings.Deflections.TryGetValue(detector.Name, out var value) && !(Math.Abs(value - detector.Deflection) <= DeflectionTolerance)
           select new SettingDifference(detector.Name, true, settings.Deflections[detector.Name], detector.Deflection),
    ];

    /// <summary>In words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsDeflection ? "deflection of " : "")}{Name} is {Is:G6}, {Should:G6} stands in the laboratory's file");
}
