using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using LabActors.Core.Ages;
using LabActors.Core.Irradiations;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;

namespace LabActors.Benchmarks.Reduction;

/// <summary>
/// One more reading of six isotopes that have 400 points each, from the event to the answers: the target is 1 ms. <c>Fits</c> asks for each
/// isotope's corrected intensity, <c>Everything</c> for the age, its parts and what would be saved too.
/// </summary>
[Config(typeof(ShortInProcess))]
[MemoryDiagnoser]
public class LiveUpdate
{
    private const int Points = 400;
    private static readonly DateTimeOffset TimeZero = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly (string Isotope, string Detector, double Level)[] Isotopes =
        [("Ar41", "H2", 0.1), ("Ar40", "H1", 1000), ("Ar39", "AX", 90), ("Ar38", "L1", 1.2), ("Ar37", "L2", 0.8), ("Ar36", "CDD", 0.6)];

    private LiveAnalysis _analysis = LiveAnalysis.Empty;
    private MeasurementEvents.ReadingTaken _next = null!;

    [Params("linear", "parabolic", "quartic", "average")]
    public string Fit { get; set; } = "";

    [Params(false, true)]
    public bool Filtered { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var position = new IrradiationPosition("24701", "NM-1", "A", 1, new(0.00163, 1e-6), 0, new(5.463e-10), [new(1, TimeZero.AddDays(-50), TimeZero.AddDays(-49))], "p", Production.None);
        var setting = new FitSetting(Fit, "SEM", Filtered ? new OutlierFilter(2, 2) : null);
        var random = new Random(1);
        _analysis = LiveAnalysis.Empty
            .Apply(new RunEvents.RunStarted(TimeZero, "u", "q", "24701-01", 1, -1, "Argus", "", new RunSpec { Labnumber = "24701" }, false, false, true, ""))
            .Apply(new RunEvents.IrradiationRead(TimeZero, position))
            .Apply(new MeasurementEvents.FitsSet(TimeZero, ImmutableDictionary<string, FitSetting>.Empty.Add("*", setting)))
            .Apply(new MeasurementEvents.SeriesStarted(
                TimeZero, 1, "signal", Points + 1, 1, TimeZero, Isotopes.ToImmutableDictionary(i => i.Detector, i => i.Isotope)));
        for (var count = 1; count < Points; count++) _analysis = _analysis.Apply(Reading(count, random));
        _next = Reading(Points, random);
    }

    [Benchmark]
    public double Fits()
    {
        var sum = 0.0;
        foreach (var isotope in _analysis.Apply(_next).Isotopes) sum += isotope.Intensity!.Value;
        return sum;
    }

    [Benchmark]
    public ReducedAnalysis Everything() => _analysis.Apply(_next).Reduce();

    private static MeasurementEvents.ReadingTaken Reading(int count, Random random) => new(
        TimeZero.AddSeconds(15 + (1.05 * count)), 1, count,
        Isotopes.ToImmutableDictionary(i => i.Detector, i => (i.Level * (1 - (1e-5 * count))) + (0.02 * (random.NextDouble() - 0.5))),
        ImmutableDictionary<string, string>.Empty);
}
