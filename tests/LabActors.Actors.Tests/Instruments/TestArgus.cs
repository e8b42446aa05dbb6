using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Actors.Tests.Instruments;

/// <summary>An Argus with DAC = 0.933 sqrt(m - relative mass of the detector).</summary>
internal static class TestArgus
{
    private static readonly (string Name, double Relative)[] Detectors = [("H1", 1), ("AX", 0), ("CDD", -3)];

    private static readonly IsotopeDefinition[] Isotopes = [new("Ar40", 39.9623831), new("Ar39", 38.964313), new("Ar36", 35.9675451)];

    public static double Dac(double mass, double relative) => 0.933 * Math.Sqrt(mass - relative);

    public static double Ar40OnH1 { get; } = Dac(39.9623831, 1);

    public static InstrumentDefinition Definition { get; } = new(
        "Argus", [], [], "spectrometer", "R", "O", [], TimeSpan.FromSeconds(20), TimeSpan.Zero,
        InstrumentDefinition.QtegraIntegrationTimes, 1.048576, "AX", "Ar39",
        [.. Isotopes],
        [.. Detectors.Select(d => new DetectorDefinition(d.Name, DetectorKind.Faraday, d.Relative, "", 1e12, 1, 7, null))],
        new MagnetDefinition(0, 10, TimeSpan.FromSeconds(0.5), MassFunction.Parabolic, 0.1, ["CDD"],
            [.. from i in Isotopes from d in Detectors select new FieldPoint(i.Name, d.Name, Dac(i.Mass, d.Relative))]),
        new PeakCenterDefinition("H1", "Ar40", 0.015, 0.0005, 80, 5, PeakCenterDirection.Increase),
        [new SourceParameterDefinition("YSymmetry", 50, -100, 100), new SourceParameterDefinition("HighVoltage", 4500, 0, 5000)]);

    /// <summary>A peak with a flat top of 6 mV and edges of 2 mV on H1.</summary>
    public static ImmutableDictionary<string, double> Peak(double dac, double centre, double height) =>
        ImmutableDictionary<string, double>.Empty.Add("H1", height * Math.Clamp((0.005 - Math.Abs(dac - centre)) / 0.002, 0, 1));
}
