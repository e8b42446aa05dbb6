using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Core.Measurement;

/// <summary>Which isotope each detector of a multicollector collects.</summary>
public static class IsotopeAssignment
{
    /// <summary>
    /// With <paramref name="position"/> on <paramref name="detector"/>, each active detector sees that mass plus the difference of
    /// the two detectors' relative masses; it collects an isotope when one is nearer than
    /// <see cref="MagnetFieldTable.MassTolerance"/>. Detectors that see nothing known are absent, so a parked beam (a DAC or a
    /// mass between the peaks) assigns nothing.
    /// </summary>
    /// <returns>Isotope by detector, in the laboratory's spelling.</returns>
    public static ImmutableDictionary<string, string> Of(
        InstrumentDefinition instrument,
        MagnetFieldTable table,
        IEnumerable<string> activeDetectors,
        string position,
        string detector,
        bool useDac)
    {
        if (instrument.FindDetector(detector) is not { } reference || table.Locate(position, detector, useDac, out _)?.Mass is not { } mass)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        return activeDetectors
            .Select(instrument.FindDetector)
            .OfType<DetectorDefinition>()
            .DistinctBy(d => d.Name)
            .Select(d => (Detector: d.Name, Isotope: Nearest(instrument, mass + d.RelativeMass - reference.RelativeMass)))
            .Where(a => a.Isotope is not null)
            .ToImmutableDictionary(a => a.Detector, a => a.Isotope!.Name);
    }

    private static IsotopeDefinition? Nearest(InstrumentDefinition instrument, double mass) => instrument.Isotopes
        .Where(i => Math.Abs(i.Mass - mass) <= MagnetFieldTable.MassTolerance)
        .MinBy(i => Math.Abs(i.Mass - mass));
}
