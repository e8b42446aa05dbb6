using LabActors.Core.Labs;
using LabActors.Core.Reduction;

namespace LabActors.Devices.Drivers.Qtegra;

/// <summary>From what a server reports to fA.</summary>
/// <param name="faraday">Of Faraday cups: fA, A, or V over the detector's resistor.</param>
/// <param name="counter">Of ion counters: fA, A, or cps.</param>
public sealed class QtegraUnits(InstrumentDefinition? instrument, string faraday, string counter)
{
    private const double FemtoamperesPerAmpere = 1e15;

    /// <summary>The beam, fA.</summary>
    public double Femtoamperes(string detector, double reported)
    {
        var definition = instrument?.FindDetector(detector);
        return (definition?.Kind == DetectorKind.Cdd ? counter : faraday) switch
        {
            "A" => reported * FemtoamperesPerAmpere,
            "cps" => reported / IonCounting.CountsPerSecondAndFa,
            "V" => definition is { ResistorOhm: > 0 } ? reported / definition.ResistorOhm * FemtoamperesPerAmpere : double.NaN,
            _ => reported,
        };
    }
}
