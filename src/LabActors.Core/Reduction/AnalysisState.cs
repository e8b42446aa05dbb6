using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Measurement;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Reduction;

/// <summary>What a run's events leave in its analysis; nothing here is reckoned.</summary>
internal sealed record AnalysisState
{
    private const string AllOthers = "*";
    private static readonly FitSetting SignalDefault = new(FitChoice.SignalDefault.FitName);
    private static readonly FitSetting BaselineDefault = new(FitChoice.BaselineDefault.FitName);

    public AnalysisInputs Inputs { get; init; } = AnalysisInputs.None;

    public string AnalysisType { get; init; } = "";

    public string Identifier { get; init; } = "";

    public ImmutableList<LiveSeries> Signals { get; init; } = [];

    public ImmutableList<LiveSeries> Sniffs { get; init; } = [];

    public ImmutableList<LiveSeries> Baselines { get; init; } = [];

    public ImmutableDictionary<string, double> Current { get; init; } = ImmutableDictionary<string, double>.Empty;

    public DateTimeOffset? MeasuredAt { get; init; }

    private ImmutableDictionary<string, FitSetting> Fits { get; init; } = ImmutableDictionary<string, FitSetting>.Empty;

    private ImmutableDictionary<string, FitSetting> BaselineFits { get; init; } = ImmutableDictionary<string, FitSetting>.Empty;

    // Baselines taken during extraction, until they count.
    private ImmutableList<(SeriesStarted Series, ReadingTaken Reading)> SynReadings { get; init; } = [];

    private bool UsesSynBaselines { get; init; }

    private ImmutableDictionary<int, SeriesStarted> Open { get; init; } = ImmutableDictionary<int, SeriesStarted>.Empty;

    public AnalysisState Apply(IJournalEvent happened) => happened switch
    {
        RunStarted e => this with { Inputs = e.Inputs ?? AnalysisInputs.None, AnalysisType = e.Spec.AnalysisType, Identifier = e.Spec.Labnumber },
        IrradiationRead e => this with { Inputs = Inputs with { Irradiation = e.Irradiation } },
        DetectorsActivated or MeasurementReset => this with { Signals = [], Sniffs = [], Baselines = [], MeasuredAt = null },
        SynExtractionStarted e => this with { UsesSynBaselines = e.UsesBaselines },

        // Baselines of before the measurement come in with its time zero, on whose axis they are.
        TimeZeroSet e when UsesSynBaselines => SynReadings.Aggregate(this with { UsesSynBaselines = false }, (state, taken) => state with
        {
            Baselines = state.AddedBaselines(taken.Series with { TimeZero = e.TimeZero }, taken.Reading),
        }),
        FitsSet e => this with { Fits = e.Fits, Signals = Signals.ConvertAll(s => s.With(Setting(e.Fits, SignalDefault, s.Isotope + s.Detector, s.Isotope))) },
        BaselineFitsSet e => this with { BaselineFits = e.Fits, Baselines = Baselines.ConvertAll(s => s.With(Setting(e.Fits, BaselineDefault, s.Detector))) },
        SeriesStarted e => this with
        {
            Open = Open.SetItem(e.Series, e),
            MeasuredAt = MeasuredAt ?? (e.Kind == RunSeries.Signal ? e.TimeZero : null),
        },
        SeriesEnded e => this with { Open = Open.Remove(e.Series) },
        ReadingTaken e when Open.TryGetValue(e.Series, out var series) => Read(series, e),
        _ => this,
    };

    private static FitSetting Setting(ImmutableDictionary<string, FitSetting> fits, FitSetting missing, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (fits.TryGetValue(name, out var own)) return own;
        return fits.GetValueOrDefault(AllOthers, missing);
    }

    private AnalysisState Read(SeriesStarted series, ReadingTaken reading)
    {
        var next = this with { Current = Current.After(reading.Intensities) };
        return series.Kind switch
        {
            RunSeries.Signal => next with { Signals = Added(Signals, series, reading, Fits) },
            RunSeries.Sniff => next with { Sniffs = Added(Sniffs, series, reading, Fits) },
            RunSeries.SynBaseline => this with { SynReadings = SynReadings.Add((series, reading)) },
            RunSeries.SynBackground => this,
            RunSeries.Baseline => next with { Baselines = AddedBaselines(series, reading) },
            _ => next,
        };
    }

    private static ImmutableList<LiveSeries> Added(
        ImmutableList<LiveSeries> all, SeriesStarted series, ReadingTaken reading, ImmutableDictionary<string, FitSetting> fits)
    {
        foreach (var (detector, isotope) in series.IsotopeOfDetector)
        {
            if (isotope.Length > 0)
                all = Added(all, isotope, detector, series.TimeZero, reading, () => Setting(fits, SignalDefault, isotope + detector, isotope));
        }

        return all;
    }

    private ImmutableList<LiveSeries> AddedBaselines(SeriesStarted series, ReadingTaken reading)
    {
        var all = Baselines;
        foreach (var detector in series.IsotopeOfDetector.Keys.Union(reading.Intensities.Keys).Union(reading.Quality.Keys))
            all = Added(all, "", detector, series.TimeZero, reading, () => Setting(BaselineFits, BaselineDefault, detector));
        return all;
    }

    /// <summary>A count in which the detector was neither read nor missed adds nothing.</summary>
    private static ImmutableList<LiveSeries> Added(
        ImmutableList<LiveSeries> all, string isotope, string detector, DateTimeOffset timeZero, ReadingTaken reading, Func<FitSetting> setting)
    {
        var read = reading.Intensities.TryGetValue(detector, out var intensity);
        if (!read && !reading.Quality.ContainsKey(detector)) return all;
        var point = new SeriesPoint(
            (reading.At - timeZero).TotalSeconds,
            read ? intensity : double.NaN,
            reading.Count,
            reading.Quality.GetValueOrDefault(detector, SeriesPoint.Good));
        var index = all.FindIndex(s => s.Isotope == isotope && s.Detector == detector);
        return index < 0 ? all.Add(LiveSeries.Empty(isotope, detector, setting()).Add(point)) : all.SetItem(index, all[index].Add(point));
    }
}
