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

    public ImmutableArray<LiveSeries> Signals { get; init; } = [];

    public ImmutableArray<LiveSeries> Sniffs { get; init; } = [];

    public ImmutableArray<LiveSeries> Baselines { get; init; } = [];

    public ImmutableDictionary<string, double> Current { get; init; } = ImmutableDictionary<string, double>.Empty;

    public DateTimeOffset? MeasuredAt { get; init; }

    private ImmutableDictionary<string, FitSetting> Fits { get; init; } = ImmutableDictionary<string, FitSetting>.Empty;

    private ImmutableDictionary<string, FitSetting> BaselineFits { get; init; } = ImmutableDictionary<string, FitSetting>.Empty;

    // Baselines taken during extraction, until they count.
    private ImmutableList<(SeriesStarted Series, ReadingTaken Reading)> SynReadings { get; init; } = [];

    private bool UsesSynBaselines { get; init; }

    private ImmutableDictionary<int, OpenSeries> Open { get; init; } = ImmutableDictionary<int, OpenSeries>.Empty;

    public AnalysisState Apply(IJournalEvent happened) => happened switch
    {
        // Most of a journal is readings.
        ReadingTaken e => Open.TryGetValue(e.Series, out var series) ? Read(series, e) : this,
        RunStarted e => this with { Inputs = e.Inputs ?? AnalysisInputs.None, AnalysisType = e.Spec.AnalysisType, Identifier = e.Spec.Labnumber },
        IrradiationRead e => this with { Inputs = Inputs with { Irradiation = e.Irradiation } },
        DetectorsActivated or MeasurementReset => this with { Signals = [], Sniffs = [], Baselines = [], MeasuredAt = null },
        SynExtractionStarted e => this with { UsesSynBaselines = e.UsesBaselines },

        // Baselines of before the measurement come in with its time zero, on whose axis they are.
        TimeZeroSet e when UsesSynBaselines => SynReadings.Aggregate(this with { UsesSynBaselines = false }, (state, taken) => state with
        {
            Baselines = state.AddedBaselines(new OpenSeries(taken.Series with { TimeZero = e.TimeZero }), taken.Reading),
        }),
        FitsSet e => this with { Fits = e.Fits, Signals = [.. Signals.Select(s => s.With(SignalSetting(e.Fits, s.Isotope, s.Detector)))] },
        BaselineFitsSet e => this with { BaselineFits = e.Fits, Baselines = [.. Baselines.Select(s => s.With(Setting(e.Fits, BaselineDefault, s.Detector)))] },
        SeriesStarted e => this with
        {
            Open = Open.SetItem(e.Series, new OpenSeries(e)),
            MeasuredAt = MeasuredAt ?? (e.Kind == RunSeries.Signal ? e.TimeZero : null),
        },
        SeriesEnded e => this with { Open = Open.Remove(e.Series) },
        _ => this,
    };

    private static FitSetting Setting(ImmutableDictionary<string, FitSetting> fits, FitSetting missing, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (fits.TryGetValue(name, out var own)) return own;
        return fits.GetValueOrDefault(AllOthers, missing);
    }

    private static FitSetting SignalSetting(ImmutableDictionary<string, FitSetting> fits, string isotope, string detector) =>
        Setting(fits, SignalDefault, isotope + detector, isotope);

    private AnalysisState Read(OpenSeries open, ReadingTaken reading) => open.Series.Kind switch
    {
        RunSeries.Signal => this with { Current = Current.After(reading.Intensities), Signals = Added(Signals, open, reading) },
        RunSeries.Sniff => this with { Current = Current.After(reading.Intensities), Sniffs = Added(Sniffs, open, reading) },
        RunSeries.SynBaseline => this with { SynReadings = SynReadings.Add((open.Series, reading)) },
        RunSeries.SynBackground => this,
        RunSeries.Baseline => this with { Current = Current.After(reading.Intensities), Baselines = AddedBaselines(open, reading) },
        _ => this with { Current = Current.After(reading.Intensities) },
    };

    private ImmutableArray<LiveSeries> Added(ImmutableArray<LiveSeries> all, OpenSeries open, ReadingTaken reading)
    {
        var next = ImmutableArray.CreateBuilder<LiveSeries>(Math.Max(all.Length, open.Detectors.Length));
        next.AddRange(all);
        foreach (var (detector, isotope) in open.Detectors)
        {
            if (isotope.Length == 0 || Point(open, reading, detector) is not { } point) continue;
            var index = IndexOf(next, isotope, detector);
            if (index < 0)
                next.Add(LiveSeries.Empty(isotope, detector, SignalSetting(Fits, isotope, detector)).Add(point));
            else
                next[index] = next[index].Add(point);
        }

        return next.DrainToImmutable();
    }

    /// <summary>Baselines are of every detector that is read, also of one that collects no isotope.</summary>
    private ImmutableArray<LiveSeries> AddedBaselines(OpenSeries open, ReadingTaken reading)
    {
        var next = ImmutableArray.CreateBuilder<LiveSeries>(Math.Max(Baselines.Length, reading.Intensities.Count));
        next.AddRange(Baselines);
        foreach (var (detector, _) in reading.Intensities)
            Add(detector);
        foreach (var (detector, _) in reading.Quality)
            if (!reading.Intensities.ContainsKey(detector)) Add(detector);
        return next.DrainToImmutable();

        void Add(string detector)
        {
            var point = Point(open, reading, detector)!.Value;
            var index = IndexOf(next, "", detector);
            if (index < 0)
                next.Add(LiveSeries.Empty("", detector, Setting(BaselineFits, BaselineDefault, detector)).Add(point));
            else
                next[index] = next[index].Add(point);
        }
    }

    private static int IndexOf(ImmutableArray<LiveSeries>.Builder all, string isotope, string detector)
    {
        for (var i = 0; i < all.Count; i++)
            if (all[i].Detector == detector && all[i].Isotope == isotope) return i;
        return -1;
    }

    /// <summary>Null for a detector that was neither read nor missed in this count.</summary>
    private static SeriesPoint? Point(OpenSeries open, ReadingTaken reading, string detector)
    {
        var read = reading.Intensities.TryGetValue(detector, out var intensity);
        var quality = reading.Quality.IsEmpty ? null : reading.Quality.GetValueOrDefault(detector);
        return read || quality is not null
            ? new SeriesPoint((reading.At - open.Series.TimeZero).TotalSeconds, read ? intensity : double.NaN, reading.Count, quality ?? SeriesPoint.Good)
            : null;
    }

    /// <summary>A series under way, and its detectors with their isotopes as what is quick to go through.</summary>
    private sealed record OpenSeries(SeriesStarted Series)
    {
        public ImmutableArray<KeyValuePair<string, string>> Detectors { get; } = [.. Series.IsotopeOfDetector];
    }
}
