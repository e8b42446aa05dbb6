using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A mass spectrometer.</summary>
/// <param name="Aliases">Other names by which queues call it.</param>
/// <param name="Codes">Letters or numbers that stand for it in identifiers (the J of <c>bu-FC-J</c>).</param>
/// <param name="Volume">Volume of its source and flight tube.</param>
/// <param name="Inlet">Valve that admits gas; always closed in safe state.</param>
/// <param name="Outlet">Valve to its pump.</param>
/// <param name="Sections">Sections of the line that its runs lease while they extract and equilibrate.</param>
/// <param name="Equilibration">Default equilibration time.</param>
/// <param name="MinPumpTime">Least time between a run's pumping and the next overlapping one.</param>
/// <param name="IntegrationTimes">Legal integration times in s, ascending.</param>
/// <param name="DefaultIntegrationTime">One of them, s.</param>
/// <param name="AxialDetector">Detector to which relative masses refer.</param>
/// <param name="AxialIsotope">Isotope on the axial detector in the customary multicollection.</param>
public sealed record InstrumentDefinition(
    string Name,
    ImmutableArray<string> Aliases,
    ImmutableArray<string> Codes,
    string Volume,
    string Inlet,
    string Outlet,
    ImmutableArray<string> Sections,
    TimeSpan Equilibration,
    TimeSpan MinPumpTime,
    ImmutableArray<double> IntegrationTimes,
    double DefaultIntegrationTime,
    string AxialDetector,
    string AxialIsotope,
    ImmutableArray<IsotopeDefinition> Isotopes,
    ImmutableArray<DetectorDefinition> Detectors,
    MagnetDefinition Magnet,
    PeakCenterDefinition PeakCenter,
    ImmutableArray<SourceParameterDefinition> Source)
{
    /// <summary>What is done when source parameters or deflections of an instrument on a wire are found otherwise than they stand here, before a run that no other one overlaps.</summary>
    public SettingsPolicy VerifySettings { get; init; } = SettingsPolicy.Warn;

    /// <summary>The device that drives it; empty where the laboratory has no devices.</summary>
    public string Device { get; init; } = "";

    /// <summary>Qtegra's integration times, 0.065536 s times 2^n for n = 0...10.</summary>
    public static ImmutableArray<double> QtegraIntegrationTimes { get; } =
        [.. Enumerable.Range(0, 11).Select(n => 0.065536 * (1 << n))];

    /// <summary>The legal integration time nearest to the one asked for, s; the shorter one of two equally near.</summary>
    public double LegalIntegrationTime(double seconds) => IntegrationTimes.MinBy(t => Math.Abs(t - seconds));

    /// <summary>Detector by name, null when it has none such.</summary>
    public DetectorDefinition? FindDetector(string name) => Detectors.FirstOrDefault(d => LabNames.Same(d.Name, name));

    /// <summary>Isotope by name, null when it knows none such.</summary>
    public IsotopeDefinition? FindIsotope(string name) => Isotopes.FirstOrDefault(i => LabNames.Same(i.Name, name));

    /// <summary>Source parameter by name (blanks and case do not matter), null when it has none such.</summary>
    public SourceParameterDefinition? FindSourceParameter(string name) =>
        Source.FirstOrDefault(p => LabNames.Same(p.Name, name));
}
