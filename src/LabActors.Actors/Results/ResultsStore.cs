using System.Data.Common;
using System.Reflection;
using Dapper;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Reduction;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace LabActors.Actors.Results;

/// <summary>
/// The results database: a projection of the journal that can be dropped and had again. Its methods wait for the database,
/// so that no actor calls them on its own thread; each is one transaction. What every start asks is asked in SQL: the whole model of the database would cost
/// it half a second.
/// </summary>
public sealed class ResultsStore(ResultsDatabase database)
{
    private const string Runs = "runs";
    private const string History = "__EFMigrationsHistory";
    private readonly DbContextOptions<ResultsContext> _options = database.Options();

    /// <summary>Makes the database if there is none and brings its tables up to this version.</summary>
    public void Prepare()
    {
        if (IsOfThisVersion()) return;
        using var context = Open();
        context.Database.Migrate();
    }

    /// <summary>Forms of the tables that were made by another version and that this one does not know; none where there is no database yet.</summary>
    public IReadOnlyList<string> UnknownMigrations()
    {
        using var connection = database.Connection();
        return connection.ExecuteScalar<long>(database.CountsTables, new { Table = History }) == 0
            ? []
            : [.. connection.Query<string>($"""SELECT "MigrationId" FROM "{History}" ORDER BY "MigrationId" """).Except(Migrations())];
    }

    /// <summary>Saves a run's analysis; the same run again replaces what was saved of it.</summary>
    /// <param name="origin">Where its events come from; the projection has come as far as the last of them.</param>
    public RunSummary Save(RunRecord run, RunOrigin? origin = null)
    {
        var analysis = AnalysisRows.From(run, origin ?? RunOrigin.Unknown);
        using var context = Open();
        using var transaction = context.Database.BeginTransaction();
        context.Analyses.Where(row => row.Uuid == run.RunUuid).ExecuteDelete();
        var hashes = run.Scripts.Select(script => script.Sha256).Distinct().ToArray();
        var known = context.Scripts.Where(row => hashes.Contains(row.Sha256)).Select(row => row.Sha256).ToHashSet();
        context.Scripts.AddRange(AnalysisRows.Scripts(run).Where(script => !known.Contains(script.Sha256)));
        context.Analyses.Add(analysis);
        if (origin is not null) Advance(context, origin.LastOrdering);
        context.SaveChanges();
        transaction.Commit();
        return AnalysisRows.Summary(analysis);
    }

    /// <summary>What was saved of a run; null when nothing was.</summary>
    public RunSummary? Find(string runUuid)
    {
        using var context = Open();
        var row = context.Analyses.AsNoTracking().Include(analysis => analysis.Isotopes).SingleOrDefault(analysis => analysis.Uuid == runUuid);
        return row is null ? null : AnalysisRows.Summary(row);
    }

    /// <summary>The runs among these that are saved.</summary>
    public IReadOnlySet<string> Saved(IReadOnlyCollection<string> runUuids)
    {
        using var connection = database.Connection();

        // Npgsql takes an array as one value: Dapper does not write it out as a list then.
        var among = database.Provider == ResultsDatabase.PostgreSql ? "= ANY(@runUuids)" : "IN @runUuids";
        return connection.Query<string>($"SELECT uuid FROM analyses WHERE uuid {among}", new { runUuids = runUuids.ToArray() }).ToHashSet();
    }

    /// <summary>What tables show of all analyses, or of a queue's, in the order in which they began.</summary>
    public IReadOnlyList<RunSummary> Summaries(string? queueId = null)
    {
        using var context = Open();
        return [.. Selected(context, queueId).Include(row => row.Isotopes).AsEnumerable().Select(AnalysisRows.Summary)];
    }

    /// <summary>All analyses, or a queue's, with everything that is stored of them, in the order in which they began.</summary>
    public IReadOnlyList<AnalysisRow> Analyses(string? queueId = null)
    {
        using var context = Open();
        return [.. Whole(Selected(context, queueId))];
    }

    /// <summary>A run's analysis with everything that is stored of it; null when nothing is.</summary>
    public AnalysisRow? Analysis(string runUuid)
    {
        using var context = Open();
        return Whole(context.Analyses.AsNoTracking()).SingleOrDefault(row => row.Uuid == runUuid);
    }

    /// <summary>The text of a script that some run used; null when none did.</summary>
    public string? ScriptText(string sha256)
    {
        using var context = Open();
        return context.Scripts.Where(row => row.Sha256 == sha256).Select(row => row.Text).SingleOrDefault();
    }

    /// <summary>The journal's ordering up to which runs have been projected; 0 before the first.</summary>
    public long Ordering()
    {
        using var connection = database.Connection();
        return connection.QuerySingleOrDefault<long>("SELECT ordering FROM projections WHERE name = @Runs", new { Runs });
    }

    /// <summary>Drops all rows, so that the journal can be projected afresh.</summary>
    public void Clear()
    {
        using var context = Open();
        using var transaction = context.Database.BeginTransaction();
        context.Analyses.ExecuteDelete();
        context.Scripts.ExecuteDelete();
        context.Projections.ExecuteDelete();
        transaction.Commit();
    }

    private ResultsContext Open() => new(_options);

    /// <summary>The forms of the tables that this version knows.</summary>
    private static IEnumerable<string> Migrations() => typeof(ResultsContext).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Migration)))
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);

    /// <summary>False also where the database cannot be asked: whoever prepares it is told why.</summary>
    private bool IsOfThisVersion()
    {
        try
        {
            using var connection = database.Connection();
            return connection.ExecuteScalar<string>($"""SELECT MAX("MigrationId") FROM "{History}" """) == Migrations().Max();
        }
        catch (DbException)
        {
            return false;
        }
    }

    private static IQueryable<AnalysisRow> Whole(IQueryable<AnalysisRow> rows) => rows
        .Include(row => row.Isotopes.OrderBy(child => child.Ordinal))
        .Include(row => row.Baselines.OrderBy(child => child.Detector))
        .Include(row => row.Blanks.OrderBy(child => child.Isotope))
        .Include(row => row.Environment.OrderBy(child => child.Ordinal))
        .Include(row => row.Settings.OrderBy(child => child.Ordinal))
        .Include(row => row.Positions.OrderBy(child => child.Ordinal))
        .Include(row => row.Shots.OrderBy(child => child.Ordinal))
        .Include(row => row.Media.OrderBy(child => child.Ordinal))
        .Include(row => row.Traces.OrderBy(child => child.Ordinal))
        .Include(row => row.Gaps.OrderBy(child => child.Ordinal))
        .Include(row => row.Conditionals.OrderBy(child => child.Ordinal))
        .Include(row => row.Trips.OrderBy(child => child.Ordinal))
        .Include(row => row.Series.OrderBy(child => child.Ordinal).ThenBy(child => child.Detector))
        .Include(row => row.PeakCenters.OrderBy(child => child.Ordinal))
        .Include(row => row.Scripts.OrderBy(child => child.Ordinal))
        .Include(row => row.Timeline.OrderBy(child => child.Ordinal))
        .Include(row => row.Log.OrderBy(child => child.Ordinal))
        .AsSplitQuery();

    private static IQueryable<AnalysisRow> Selected(ResultsContext context, string? queueId)
    {
        var rows = context.Analyses.AsNoTracking();
        return (queueId is null ? rows : rows.Where(row => row.QueueId == queueId)).OrderBy(row => row.StartedAt).ThenBy(row => row.RunId);
    }

    private static void Advance(ResultsContext context, long ordering)
    {
        var projection = context.Projections.Find(Runs);
        if (projection is null) context.Projections.Add(new() { Name = Runs, Ordering = ordering });
        else projection.Ordering = Math.Max(projection.Ordering, ordering);
    }
}
