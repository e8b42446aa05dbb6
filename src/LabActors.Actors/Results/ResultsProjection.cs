using System.Collections.Immutable;
using System.Data.Common;
using LabActors.Actors.Results.Rows;
using Microsoft.EntityFrameworkCore;

namespace LabActors.Actors.Results;

/// <summary>
/// The projection's work between journal and results database. Every method waits for both, so that it is called on a
/// thread of its own, and by one caller at a time.
/// </summary>
public sealed class ResultsProjection(ResultsStore store, IRunEvents events)
{
    private bool _prepared;

    /// <summary>Where the events come from.</summary>
    public IRunEvents Events { get; } = events;

    /// <summary>Folds a run's events and saves what they come to.</summary>
    public RunSummary Project(string runUuid)
    {
        Prepare();
        return Save(runUuid);
    }

    /// <summary>Runs that have ended by the journal and are not in the database, or are there under a number that was provisional.</summary>
    public ImmutableArray<string> Missing()
    {
        Prepare();

        // Of the whole journal: a run that could not be saved may be older than any number of those that were.
        var ended = Events.EndedAfter(0);
        var saved = store.Saved(ended);
        return [.. ended.Where(run => !saved.Contains(run)), .. Events.Settled().Values.Where(settled => saved.Contains(settled.RunUuid) && store.Find(settled.RunUuid)?.Aliquot != settled.Aliquot).Select(settled => settled.RunUuid)];
    }

    /// <summary>Saves every run that has ended by the journal and is not in the database; those that cannot be saved are named, with why.</summary>
    public ImmutableDictionary<string, string> CatchUp()
    {
        var failed = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var run in Missing())
        {
            try
            {
                Save(run);
            }
            catch (Exception exception)
            {
                failed[run] = Reason(exception);
            }
        }

        return failed.ToImmutable();
    }

    /// <summary>What is saved of a run; null when nothing is.</summary>
    public RunSummary? Find(string runUuid)
    {
        Prepare();
        return store.Find(runUuid);
    }

    /// <summary>Drops the rows and projects every run that has ended; one that cannot be is named and takes no other with it.</summary>
    public ResultsProtocol.Rebuilt Rebuild()
    {
        Prepare();
        var ended = Events.EndedAfter(0);
        store.Clear();
        var failed = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var run in ended)
        {
            try
            {
                Save(run);
            }
            catch (Exception exception)
            {
                failed[run] = Reason(exception);
            }
        }

        return new(ended.Length - failed.Count, failed.ToImmutable());
    }

    /// <summary>What people are told of a failure: a database's own words rather than those around them.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        DbUpdateException { InnerException: DbException inner } => inner.Message,
        AggregateException { InnerException: { } inner } => Reason(inner),
        _ => exception.Message,
    };

    /// <summary>A run's analysis as the journal has it; the results database is not asked.</summary>
    /// <exception cref="InvalidDataException">The journal has no such run.</exception>
    public AnalysisRow Analysis(string runUuid)
    {
        var (run, origin) = Events.Record(runUuid);
        return AnalysisRows.From(run, origin);
    }

    private RunSummary Save(string runUuid)
    {
        var (run, origin) = Events.Record(runUuid);
        return store.Save(run, origin);
    }

    private void Prepare()
    {
        if (_prepared) return;
        store.Prepare();
        _prepared = true;
    }
}
