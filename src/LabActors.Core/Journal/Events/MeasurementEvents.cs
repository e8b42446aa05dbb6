using System.Collections.Immutable;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;

namespace LabActors.Core.Journal.Events;

/// <summary>What a run journals of its measurement: set-up, equilibration, readings, peak centers, fits.</summary>
public static class MeasurementEvents
{
    /// <summary>Detectors were activated, in order; isotopes and series start afresh.</summary>
    public sealed record DetectorsActivated(DateTimeOffset At, ImmutableArray<string> Detectors) : IJournalEvent;

    /// <summary>Which isotope each detector collects from now on (detector name to isotope name).</summary>
    public sealed record IsotopesAssigned(DateTimeOffset At, ImmutableDictionary<string, string> IsotopeOfDetector) : IJournalEvent;

    /// <summary>The magnet stands where the beam of <paramref name="Position"/> falls on <paramref name="Detector"/>.</summary>
    /// <param name="Simulated">A simulated spectrometer's magnet.</param>
    public sealed record MagnetPositioned(DateTimeOffset At, string Position, string Detector, double Dac, bool Simulated = false) : IJournalEvent;

    /// <summary>The spectrometer integrates for this long, s (the legal value nearest to what was asked).</summary>
    /// <param name="Simulated">Of a simulated spectrometer.</param>
    public sealed record IntegrationTimeChanged(DateTimeOffset At, double Seconds, bool Simulated = false) : IJournalEvent;

    /// <summary>Time zero of the measurement: every series' time counts from here.</summary>
    public sealed record TimeZeroSet(DateTimeOffset At, DateTimeOffset TimeZero) : IJournalEvent;

    /// <summary>Equilibration: the inlet is open.</summary>
    /// <param name="Simulated">One of the valves is a simulated valve box's.</param>
    public sealed record InletOpened(DateTimeOffset At, ImmutableArray<string> Inlets, double EquilibrationSeconds, bool Simulated = false) : IJournalEvent;

    /// <summary>Equilibration: an inlet that a stop of the node closed is open again, for the rest of its time.</summary>
    public sealed record InletReopened(DateTimeOffset At, ImmutableArray<string> Inlets, double SecondsLeft, bool Simulated = false) : IJournalEvent;

    /// <summary>Equilibration: the inlet is closed, by the run itself.</summary>
    /// <param name="Simulated">One of the valves is a simulated valve box's.</param>
    public sealed record InletClosed(DateTimeOffset At, ImmutableArray<string> Inlets, bool Simulated = false) : IJournalEvent;

    /// <summary>Equilibration could not be carried out.</summary>
    public sealed record EquilibrationFailed(DateTimeOffset At, string Reason) : IJournalEvent;

    /// <summary>A series of readings begins.</summary>
    /// <param name="Series">Counts up within the run, from 1.</param>
    /// <param name="Kind"><c>sniff, signal, baseline, whiff</c>; during extraction <c>syn-baseline, syn-background</c>.</param>
    /// <param name="Counts">Counts asked for, already multiplied by the abbreviated count ratio.</param>
    public sealed record SeriesStarted(
        DateTimeOffset At,
        int Series,
        string Kind,
        int Counts,
        double IntegrationSeconds,
        DateTimeOffset TimeZero,
        ImmutableDictionary<string, string> IsotopeOfDetector) : IJournalEvent;

    /// <summary>The run will measure while its gas is extracted, once the spectrometer is free.</summary>
    /// <param name="Script">The script of one block.</param>
    /// <param name="BlockSeconds">What a block is reckoned to take.</param>
    /// <param name="ExtractionEnds">When the extraction is reckoned to be over.</param>
    public sealed record SynExtractionPlanned(DateTimeOffset At, string Script, double BlockSeconds, DateTimeOffset ExtractionEnds) : IJournalEvent;

    /// <summary>The measurement during extraction has the spectrometer.</summary>
    /// <param name="ReleasedAt">When whoever had it before gave it back, and its pumping began; null when nobody had.</param>
    /// <param name="After">Who that was.</param>
    public sealed record SynSpectrometerObtained(DateTimeOffset At, DateTimeOffset? ReleasedAt, string After) : IJournalEvent;

    /// <summary>How the measurement during extraction is set up from here; the run's own set-up is as it was.</summary>
    /// <param name="IntegrationSeconds">Integration time, s.</param>
    /// <param name="TimeZero">Null while its script has set none.</param>
    public sealed record SynSetUp(
        DateTimeOffset At,
        ImmutableArray<string> Detectors,
        ImmutableDictionary<string, string> IsotopeOfDetector,
        double IntegrationSeconds,
        DateTimeOffset? TimeZero) : IJournalEvent;

    /// <summary>The measurement during extraction begins: the spectrometer is the run's, pumped.</summary>
    /// <param name="Script">The script of one block.</param>
    /// <param name="BlockSeconds">What a block is reckoned to take.</param>
    /// <param name="SecondsLeft">What the extraction is reckoned to take from here.</param>
    /// <param name="UsesBaselines">True when its baselines count among the run's own.</param>
    public sealed record SynExtractionStarted(DateTimeOffset At, string Script, double BlockSeconds, double SecondsLeft, bool UsesBaselines) : IJournalEvent;

    /// <summary>The measurement during extraction is over, or never began.</summary>
    /// <param name="Blocks">Whole blocks that were measured.</param>
    public sealed record SynExtractionEnded(DateTimeOffset At, int Blocks, string Reason) : IJournalEvent;

    /// <summary>One integration: intensities in fA by detector. Journaled before it is used.</summary>
    /// <param name="Count">1-based within the series.</param>
    /// <param name="Quality">Detectors whose value is not good (<c>missing, stale, fault</c>); empty when all are.</param>
    /// <param name="Simulated">Read from a simulated spectrometer.</param>
    public sealed record ReadingTaken(
        DateTimeOffset At,
        int Series,
        int Count,
        ImmutableDictionary<string, double> Intensities,
        ImmutableDictionary<string, string> Quality,
        bool Simulated = false) : IJournalEvent;

    /// <summary>A series goes on after an outage: its counts, its number and its time zero stay.</summary>
    /// <param name="Count">Counts that were journaled before.</param>
    /// <param name="GapSeconds">How long the node was away.</param>
    public sealed record SeriesResumed(DateTimeOffset At, int Series, int Count, double GapSeconds) : IJournalEvent;

    /// <summary>A series ended: <c>complete, truncated, stopped, failed</c>.</summary>
    public sealed record SeriesEnded(DateTimeOffset At, int Series, string How, int Counts) : IJournalEvent;

    /// <summary>A sweep of a peak center begins.</summary>
    /// <param name="Sweep">Which one of this peak, from 1.</param>
    /// <param name="Before">Where the magnet stood before the peak center, V.</param>
    /// <param name="Integration">Seconds of one reading.</param>
    public sealed record PeakScanBegan(DateTimeOffset At, string Detector, string Isotope, int Sweep, double Before, double Center, double Window, double Integration) : IJournalEvent;

    /// <summary>One step of a sweep was read.</summary>
    public sealed record PeakScanRead(DateTimeOffset At, double Dac, ImmutableDictionary<string, double> Intensities, bool Simulated = false) : IJournalEvent;

    /// <summary>A peak center was measured (or could not be, and why).</summary>
    /// <param name="CenterDac">The centre in DAC volts; null when none was found.</param>
    /// <param name="Dacs">DACs of the last sweep, V.</param>
    /// <param name="Intensities">fA at each, on <paramref name="Detector"/>.</param>
    /// <param name="Shape">Flanks, heights, resolution; null when no centre was found.</param>
    /// <param name="Others">fA at each DAC on the other detectors that were read in the same sweep.</param>
    /// <param name="Simulated">The intensities are a simulated spectrometer's.</param>
    public sealed record PeakCenterMeasured(
        DateTimeOffset At,
        string Detector,
        string Isotope,
        double? CenterDac,
        ImmutableArray<double> Dacs,
        ImmutableArray<double> Intensities,
        string Reason,
        PeakShape? Shape,
        ImmutableDictionary<string, ImmutableArray<double>> Others,
        bool Simulated = false) : IJournalEvent;

    /// <summary>How the spectrometer is set. The whole settings are written where they differ from those that this run has last written.</summary>
    /// <param name="When"><c>start</c> or <c>end</c> of the measurement.</param>
    /// <param name="Sha1">Hash of the settings, 40 hexadecimal digits.</param>
    /// <param name="Simulated">Read from a simulated spectrometer.</param>
    /// <param name="Settings">Null when they are as the hash says, read before in this run.</param>
    public sealed record SpectrometerSettingsRead(DateTimeOffset At, string When, string Sha1, SpectrometerSettings? Settings, bool Simulated = false) : IJournalEvent;

    /// <summary>A whiff was evaluated.</summary>
    /// <param name="Action">The action of the conditional that held; empty when none did.</param>
    public sealed record WhiffEnded(DateTimeOffset At, int Series, string Action) : IJournalEvent;

    /// <summary>A script asked for intensities to be multiplied. They are not: what was measured is what is saved.</summary>
    public sealed record IntensityScalarRequested(DateTimeOffset At, double Scalar) : IJournalEvent;

    /// <summary>Fits of signals, by isotope (<c>Ar40</c>, <c>Ar40H1</c>, <c>*</c> for all others).</summary>
    public sealed record FitsSet(DateTimeOffset At, ImmutableDictionary<string, FitSetting> Fits) : IJournalEvent;

    /// <summary>Fits of baselines, by detector (<c>*</c> for all others).</summary>
    public sealed record BaselineFitsSet(DateTimeOffset At, ImmutableDictionary<string, FitSetting> Fits) : IJournalEvent;

    /// <summary>Later multicollect and baselines use this part of their counts.</summary>
    public sealed record CountsAbbreviated(DateTimeOffset At, double Ratio, string Why) : IJournalEvent;

    /// <summary>Data of the run so far are set aside (<c>reset_data</c>, <c>reset_measurement</c>): kept in the journal, not in the analysis.</summary>
    public sealed record MeasurementReset(DateTimeOffset At) : IJournalEvent;
}
