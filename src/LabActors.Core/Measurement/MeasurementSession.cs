using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.MeasurementEvents;

namespace LabActors.Core.Measurement;

/// <summary>
/// How a run's measurement is set up at one moment: detectors, isotopes, time zero, series, fits. It is the fold of the
/// run's measurement events and nothing else, so a resumed run has it again.
/// </summary>
public sealed record MeasurementSession
{
    /// <summary>Before any measurement command. The integration time is Qtegra's default, 0.065536·2⁴ s.</summary>
    public static MeasurementSession Empty { get; } = new();

    /// <summary>Active detectors, in the order in which the script named them.</summary>
    public ImmutableArray<string> ActiveDetectors { get; init; } = [];

    /// <summary>Which isotope each detector collects.</summary>
    public ImmutableDictionary<string, string> IsotopeOfDetector { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Integration time, s.</summary>
    public double IntegrationSeconds { get; init; } = 1.048576;

    /// <summary>Time zero as the script set it; null when it has not.</summary>
    public DateTimeOffset? TimeZero { get; init; }

    /// <summary>Where the magnet was sent last; null before, and after a peak center, which leaves it where it found the peak.</summary>
    public MagnetPositioned? Magnet { get; init; }

    /// <summary>Number of the newest series; 0 when there is none.</summary>
    public int LastSeries { get; init; }

    /// <summary>The series under way, oldest first (a sniff may run beside a script).</summary>
    public ImmutableDictionary<int, SeriesStarted> OpenSeries { get; init; } = ImmutableDictionary<int, SeriesStarted>.Empty;

    /// <summary>The series under way that belong to the measurement during extraction, and leave everything else here as it is.</summary>
    public ImmutableHashSet<int> OpenSynSeries { get; init; } = [];

    /// <summary>Counts journaled of each open series.</summary>
    public ImmutableDictionary<int, int> Counted { get; init; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>What became of the counts of open series; those that are as they began and have no reading are left out.</summary>
    public ImmutableDictionary<int, SeriesCounts> Counts { get; init; } = ImmutableDictionary<int, SeriesCounts>.Empty;

    /// <summary>Inlet valves that the run has opened and not closed yet.</summary>
    public ImmutableArray<string> OpenInlets { get; init; } = [];

    /// <summary>True once an inlet has been closed: the gas is in the spectrometer alone.</summary>
    public bool Equilibrated { get; init; }

    /// <summary>Part of their counts that later multicollect and baselines take.</summary>
    public double CountRatio { get; init; } = 1.0;

    /// <summary>Integrations journaled so far.</summary>
    public int Readings { get; init; }

    /// <summary>Counts of a measurement after truncation: at least one.</summary>
    public int Abbreviate(int counts) => CountRatio >= 1 ? counts : Math.Max(1, (int)Math.Round(counts * CountRatio));

    /// <summary>What became of the counts of a series.</summary>
    public SeriesCounts CountsOf(int series) => Counts.GetValueOrDefault(series, SeriesCounts.Asked);

    /// <summary>Another number of counts for what is being measured (<c>set_ncounts</c>).</summary>
    public MeasurementSession Change(int counts) => this with
    {
        Counts = OpenSeries.Keys.Aggregate(Counts, (all, series) => all.SetItem(series, CountsOf(series) with { Wanted = counts })),
    };

    /// <summary>Who or what truncated the newest open series; null when nobody did, or none is open.</summary>
    public string? Truncation => !OpenSeries.IsEmpty && CountsOf(OpenSeries.Keys.Max()) is { Truncated: { Length: > 0 } why } ? why : null;

    /// <summary>The newest open series ends early; the first reason stands.</summary>
    public MeasurementSession Truncate(string why) => OpenSeries.IsEmpty || CountsOf(OpenSeries.Keys.Max()) is not { Truncated: "" } counts
        ? this
        : this with { Counts = Counts.SetItem(OpenSeries.Keys.Max(), counts with { Truncated = why }) };

    /// <summary>Folds a measurement event; any other event leaves the session as it is.</summary>
    public MeasurementSession Apply(IJournalEvent e) => e switch
    {
        DetectorsActivated d => this with
        {
            ActiveDetectors = d.Detectors,
            IsotopeOfDetector = ImmutableDictionary<string, string>.Empty,
        },
        IsotopesAssigned i => this with { IsotopeOfDetector = i.IsotopeOfDetector },
        IntegrationTimeChanged i => this with { IntegrationSeconds = i.Seconds },
        TimeZeroSet t => this with { TimeZero = t.TimeZero },
        MagnetPositioned m => this with { Magnet = m },
        PeakScanBegan or PeakCenterMeasured => this with { Magnet = null },
        InletOpened i => this with { OpenInlets = i.Inlets },
        InletClosed => this with { OpenInlets = [], Equilibrated = true },
        SeriesStarted s when RunSeries.IsSyn(s.Kind) => this with { LastSeries = s.Series, OpenSynSeries = OpenSynSeries.Add(s.Series) },
        SeriesStarted s => this with { LastSeries = s.Series, OpenSeries = OpenSeries.SetItem(s.Series, s) },
        SeriesEnded s => this with { OpenSeries = OpenSeries.Remove(s.Series), OpenSynSeries = OpenSynSeries.Remove(s.Series), Counted = Counted.Remove(s.Series), Counts = Counts.Remove(s.Series) },
        ReadingTaken r when OpenSynSeries.Contains(r.Series) => this with { Counted = Counted.SetItem(r.Series, r.Count) },
        ReadingTaken r => this with
        {
            Counted = Counted.SetItem(r.Series, r.Count),
            Counts = Counts.SetItem(r.Series, CountsOf(r.Series) with { Newest = r }),
            Readings = Readings + 1,
        },
        CountsAbbreviated c => this with { CountRatio = c.Ratio },
        MeasurementReset => this with { TimeZero = null },
        _ => this,
    };
}
