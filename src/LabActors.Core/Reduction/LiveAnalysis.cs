using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LabActors.Core.Ages;
using LabActors.Core.Journal;

namespace LabActors.Core.Reduction;

/// <summary>
/// A run's analysis as far as it has been measured: the fold of its events. There is one: what is drawn, what conditionals see and
/// what is saved are asked of it. Immutable and cheap: a reading costs one addition a detector, and only what is asked for is reckoned,
/// once for each state. Safe to read from any thread.
/// </summary>
public sealed class LiveAnalysis
{
    private readonly AnalysisState _state;
    private ImmutableArray<LiveIsotope> _isotopes;
    private ReducedAnalysis? _reduced;
    private StrongBox<ArgonAnalysis?>? _argon;

    private LiveAnalysis(AnalysisState state) => _state = state;

    /// <summary>Before the first event.</summary>
    public static LiveAnalysis Empty { get; } = new(new AnalysisState());

    /// <summary>What the run got from outside: constants, detector factors, blank, irradiation.</summary>
    public AnalysisInputs Inputs => _state.Inputs;

    /// <summary><c>unknown, blank_unknown, air</c> ...; empty before the run started.</summary>
    public string AnalysisType => _state.AnalysisType;

    /// <summary>Baselines that the run has measured itself.</summary>
    public IReadOnlyList<LiveSeries> Baselines => _state.Baselines;

    /// <summary>What was read during equilibration, by isotope and detector; it does not enter intercepts.</summary>
    public IReadOnlyList<LiveSeries> Sniffs => _state.Sniffs;

    /// <summary>Newest reading of each detector, fA, in whatever series.</summary>
    public ImmutableDictionary<string, double> Current => _state.Current;

    /// <summary>As of when the intercepts are: time zero of the first signal; null before there is one.</summary>
    public DateTimeOffset? MeasuredAt => _state.MeasuredAt;

    /// <summary>Isotopes that were measured, heaviest first; an isotope on several detectors is there once for each.</summary>
    public ImmutableArray<LiveIsotope> Isotopes => _isotopes.IsDefault ? _isotopes = AnalysisReduction.Isotopes(_state) : _isotopes;

    /// <summary>The chain to F and age; null without the five isotopes, without an irradiation, and for runs that are no unknowns.</summary>
    public ArgonAnalysis? Argon => (_argon ??= new(AnalysisReduction.Argon(_state, this))).Value;

    /// <summary>The analysis with one more event of the run; events that say nothing of it leave it as it is.</summary>
    public LiveAnalysis Apply(IJournalEvent happened)
    {
        var next = _state.Apply(happened);
        return ReferenceEquals(next, _state) ? this : new(next);
    }

    /// <summary>The analysis as it would be if the series that begins now were its signal: what a whiff says, before anything is measured.</summary>
    public LiveAnalysis BeforeWhiff() => new(_state with { Signals = [], MeasuredAt = null });

    /// <summary>The analysis of the newest readings alone: each intensity is the mean of so many.</summary>
    /// <param name="window">Readings; at least 1.</param>
    public LiveAnalysis Instant(int window) => new(_state with { Signals = [.. _state.Signals.Select(s => s.Newest(window))] });

    /// <summary>
    /// An isotope by name (<c>Ar40</c>: on the detector that measured it first; <c>Ar40H1</c>: on that one); null while it has not been measured.
    /// </summary>
    public LiveIsotope? Isotope(string name)
    {
        foreach (var series in _state.Signals)
        {
            if (series.Isotope == name || series.Isotope + series.Detector == name)
                return Isotopes.First(i => i.Series == series);
        }

        return null;
    }

    /// <summary>A detector's baseline as it stands: the run's own, else that of the run before; null when there is neither.</summary>
    public Quantity? Baseline(string detector) => AnalysisReduction.Baseline(_state, detector);

    /// <summary>Ratio of two isotopes' intensities; null while either has none.</summary>
    public Uncertain? Ratio(string numerator, string denominator) =>
        Isotope(numerator)?.Intensity is { } a && Isotope(denominator)?.Intensity is { } b ? a / b : null;

    /// <summary>
    /// A value of the age chain by Pychron's name, in any case: <c>age</c> (Ma), <c>F</c>, <c>radiogenic_yield</c> or <c>rad40_percent</c> (%),
    /// <c>kca, cak, kcl, clk, rad40, atm40, k40, k39, k38, k37, ca39, ca38, ca37, ca36, cl38, cl36, atm38, atm36</c> (fA). Null when the name is not
    /// known or the value cannot be told yet; see <see cref="ComputedNames"/>.
    /// </summary>
    public Uncertain? Computed(string name) =>
        Argon is { } argon && ComputedValues.TryGet(name, out var of) && of(argon) is { } value && double.IsFinite(value.Value) ? value : null;

    /// <summary>The names that <see cref="Computed"/> knows.</summary>
    public static IReadOnlyCollection<string> ComputedNames => ComputedValues.Names;

    /// <summary>
    /// The intercepts less the baselines, which correct later runs when this is a blank: by isotope, and by isotope and detector where several
    /// detectors collected it. Without a baseline, the intercept as it is.
    /// </summary>
    public ImmutableDictionary<string, Quantity> AsBlank() => Isotopes
        .Where(i => i.Intercept is not null)
        .GroupBy(i => i.Series.Isotope)
        .SelectMany(group => group.Select(i => (Name: group.Count() > 1 ? group.Key + i.Series.Detector : group.Key, Value: (i.BaselineCorrected ?? i.Intercept)!.Quantity)))
        .ToImmutableDictionary(i => i.Name, i => i.Value);

    /// <summary>The baselines that the run has measured itself, fA by detector.</summary>
    public ImmutableDictionary<string, Quantity> AsBaselines() => Baselines
        .Where(b => b.Intercept is not null)
        .ToImmutableDictionary(b => b.Detector, b => b.Intercept!.Value);

    /// <summary>All of it in numbers, as it is saved.</summary>
    public ReducedAnalysis Reduce() => _reduced ??= AnalysisReduction.Reduce(_state, this);
}
