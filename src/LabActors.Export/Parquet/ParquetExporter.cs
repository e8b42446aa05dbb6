using LabActors.Core.Reduction;
using Parquet.Serialization;

namespace LabActors.Export.Parquet;

/// <summary>
/// Columns for data tools, which read a folder as one table: <c>readings/RUN.parquet</c> with a row for each detector's reading, and
/// <c>analyses/RUN.parquet</c> with the run's row.
/// </summary>
public sealed class ParquetExporter(string folder) : IRunExporter
{
    /// <inheritdoc/>
    public ExportOutcome Export(ExportedRun run)
    {
        using var taken = FolderLock.Take(folder);
        var name = RunFileNames.Of(run.Record) + ".parquet";
        var analyses = Path.Combine(folder, "analyses", name);
        var changed = RunFileNames.Write(Path.Combine(folder, "readings", name), Bytes(Readings(run.Record)));
        changed |= RunFileNames.Write(analyses, Bytes([Analysis(run)]));
        return new(run.Record.RunUuid, run.Record.RunId, analyses, changed, []);
    }

    private static byte[] Bytes<T>(IReadOnlyCollection<T> rows)
    {
        using var bytes = new MemoryStream();
        ParquetSerializer.SerializeAsync(rows, bytes).GetAwaiter().GetResult();
        return bytes.ToArray();
    }

    private static List<ReadingColumns> Readings(RunRecord run) =>
    [
        .. run.Series.SelectMany(series => series.Detectors.SelectMany(detector => series.Points(detector).Select(point => new ReadingColumns
        {
            RunUuid = run.RunUuid,
            RunId = run.RunId,
            Simulated = run.Simulated,
            Series = series.Number,
            Kind = series.Kind,
            SetAside = series.SetAside,
            Detector = detector,
            Isotope = series.Isotope(detector),
            Count = point.Count,
            Seconds = point.Seconds,
            Intensity = double.IsFinite(point.Intensity) ? point.Intensity : null,
            Quality = point.Quality,
        }))),
    ];

    private static AnalysisColumns Analysis(ExportedRun run)
    {
        var (record, spec) = (run.Record, run.Record.Spec);
        return new()
        {
            RunUuid = record.RunUuid,
            RunId = record.RunId,
            Simulated = record.Simulated,
            QueueId = record.QueueId,
            Identifier = spec.Labnumber,
            Aliquot = record.Aliquot,
            Step = record.Step < 0 ? null : record.Step,
            AnalysisType = spec.AnalysisType,
            State = record.State,
            Cause = record.Cause,
            Sample = run.Sample.Name,
            Instrument = record.Instrument,
            ExtractionDevice = record.ExtractionDevice,
            StartedAt = record.StartedAt.UtcDateTime,
            Duration = record.Duration.TotalSeconds,
            ExtractValue = spec.ExtractValue,
            ExtractUnits = spec.ExtractUnits,
            PrecedingBlank = record.PrecedingBlank,
            ConditionalsTripped = string.Join("; ", record.Conditionals.Tripped.Where(trip => trip.Acts).Select(trip => trip.Test)),
            Age = run.Reduced.Argon?.Age?.Value,
            AgeError = run.Reduced.Argon?.Age?.Error,
            AgeErrorWithJ = run.Reduced.Argon?.AgeErrorWithJ,
            J = run.Reduced.Irradiation?.J?.Value,
            JError = run.Reduced.Irradiation?.J?.Error,
            Isotopes = [.. run.Reduced.Isotopes.Select(Isotope)],
        };
    }

    private static IsotopeColumns Isotope(IsotopeResult isotope) => new()
    {
        Isotope = isotope.Isotope,
        Detector = isotope.Detector,
        Fit = isotope.Fit,
        Used = isotope.Used,
        Total = isotope.Total,
        Intercept = isotope.Intercept,
        Error = isotope.Error,
        Baseline = isotope.Baseline,
        BaselineError = isotope.BaselineError,
        Blank = isotope.Blank?.Value,
        BlankError = isotope.Blank?.Error,
        Corrected = isotope.Corrected,
        CorrectedError = isotope.CorrectedError,
        IcFactor = isotope.IcFactor.Value,
        Intensity = isotope.Intensity.Value,
        IntensityError = isotope.Intensity.Error,
    };
}
