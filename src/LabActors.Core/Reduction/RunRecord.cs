using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Runs;

namespace LabActors.Core.Reduction;

/// <summary>
/// The whole analysis that a run's events tell, whatever became of the run: a pure fold, so that it can be had again from
/// the journal at any time. Commands are not kept here; the journal has them.
/// </summary>
public sealed record RunRecord
{
    /// <summary>Before the first event.</summary>
    public static RunRecord Empty { get; } = new();

    public string RunUuid { get; init; } = "";

    public string QueueId { get; init; } = "";

    /// <summary>As people say it: <c>66681-03A</c>.</summary>
    public string RunId { get; init; } = "";

    public int Aliquot { get; init; }

    /// <summary>0 is A; -1 when there is none.</summary>
    public int Step { get; init; } = -1;

    public string Instrument { get; init; } = "";

    public string ExtractionDevice { get; init; } = "";

    public RunSpec Spec { get; init; } = new();

    public bool Overlaps { get; init; }

    public bool IsLast { get; init; }

    /// <summary>
    /// A device of the run is simulated: everything that shows or exports the record says so. Which of its data are is said by each reading, peak center and step.
    /// </summary>
    public bool Simulated { get; init; }

    /// <summary>Run id of the blank that corrects this run; empty when there is none.</summary>
    public string PrecedingBlank { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while the run is not over.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>One of the run states of <see cref="RunStates"/>.</summary>
    public string State { get; init; } = RunState.NotRun.Text();

    public string Cause { get; init; } = "";

    public ImmutableList<RunParts.Step> Steps { get; init; } = [];

    /// <summary>All series in order, those that were set aside included.</summary>
    public ImmutableList<RunSeries> Series { get; init; } = [];

    public ImmutableArray<string> Detectors { get; init; } = [];

    /// <summary>By isotope, as they were asked for.</summary>
    public ImmutableDictionary<string, FitSetting> Fits { get; init; } = ImmutableDictionary<string, FitSetting>.Empty;

    /// <summary>By detector, as they were asked for.</summary>
    public ImmutableDictionary<string, FitSetting> BaselineFits { get; init; } = ImmutableDictionary<string, FitSetting>.Empty;

    public ImmutableList<RunParts.PeakCenter> PeakCenters { get; init; } = [];

    /// <summary>Positions, outputs, shots, pictures: what happened in the extraction.</summary>
    public ExtractionRecord Extraction { get; init; } = ExtractionRecord.Empty;

    /// <summary>Programs, surroundings, settings of the spectrometer, gaps.</summary>
    public RunCircumstances Circumstances { get; init; } = RunCircumstances.Empty;

    public ImmutableList<RunParts.Equilibration> Equilibrations { get; init; } = [];

    /// <summary>The last time zero that was set; each series has its own.</summary>
    public DateTimeOffset? TimeZero { get; init; }

    public ImmutableList<RunParts.Script> Scripts { get; init; } = [];

    public ImmutableList<RunParts.LogLine> Log { get; init; } = [];

    public ImmutableList<RunParts.Intervention> Interventions { get; init; } = [];

    /// <summary>Steps of the safe state and what came of them; empty when it was not needed.</summary>
    public ImmutableArray<RunEvents.SafeStateStep> SafeState { get; init; } = [];

    public DateTimeOffset? SafeStateAt { get; init; }

    /// <summary>From here on the aliquot was spent.</summary>
    public DateTimeOffset? PointOfNoReturnAt { get; init; }

    public DateTimeOffset? PumpTimeStartedAt { get; init; }

    /// <summary>From here on the next run could have the line.</summary>
    public DateTimeOffset? LineFreedAt { get; init; }

    /// <summary>True when the run said that it is over.</summary>
    public bool IsEnded => EndedAt is not null;

    /// <summary>From the run's beginning to its end, or to the last thing that is known of it.</summary>
    public TimeSpan Duration => (EndedAt ?? LastKnownAt) - StartedAt;

    /// <summary>When the newest event of the run happened.</summary>
    public DateTimeOffset LastKnownAt { get; init; }

    /// <summary>The series that the analysis is made of.</summary>
    public IEnumerable<RunSeries> Valid => Series.Where(series => !series.SetAside);

    /// <summary>The record after one more event of the run; events that say nothing of the analysis leave it as it is.</summary>
    public RunRecord Apply(IJournalEvent happened) => RunRecordFold.Apply(this, happened) with
    {
        Analysis = Analysis.Apply(happened),
        Conditionals = Conditionals.Apply(happened),
        LastKnownAt = happened.At,
    };

    /// <summary>The record of a run's events, in their order.</summary>
    public static RunRecord Fold(IEnumerable<IJournalEvent> events) => events.Aggregate(Empty, (record, happened) => record.Apply(happened));

    /// <summary>What was measured as its isotopes, baselines, corrections and ages.</summary>
    public LiveAnalysis Analysis { get; init; } = LiveAnalysis.Empty;

    /// <summary>The conditionals that were in force when it ended, and all that tripped.</summary>
    public RunConditionals Conditionals { get; init; } = RunConditionals.Empty;

    /// <summary>The analysis in numbers.</summary>
    public ReducedAnalysis Reduce() => Analysis.Reduce();
}
