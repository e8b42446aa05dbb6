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

    /// <summary>The irradiation that the age was reckoned with; empty when none was.</summary>
    public required string Irradiation { get; init; }

    /// <summary>Its level.</summary>
    public required string IrradiationLevel { get; init; }

    /// <summary>Hole in the level; null when there is no irradiation.</summary>
    public required int? IrradiationPosition { get; init; }

    public required double? J { get; init; }

    public required double? JError { get; init; }

    /// <summary>Ma; null where it cannot be told.</summary>
    public required double? Age { get; init; }

    /// <summary>1 sigma without the error of J, Ma.</summary>
    public required double? AgeError { get; init; }

    /// <summary>1 sigma with the error of J, Ma.</summary>
    public required double? AgeErrorWithJ { get; init; }

    /// <summary>40Ar*/39ArK.</summary>
    public required double? F { get; init; }

    public required double? FError { get; init; }

    /// <summary>Radiogenic part of 40Ar, %.</summary>
    public required double? YieldPercent { get; init; }

    public required double? YieldPercentError { get; init; }

    public required double? KCa { get; init; }

    public required double? KCaError { get; init; }

    public required double? KCl { get; init; }

    public required double? KClError { get; init; }

    /// <summary>39Ar from potassium, fA.</summary>
    public required double? K39 { get; init; }

    public required double? K39Error { get; init; }

    /// <summary>Uuid of the blank that was taken off; empty when none was.</summary>
    public required string BlankUuid { get; init; }

    /// <summary>The action of the last whiff; null when there was none.</summary>
    public required string? WhiffResult { get; init; }

    /// <summary>Of the extraction script; null when it gives none.</summary>
    public required double? SensitivityMultiplier { get; init; }

    /// <summary>Values that scripts stored: JSON object.</summary>
    public required string ExtractionContext { get; init; }

    /// <summary>Shots that each pipette had ever given: JSON object.</summary>
    public required string PipetteCounts { get; init; }

    /// <summary>The laboratory's name.</summary>
    public required string Laboratory { get; init; }

    /// <summary>Name of the node that ran it.</summary>
    public required string Node { get; init; }

    /// <summary>Version of LabActors.</summary>
    public required string Version { get; init; }

    /// <summary>Version of the interpreter of the scripts.</summary>
    public required string PythonVersion { get; init; }

    /// <summary>.NET and operating system.</summary>
    public required string Runtime { get; init; }

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

    /// <summary>Blanks that were taken off.</summary>
    public List<BlankRow> Blanks { get; init; } = [];

    /// <summary>Surroundings.</summary>
    public List<EnvironmentRow> Environment { get; init; } = [];

    /// <summary>Settings of the spectrometer.</summary>
    public List<SettingsRow> Settings { get; init; } = [];

    /// <summary>Positions of the extraction.</summary>
    public List<PositionRow> Positions { get; init; } = [];

    /// <summary>Shots of pipettes.</summary>
    public List<ShotRow> Shots { get; init; } = [];

    /// <summary>Pictures and films.</summary>
    public List<MediaRow> Media { get; init; } = [];

    /// <summary>What the extraction was asked for and gave, over time.</summary>
    public List<TraceRow> Traces { get; init; } = [];

    /// <summary>Times in which a device did not answer.</summary>
    public List<GapRow> Gaps { get; init; } = [];

    /// <summary>Conditionals that were in force.</summary>
    public List<ConditionalRow> Conditionals { get; init; } = [];

    /// <summary>Conditionals that tripped.</summary>
    public List<TripRow> Trips { get; init; } = [];

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
