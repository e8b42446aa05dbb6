using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Measurement;

/// <summary>
/// An Argus whose detectors are spread over mass and whose DAC goes as the square root of mass:
/// DAC = 0.933 sqrt(m_axial), m_axial = mass less the detector's relative mass.
/// </summary>
internal static class TestInstrument
{
    private static readonly (string Name, double Relative)[] Detectors = [("H2", 2), ("H1", 1), ("AX", 0), ("L1", -1), ("L2", -2), ("CDD", -3)];

    private static readonly IsotopeDefinition[] Isotopes =
    [
        new("Ar40", 39.9623831), new("Ar39", 38.964313), new("Ar38", 37.9627321), new("Ar37", 36.9667763), new("Ar36", 35.9675451),
    ];

    public static double Dac(double mass, double relative) => 0.933 * Math.Sqrt(mass - relative);

    public static InstrumentDefinition Argus(MassFunction function = MassFunction.Parabolic) => new(
        "Argus", [], [], "spectrometer", "R", "O", [], TimeSpan.FromSeconds(20), TimeSpan.Zero,
        InstrumentDefinition.QtegraIntegrationTimes, 1.048576, "AX", "Ar39",
        [.. Isotopes],
        [.. Detectors.Select(d => new DetectorDefinition(d.Name, DetectorKind.Faraday, d.Relative, "", 1e12, 1, 0, null))],
        new MagnetDefinition(0, 10, TimeSpan.FromSeconds(0.5), function, 0.1, ["CDD"],
            [.. from i in Isotopes from d in Detectors select new FieldPoint(i.Name, d.Name, Dac(i.Mass, d.Relative))]),
        new PeakCenterDefinition("H1", "Ar40", 0.015, 0.0005, 80, 5, PeakCenterDirection.Increase),
        []);
}
