using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using LabActors.Core.Ages;
using LabActors.Core.Conditionals;
using LabActors.Core.Irradiations;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;

namespace LabActors.Benchmarks.Conditionals;

/// <summary>
/// Thirty conditionals before one count of a run with five isotopes and 399 readings, on a reading that is new: fits and age are reckoned
/// anew for it (bound: 1 ms).
/// </summary>
[Config(typeof(ShortInProcess))]
public class ConditionalRounds
{
    private static readonly DateTimeOffset Zero = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    private static readonly (string Isotope, string Detector, double Start, double Slope)[] Signals =
        [("Ar40", "H1", 1000, -0.5), ("Ar39", "AX", 90, -0.01), ("Ar38", "L1", 1.1, 0), ("Ar37", "L2", 0.2, 0), ("Ar36", "CDD", 0.3, 0)];

    private static readonly string[] Tests =
    [
        "Ar40>1e6", "Ar36.bs_corrected>10", "Ar40.bs_corrected>6000 or H1.bs<-5", "slope(Ar40)>1", "average(Ar39)>1e5", "max(Ar36)>10 and min(Ar36)<-10",
        "Ar40/Ar36>1e9", "age>1e4", "5<age<6", "not between(kca,0,1e6)",
    ];

    private InstalledConditional[] _set = [];
    private LiveAnalysis _before = LiveAnalysis.Empty;
    private MeasurementEvents.ReadingTaken _reading = null!;

    [GlobalSetup]
    public void Setup()
    {
        var names = new ConditionVocabulary([.. Signals.Select(s => s.Isotope)], [.. Signals.Select(s => s.Detector)], [], []);
        _set =
        [
            .. ConditionalFile.Identified(
                from window in new[] { 0, 0, 20 }
                from test in Tests
                select new Conditional { Kind = ConditionalKind.Termination, Level = ConditionalLevel.System, Test = test, Start = 0, Window = window })
                .Select(c => InstalledConditional.Bind(c, names)!),
        ];
        var position = new IrradiationPosition("24701", "NM-1", "A", 1, new(0.00163, 1e-6), 0, new(5.463e-10), [], "none", Production.None);
        _before = LiveAnalysis.Empty
            .Apply(new RunEvents.RunStarted(Zero, "u", "q", "24701-01", 1, -1, "Argus", "", new RunSpec { Labnumber = "24701" }, false, false, true, "", new AnalysisInputs { Irradiation = position }))
            .Apply(new MeasurementEvents.SeriesStarted(Zero, 1, RunSeries.Signal, 400, 1, Zero, Signals.ToImmutableDictionary(s => s.Detector, s => s.Isotope)));
        for (var count = 1; count < 400; count++)
            _before = _before.Apply(Reading(count));
        _reading = Reading(400);
    }

    [Benchmark]
    public int Thirty_conditionals_on_a_new_reading()
    {
        var values = new LiveMeasuredValues(
            _before.Apply(_reading), _reading.Intensities, ImmutableDictionary<ConditionValue, MeasuredValue>.Empty, ImmutableDictionary<string, double>.Empty, DuringSniff: false);
        return ConditionalRound.BeforeCount(_set, ConditionalCounters.None, "unknown", 401, false, values).Trips.Length;
    }

    private static MeasurementEvents.ReadingTaken Reading(int count) => new(
        Zero.AddSeconds(count),
        1,
        count,
        Signals.ToImmutableDictionary(s => s.Detector, s => s.Start + (s.Slope * count) + (0.01 * Math.Sin(count))),
        ImmutableDictionary<string, string>.Empty);
}
