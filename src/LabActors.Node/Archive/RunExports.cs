using System.Collections.Immutable;
using LabActors.Actors.Exports;
using LabActors.Actors.Results;
using LabActors.Core.Execution;
using LabActors.Core.Exports;
using LabActors.Export;
using LabActors.Export.Dvc;

namespace LabActors.Node.Archive;

/// <summary>Exports of the outbox: runs from their events into the target's folder, repositories to its remote.</summary>
public sealed class RunExports(IRunEvents events) : IExports
{
    /// <inheritdoc/>
    public IExports.Exported Export(ExportTarget target, string runUuid)
    {
        var (record, origin) = events.Record(runUuid);
        if (ProvisionalNumbers.Are(record.Aliquot))
            throw new InvalidDataException($"{record.RunId} is a provisional number: the run is exported when it has its real one");
        var exporter = ExportFormats.Create(target.Format, target.Folder, Settings(target));
        var outcome = exporter.Export(ExportedRun.Of(record, origin));
        ImmutableArray<string> repositories = target.Remote.Length > 0 && exporter is DvcExporter dvc ? dvc.Repositories(record) : [];
        return new(outcome.Place, outcome.Changed, outcome.Kept, repositories, origin.LastOrdering);
    }

    /// <inheritdoc/>
    public void Push(ExportTarget target, string repository) => new DvcExporter(target.Folder, Settings(target)).Push(repository, target.Remote);

    /// <inheritdoc/>
    public ImmutableArray<string> EndedAfter(long ordering) => events.EndedAfter(ordering);

    private static ExportSettings Settings(ExportTarget target) =>
        new(target.TimeZone.Length > 0 ? TimeZoneInfo.FindSystemTimeZoneById(target.TimeZone) : TimeZoneInfo.Local);
}
