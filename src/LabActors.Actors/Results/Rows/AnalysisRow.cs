namespace LabActors.Actors.Results.Rows;

/// <summary>An analysis in the results database: one row a run, whatever became of the run.</summary>
public sealed class AnalysisRow
{
    /// <summary>The run's uuid.</summary>
    public required string Uuid { get; init; }

    /// <summary>As people say it: <c>66681-03A</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>The queue that the run was of.</summary>
    public required string QueueId { get; init; }

    /// <summary>That queue's name; empty when it is not known.</summary>
    public required string QueueName { get; init; }

    /// <summary>Identifier without aliquot.</summary>
    public required string Identifier { get; init; }

    /// <summary>Aliquot of the identifier.</summary>
    public required int Aliquot { get; init; }

    /// <summary>Step of a step heating, 0 is A; -1 when there is none.</summary>
    public required int Step { get; init; }

    /// <summary><c>unknown, blank_unknown, air ...</c></summary>
    public required string AnalysisType { get; init; }

    /// <summary>Where the run stood at its end: <c>success, truncated, failed, canceled, aborted, interrupted ...</c></summary>
    public required string State { get; init; }

    /// <summary>Why it ended so; empty when as planned.</summary>
    public required string Cause { get; init; }

    /// <summary>True when the readings are a simulation's.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Name of the sample; empty when it is not known.</summary>
    public required string Sample { get; init; }

    /// <summary>Repository that the run is exported to; empty when the queue names none.</summary>
    public required string Repository { get; init; }

    /// <summary>Who ran it.</summary>
    public required string Username { get; init; }

    /// <summary>The operator's remark.</summary>
    public required string Comment { get; init; }

    /// <summary>Name of the node that ran it.</summary>
    public required string Node { get; init; }

    /// <summary>Version of LabActors.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of the laboratory's definition.</summary>
    public required string LabHash { get; init; }

    /// <summary>Seed of a simulated laboratory; empty for a real one.</summary>
    public required string Seed { get; init; }

    /// <summary>The journal's number of the run's first event; 0 when it is not known.</summary>
    public required long JournalFirst { get; init; }

    /// <summary>The journal's number of its last.</summary>
    public required long JournalLast { get; init; }

    /// <summary>The spectrometer.</summary>
    public required string Instrument { get; init; }

    /// <summary>The extraction device.</summary>
    public required string ExtractionDevice { get; init; }

    /// <summary>Run id of the blank that corrects this run; empty when there is none.</summary>
    public required string PrecedingBlank { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was over; null when that is not known.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>s from beginning to end.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The run's time zero; null when it never measured.</summary>
    public required DateTimeOffset? TimeZero { get; init; }

    /// <summary>From here on the next run could have the extraction line.</summary>
    public required DateTimeOffset? LineFreedAt { get; init; }

    /// <summary>From here on the aliquot was spent.</summary>
    public required DateTimeOffset? PointOfNoReturnAt { get; init; }

    /// <summary>The run spec as JSON.</summary>
    public required string Spec { get; init; }

    /// <summary>What the reduction did otherwise than asked, one note a line.</summary>
    public required string Notes { get; init; }

    /// <summary>Intercepts.</summary>
    public List<IsotopeRow> Isotopes { get; init; } = [];

    /// <summary>Baselines.</summary>
    public List<BaselineRow> Baselines { get; init; } = [];

    /// <summary>Raw readings.</summary>
    public List<SeriesRow> Series { get; init; } = [];

    /// <summary>Peak centers.</summary>
    public List<PeakCenterRow> PeakCenters { get; init; } = [];

    /// <summary>Scripts that ran.</summary>
    public List<RunScriptRow> Scripts { get; init; } = [];

    /// <summary>Steps, equilibrations, interventions, safe state.</summary>
    public List<TimelineRow> Timeline { get; init; } = [];

    /// <summary>The run's log.</summary>
    public List<LogRow> Log { get; init; } = [];
}
