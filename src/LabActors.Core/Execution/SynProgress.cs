using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Execution;

/// <summary>
/// The measurement during a run's extraction, as the run's journal tells it. Each block is a script of its own, with command numbers from 1 and a measurement of its own that knows nothing of the
/// run's; only the numbers of series count on.
/// </summary>
/// <param name="Planned">What it was begun with.</param>
public sealed record SynProgress(SynExtractionPlanned Planned)
{
    /// <summary>The kind under which a block knows its own script.</summary>
    public const string Own = RunProgress.Measuring;

    /// <summary>The spectrometer was had; null before.</summary>
    public SynSpectrometerObtained? Obtained { get; init; }

    /// <summary>Its first block was begun after this; null before.</summary>
    public SynExtractionStarted? Started { get; init; }

    /// <summary>Blocks that were begun.</summary>
    public int BlocksBegun { get; init; }

    /// <summary>Whole blocks that were measured.</summary>
    public int Blocks { get; init; }

    /// <summary>The block under way, as a run that measures and does nothing else; null between two.</summary>
    public RunProgress? Block { get; init; }

    /// <summary>How the last block ended; null while none has.</summary>
    public ScriptFinished? LastBlock { get; init; }

    /// <summary>It is over; null before.</summary>
    public SynExtractionEnded? Ended { get; init; }

    /// <summary>How long nodes were away while it was under way, s: the extraction ends later by that.</summary>
    public double AwaySeconds { get; init; }

    /// <summary>When the extraction is reckoned to be over.</summary>
    public DateTimeOffset ExtractionEnds => Planned.ExtractionEnds.AddSeconds(AwaySeconds);

    /// <summary>True when another whole block is reckoned to end a second before the extraction does.</summary>
    public bool Fits(DateTimeOffset now) => Planned.BlockSeconds > 0 && (ExtractionEnds - now).TotalSeconds >= Planned.BlockSeconds + 1;

    /// <summary>The block that begins next: a run that has the number of the newest series and nothing else of the run.</summary>
    /// <param name="run">The run's beginning.</param>
    /// <param name="lastSeries">Number of the run's newest series.</param>
    public RunProgress NextBlock(RunStarted run, int lastSeries) => RunProgress.Empty with
    {
        Started = run with { RunUuid = FormattableString.Invariant($"{run.RunUuid}/syn{BlocksBegun + 1}") },
        Measurement = MeasurementSession.Empty with { LastSeries = lastSeries },
    };

    /// <summary>The measurement during extraction after an event of the run, before which the run was <paramref name="run"/>.</summary>
    public static SynProgress? Apply(SynProgress? syn, IJournalEvent e, RunProgress run) => (syn, e) switch
    {
        (null, SynExtractionPlanned planned) => new SynProgress(planned),
        (null, _) => null,
        (_, SynSpectrometerObtained obtained) => syn with { Obtained = obtained },
        ({ Ended: not null }, _) => syn,
        (_, SynExtractionStarted started) => syn with { Started = started },
        (_, SynExtractionEnded ended) => syn with { Ended = ended, Block = null },
        (_, ScriptStarted { Kind: SynExtraction.Folder } started) => syn with
        {
            Block = syn.NextBlock(run.Started!, run.Measurement.LastSeries).Apply(started with { Kind = Own }),
            BlocksBegun = syn.BlocksBegun + 1,
        },
        (_, ScriptFinished { Kind: SynExtraction.Folder } finished) => syn with
        {
            Block = null,
            LastBlock = finished,
            Blocks = syn.Blocks + (finished.Outcome == "completed" ? 1 : 0),
        },
        (_, RunResumed resumed) => syn with { AwaySeconds = syn.AwaySeconds + resumed.AwaySeconds, Block = syn.Block?.Apply(resumed) },
        ({ Block: { } block }, _) => Facts(block, e).Aggregate(block, (next, fact) => next.Apply(fact)) is var next && ReferenceEquals(next, block) ? syn : syn with { Block = next },
        _ => syn,
    };

    /// <summary>An event of the run as the block's own.</summary>
    private static ImmutableArray<IJournalEvent> Facts(RunProgress block, IJournalEvent e) => e switch
    {
        ChildScriptRead { Kind: SynExtraction.Folder } c => [c with { Kind = Own }],
        CommandRequested { Kind: SynExtraction.Folder } c => [c with { Kind = Own }],
        CommandCompleted { Kind: SynExtraction.Folder } c => [c with { Kind = Own }],
        CommandFailed { Kind: SynExtraction.Folder } c => [c with { Kind = Own }],
        CallBackMade { Kind: SynExtraction.Folder } c => [c with { Kind = Own }],
        CallBackEnded { Kind: SynExtraction.Folder } c => [c with { Kind = Own }],
        SynSetUp s =>
        [
            new DetectorsActivated(s.At, s.Detectors),
            new IsotopesAssigned(s.At, s.IsotopeOfDetector),
            new IntegrationTimeChanged(s.At, s.IntegrationSeconds),
            s.TimeZero is { } zero ? new TimeZeroSet(s.At, zero) : new MeasurementReset(s.At),
        ],
        MagnetPositioned => [e],
        SeriesStarted s when RunSeries.IsSyn(s.Kind) => [s with { Kind = s.Kind == RunSeries.SynBaseline ? RunSeries.Baseline : RunSeries.Signal }],
        ReadingTaken r when block.Measurement.OpenSeries.ContainsKey(r.Series) => [r],
        SeriesEnded s when block.Measurement.OpenSeries.ContainsKey(s.Series) => [s],
        _ => [],
    };
}
