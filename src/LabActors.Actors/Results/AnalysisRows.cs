using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>A run's record as rows of the results database, and rows as what tables show.</summary>
public static class AnalysisRows
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The rows of a run's analysis.</summary>
    public static AnalysisRow From(RunRecord run, RunOrigin? origin = null)
    {
        var (from, program) = (origin ?? RunOrigin.Unknown, run.Circumstances.Provenance);
        var reduced = run.Reduce();
        var (argon, irradiation) = (reduced.Argon, reduced.Irradiation);
        return new()
        {
            Uuid = run.RunUuid,
            RunId = run.RunId,
            QueueId = run.QueueId,
            QueueName = from.QueueName,
            Identifier = run.Spec.Labnumber,
            Aliquot = run.Aliquot,
            Step = run.Step,
            AnalysisType = run.Spec.AnalysisType,
            State = run.State,
            Cause = run.Cause,
            Simulated = run.Simulated,
            Sample = run.Spec.Sample,
            Repository = run.Spec.RepositoryIdentifier,
            Username = run.Spec.Username,
            Comment = run.Spec.Comment,
            Irradiation = irradiation?.Irradiation ?? "",
            IrradiationLevel = irradiation?.Level ?? "",
            IrradiationPosition = irradiation?.Position,
            J = irradiation?.J?.Value,
            JError = irradiation?.J?.Error,
            Age = argon?.Age?.Value,
            AgeError = argon?.Age?.Error,
            AgeErrorWithJ = argon?.AgeErrorWithJ,
            F = argon?.F?.Value,
            FError = argon?.F?.Error,
            YieldPercent = argon?.YieldPercent?.Value,
            YieldPercentError = argon?.YieldPercent?.Error,
            KCa = argon?.KCa?.Value,
            KCaError = argon?.KCa?.Error,
            KCl = argon?.KCl?.Value,
            KClError = argon?.KCl?.Error,
            K39 = argon?.K39?.Value,
            K39Error = argon?.K39?.Error,
            BlankUuid = reduced.Blank?.RunUuid ?? "",
            WhiffResult = run.Circumstances.WhiffResult,
            SensitivityMultiplier = run.Circumstances.SensitivityMultiplier,
            ExtractionContext = Ordered(run.Extraction.Context),
            PipetteCounts = Ordered(run.Extraction.PipetteCounts),
            Laboratory = from.Laboratory,
            Node = program?.Node ?? "",
            Version = program?.Version ?? "",
            PythonVersion = program?.PythonVersion ?? "",
            Runtime = program?.Runtime ?? "",
            LabHash = program?.LabSha256 ?? "",
            Seed = program?.Seed ?? "",
            JournalFirst = from.FirstOrdering,
            JournalLast = from.LastOrdering,
            Instrument = run.Instrument,
            ExtractionDevice = run.ExtractionDevice,
            PrecedingBlank = run.PrecedingBlank,
            StartedAt = run.StartedAt,
            EndedAt = run.EndedAt,
            DurationSeconds = run.Duration.TotalSeconds,
            TimeZero = run.TimeZero,
            LineFreedAt = run.LineFreedAt,
            PointOfNoReturnAt = run.PointOfNoReturnAt,
            Spec = JsonSerializer.Serialize(run.Spec, Json),
            Notes = Lines(reduced.Notes),
            Isotopes = [.. reduced.Isotopes.Select((isotope, ordinal) => Row(run.RunUuid, ordinal, isotope))],
            Baselines = [.. reduced.Baselines.Select(baseline => Row(run.RunUuid, baseline))],
            Blanks = [.. (reduced.Blank?.Isotopes ?? []).OrderBy(blank => blank.Key, StringComparer.Ordinal).Select(blank => new BlankRow { Uuid = run.RunUuid, Isotope = blank.Key, Value = blank.Value.Value, Error = blank.Value.Error })],
            Environment = CircumstanceRows.Environment(run),
            Settings = CircumstanceRows.Settings(run),
            Positions = CircumstanceRows.Positions(run),
            Shots = CircumstanceRows.Shots(run),
            Media = CircumstanceRows.Media(run),
            Traces = CircumstanceRows.Traces(run),
            Gaps = CircumstanceRows.Gaps(run),
            Conditionals = ConditionalRows.Installed(run),
            Trips = ConditionalRows.Tripped(run),
            Series = [.. run.Series.SelectMany((series, ordinal) => Rows(run.RunUuid, ordinal, series))],
            PeakCenters = [.. run.PeakCenters.Select((center, ordinal) => Row(run.RunUuid, ordinal, center))],
            Scripts = [.. run.Scripts.Select((script, ordinal) => Row(run.RunUuid, ordinal, script))],
            Timeline = [.. Timeline(run).OrderBy(entry => entry.StartedAt).Select((entry, ordinal) => Row(run.RunUuid, ordinal, entry))],
            Log = [.. run.Log.Select((line, ordinal) => new LogRow { Uuid = run.RunUuid, Ordinal = ordinal, At = line.At, Level = line.Level, Text = line.Text })],
        };
    }

    /// <summary>The texts of a run's scripts, each once.</summary>
    public static IEnumerable<ScriptRow> Scripts(RunRecord run) =>
        run.Scripts.DistinctBy(script => script.Sha256).Select(script => new ScriptRow { Sha256 = script.Sha256, Text = script.Text });

    /// <summary>What tables show of a stored analysis.</summary>
    public static RunSummary Summary(AnalysisRow row) => new(
        row.Uuid, row.QueueId, row.QueueName, row.RunId, row.Identifier, row.Aliquot, row.Step, row.AnalysisType, row.State, row.Cause, row.Simulated, row.Sample, row.Instrument, row.StartedAt, row.DurationSeconds,
        [.. row.Isotopes.OrderBy(isotope => isotope.Ordinal).Select(Isotope)], Split(row.Notes))
    {
        Argon = row.F is null ? null : new ArgonResult
        {
            Age = Quantity(row.Age, row.AgeError),
            AgeErrorWithJ = row.AgeErrorWithJ,
            F = Quantity(row.F, row.FError),
            YieldPercent = Quantity(row.YieldPercent, row.YieldPercentError),
            KCa = Quantity(row.KCa, row.KCaError),
            KCl = Quantity(row.KCl, row.KClError),
            K39 = Quantity(row.K39, row.K39Error),
        },
    };

    /// <summary>A stored isotope as the reduction gave it.</summary>
    public static IsotopeResult Isotope(IsotopeRow row) => new(
        row.Isotope, row.Detector, row.Intercept, row.Error, row.Fit, row.ErrorType, row.Used, row.Total, Numbers(row.Coefficients),
        row.Baseline, row.BaselineError, row.Corrected, row.CorrectedError, Split(row.Notes))
    {
        BaselineFrom = row.BaselineFrom,
        Blank = row.Blank is { } blank ? new(blank, row.BlankError) : null,
        BlankCorrected = new(row.BlankCorrected, row.BlankCorrectedError),
        IcFactor = new(row.IcFactor, row.IcFactorError),
        Discrimination = new(row.Discrimination, row.DiscriminationError),
        Intensity = new(row.Intensity, row.IntensityError),
        Filter = row is { FilterIterations: { } iterations, FilterStdDevs: { } deviations } ? new(iterations, deviations) : null,
        Outliers = Indices(row.Outliers),
    };

    /// <summary>An array of numbers out of a column.</summary>
    public static ImmutableArray<double> Numbers(string json) => [.. JsonSerializer.Deserialize<double[]>(json, Json) ?? []];

    /// <summary>An array of indices out of a column.</summary>
    public static ImmutableArray<int> Indices(string json) => [.. JsonSerializer.Deserialize<int[]>(json) ?? []];

    private static string Array(ImmutableArray<double> numbers) => JsonSerializer.Serialize(numbers.AsEnumerable(), Json);

    /// <summary>A dictionary as JSON, its keys in order: the same in every process.</summary>
    internal static string Ordered<T>(IEnumerable<KeyValuePair<string, T>> values) =>
        JsonSerializer.Serialize(new SortedDictionary<string, T>(values.ToDictionary(), StringComparer.Ordinal), Json);

    private static Quantity? Quantity(double? value, double? error) => value is { } known ? new Quantity(known, error) : null;

    private static string Lines(ImmutableArray<string> notes) => string.Join('\n', notes);

    private static ImmutableArray<string> Split(string notes) => notes.Length == 0 ? [] : [.. notes.Split('\n')];

    private static IsotopeRow Row(string uuid, int ordinal, IsotopeResult isotope) => new()
    {
        Uuid = uuid,
        Ordinal = ordinal,
        Isotope = isotope.Isotope,
        Detector = isotope.Detector,
        Intercept = isotope.Intercept,
        Error = isotope.Error,
        Fit = isotope.Fit,
        ErrorType = isotope.ErrorType,
        Used = isotope.Used,
        Total = isotope.Total,
        Coefficients = Array(isotope.Coefficients),
        Baseline = isotope.Baseline,
        BaselineError = isotope.BaselineError,
        Corrected = isotope.Corrected,
        CorrectedError = isotope.CorrectedError,
        BaselineFrom = isotope.BaselineFrom,
        Blank = isotope.Blank?.Value,
        BlankError = isotope.Blank?.Error,
        BlankCorrected = isotope.BlankCorrected.Value,
        BlankCorrectedError = isotope.BlankCorrected.Error,
        IcFactor = isotope.IcFactor.Value,
        IcFactorError = isotope.IcFactor.Error,
        Discrimination = isotope.Discrimination.Value,
        DiscriminationError = isotope.Discrimination.Error,
        Intensity = isotope.Intensity.Value,
        IntensityError = isotope.Intensity.Error,
        FilterIterations = isotope.Filter?.Iterations,
        FilterStdDevs = isotope.Filter?.StdDevs,
        Outliers = JsonSerializer.Serialize(isotope.Outliers.AsEnumerable()),
        Notes = Lines(isotope.Notes),
    };

    private static BaselineRow Row(string uuid, BaselineResult baseline) => new()
    {
        Uuid = uuid,
        Detector = baseline.Detector,
        Value = baseline.Value,
        Error = baseline.Error,
        Fit = baseline.Fit,
        ErrorType = baseline.ErrorType,
        Used = baseline.Used,
        Total = baseline.Total,
        Coefficients = Array(baseline.Coefficients),
        FilterIterations = baseline.Filter?.Iterations,
        FilterStdDevs = baseline.Filter?.StdDevs,
        Outliers = JsonSerializer.Serialize(baseline.Outliers.AsEnumerable()),
        Notes = Lines(baseline.Notes),
    };

    private static IEnumerable<SeriesRow> Rows(string uuid, int ordinal, RunSeries series) => series.Detectors.Select(detector =>
    {
        var points = series.Points(detector);
        return new SeriesRow
        {
            Uuid = uuid,
            Ordinal = ordinal,
            Detector = detector,
            Number = series.Number,
            Kind = series.Kind,
            Isotope = series.Isotope(detector),
            CountsAsked = series.CountsAsked,
            IntegrationSeconds = series.IntegrationSeconds,
            StartedAt = series.StartedAt,
            EndedAt = series.EndedAt,
            TimeZero = series.TimeZero,
            How = series.How,
            SetAside = series.SetAside,
            Simulated = series.Simulated,
            Points = SeriesBlob.Pack(points),
            Quality = SeriesBlob.PackQuality(points),
        };
    });

    private static PeakCenterRow Row(string uuid, int ordinal, RunParts.PeakCenter center) => new()
    {
        Uuid = uuid,
        Ordinal = ordinal,
        At = center.At,
        Detector = center.Detector,
        Isotope = center.Isotope,
        CenterDac = center.CenterDac,
        Dacs = Array(center.Dacs),
        Intensities = Array(center.Intensities),
        Shape = center.Shape is null ? null : JsonSerializer.Serialize(center.Shape, Json),
        Others = Ordered(center.Others),
        Reason = center.Reason,
        Simulated = center.Simulated,
    };

    private static RunScriptRow Row(string uuid, int ordinal, RunParts.Script script) => new()
    {
        Uuid = uuid,
        Ordinal = ordinal,
        Kind = script.Kind,
        Path = script.Path,
        Sha256 = script.Sha256,
        PythonVersion = script.PythonVersion,
        StartedAt = script.StartedAt,
        EndedAt = script.EndedAt,
        Outcome = script.Outcome,
        Error = script.Error,
        Line = script.Line,
        File = script.File,
    };

    private static TimelineRow Row(string uuid, int ordinal, TimelineEntry entry) => new()
    {
        Uuid = uuid,
        Ordinal = ordinal,
        Kind = entry.Kind,
        Name = entry.Name,
        StartedAt = entry.StartedAt,
        EndedAt = entry.EndedAt,
        Outcome = entry.Outcome,
        Detail = entry.Detail,
    };

    private static IEnumerable<TimelineEntry> Timeline(RunRecord run) =>
    [
        .. run.Steps.Select(step => new TimelineEntry(TimelineRow.Step, step.Name, step.StartedAt, step.EndedAt, step.Outcome, step.Reason)),
        .. run.Equilibrations.Select(e => new TimelineEntry(TimelineRow.Equilibration, string.Join(" ", e.Inlets), e.OpenedAt, e.ClosedAt, "", "")),
        .. run.Interventions.Select(i => new TimelineEntry(TimelineRow.Intervention, i.What, i.At, null, "", i.Why.Length > 0 ? $"{i.By}: {i.Why}" : i.By)),
        .. run.SafeState.Select(s => new TimelineEntry(TimelineRow.SafeState, s.What, run.SafeStateAt ?? run.LastKnownAt, null, s.Done ? "done" : "failed", s.Detail)),
    ];

    private sealed record TimelineEntry(string Kind, string Name, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Outcome, string Detail);
}
