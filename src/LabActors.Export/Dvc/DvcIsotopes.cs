using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Export.Dvc;

/// <summary>The isotopes of a run under the keys that Pychron's files have: <c>Ar40</c>, and <c>Ar40L1</c> for one that a second detector collects too.</summary>
internal sealed class DvcIsotopes
{
    private readonly ImmutableDictionary<(string Isotope, string Detector), string> _keys;

    public DvcIsotopes(RunRecord run)
    {
        Detectors = [.. run.Detectors.Concat(run.Valid.SelectMany(series => series.Detectors)).Distinct(StringComparer.Ordinal)];
        var pairs = run.Valid.Where(series => series.Kind is RunSeries.Signal or RunSeries.Sniff)
            .SelectMany(series => series.IsotopeOfDetector)
            .Where(pair => pair.Value.Length > 0)
            .Select(pair => (Isotope: pair.Value, Detector: pair.Key))
            .Distinct()
            .OrderBy(pair => Detectors.IndexOf(pair.Detector))
            .ThenBy(pair => pair.Isotope, StringComparer.Ordinal)
            .ToArray();
        var keys = ImmutableDictionary.CreateBuilder<(string, string), string>();
        foreach (var of in pairs.GroupBy(pair => pair.Isotope))
        {
            foreach (var (pair, i) in of.Select((pair, i) => (pair, i)))
                keys[pair] = i == 0 ? pair.Isotope : pair.Isotope + pair.Detector;
        }

        _keys = keys.ToImmutable();
        InOrder = [.. pairs.Select(pair => (_keys[pair], pair.Isotope, pair.Detector))];
    }

    /// <summary>Detectors in the order of their activation, then others that were read.</summary>
    public ImmutableArray<string> Detectors { get; }

    /// <summary>Isotopes in the order of their detectors.</summary>
    public ImmutableArray<(string Key, string Isotope, string Detector)> InOrder { get; }

    /// <summary>The key of an isotope on a detector.</summary>
    public string Key(string isotope, string detector) => _keys.GetValueOrDefault((isotope, detector), isotope);

    /// <summary>What was collected of an isotope on a detector in series of one kind, one after another.</summary>
    public static IEnumerable<SeriesPoint> Points(RunRecord run, string kind, string isotope, string detector) =>
        run.Valid.Where(series => series.Kind == kind && series.Isotope(detector) == isotope).SelectMany(series => series.Points(detector));

    /// <summary>What a detector read in all baselines, one after another.</summary>
    public static IEnumerable<SeriesPoint> Baseline(RunRecord run, string detector) =>
        run.Valid.Where(series => series.Kind == RunSeries.Baseline).SelectMany(series => series.Points(detector));
}
