using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>A series of readings as it was taken: every detector, every count.</summary>
/// <param name="Number">Counts up within the run, from 1.</param>
/// <param name="Kind"><c>sniff, signal, baseline, whiff, syn-baseline, syn-background</c>.</param>
/// <param name="CountsAsked">Counts that were wanted when it began.</param>
/// <param name="How">How it ended: <c>complete, truncated, stopped, failed</c>; empty when it was cut off.</param>
/// <param name="SetAside">Reset by the script: kept, and not part of the analysis.</param>
public sealed record RunSeries(
    int Number,
    string Kind,
    int CountsAsked,
    double IntegrationSeconds,
    DateTimeOffset StartedAt,
    DateTimeOffset TimeZero,
    ImmutableDictionary<string, string> IsotopeOfDetector,
    ImmutableList<RunParts.Reading> Readings,
    DateTimeOffset? EndedAt = null,
    string How = "",
    bool SetAside = false)
{
    /// <summary>The kind of a series of the isotopes themselves.</summary>
    public const string Signal = "signal";

    /// <summary>The kind of a series off the peaks.</summary>
    public const string Baseline = "baseline";

    /// <summary>The kind of a series during equilibration.</summary>
    public const string Sniff = "sniff";

    /// <summary>The kind of a series that decides how the gas is measured.</summary>
    public const string Whiff = "whiff";

    /// <summary>The kind of a series off the peaks that was taken while the gas was extracted.</summary>
    public const string SynBaseline = "syn-baseline";

    /// <summary>The kind of a series on the peaks that was taken while the gas was extracted: the spectrometer's own background.</summary>
    public const string SynBackground = "syn-background";

    /// <summary>True for the kinds that are taken while the gas is extracted, beside the measurement.</summary>
    public static bool IsSyn(string kind) => kind is SynBaseline or SynBackground;

    /// <summary>Every detector that was to be read or was read, by name.</summary>
    public ImmutableArray<string> Detectors =>
        [.. IsotopeOfDetector.Keys.Concat(Readings.SelectMany(r => r.Intensities.Keys.Concat(r.Quality.Keys))).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>True when a reading of it came from a simulated spectrometer.</summary>
    public bool Simulated => Readings.Any(r => r.Simulated);

    /// <summary>The isotope that a detector collected in this series; empty when it had none.</summary>
    public string Isotope(string detector) => IsotopeOfDetector.GetValueOrDefault(detector, "");

    /// <summary>What a detector read, against seconds since time zero. A count in which it was neither read nor missed is not there.</summary>
    public ImmutableArray<SeriesPoint> Points(string detector) =>
        [.. Readings.Where(r => r.Intensities.ContainsKey(detector) || r.Quality.ContainsKey(detector)).Select(r => Point(r, detector))];

    private SeriesPoint Point(RunParts.Reading reading, string detector) => new(
        (reading.At - TimeZero).TotalSeconds,
        reading.Intensities.GetValueOrDefault(detector, double.NaN),
        reading.Count,
        reading.Quality.GetValueOrDefault(detector, SeriesPoint.Good));
}
