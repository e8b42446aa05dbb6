using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using LabActors.Actors.Durations;
using LabActors.Core.Durations;
using LabActors.Core.Execution;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Benchmarks.Durations;

/// <summary>
/// The time of finish of a queue of 10,000 rows in a hundred shapes with overlap: what a queue spends on it between two runs (bound: part of its 20 ms).
/// </summary>
[Config(typeof(ShortInProcess))]
public class QueueEstimates
{
    private const int Rows = 10_000;
    private const int Shapes = 100;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);
    private readonly RunEstimates _estimates = new(LearnedDurations.None);
    private QueueProgress _queue = QueueProgress.Empty;
    private int _taught;

    [GlobalSetup]
    public void Setup()
    {
        ImmutableArray<RunSpec> rows =
        [
            .. Enumerable.Range(0, Rows).Select(i => new RunSpec
            {
                Labnumber = i % 10 == 0 ? "bu-FC-J" : "24701",
                Position = $"{i}",
                Overlap = i % 3 == 0 ? 10 : 0,
                Duration = i % Shapes,
                Comment = $"row {i}",
            }),
        ];
        foreach (var row in rows.Take(Shapes))
        {
            _estimates.Add(row, new TracedRun(new Dictionary<ScriptKind, TracedScript>
            {
                [ScriptKind.Extraction] = new($"x{row.Duration}", new ScriptTimes(100 + row.Duration)),
                [ScriptKind.Measurement] = new("m", new ScriptTimes(180, 4, 24, 24)),
                [ScriptKind.PostEquilibration] = new("e", new ScriptTimes(60)),
                [ScriptKind.PostMeasurement] = new("p", new ScriptTimes(60)),
            }.ToImmutableDictionary()));
        }

        _queue = QueueProgress.Empty
            .Apply(new QueueAccepted(Start, "q", "Argus", new ExperimentQueue { Runs = rows, DelayBetweenAnalyses = 30, DelayAfterBlank = 15 }))
            .Apply(new QueueStarted(Start));
    }

    /// <summary>As after each run: something was learned since.</summary>
    [Benchmark]
    public DateTimeOffset Finish()
    {
        _estimates.Learn([("m", new ScriptTimes(180 + (_taught++ % 7), 4, 24, 24))]);
        return QueueEstimate.Of(_queue, _estimates.Of, TimeSpan.FromSeconds(30), Start, delayBefore: true).Finish;
    }
}
