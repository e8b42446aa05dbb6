using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Checks;
using Microsoft.EntityFrameworkCore;

namespace LabActors.Actors.Results;

/// <summary>What the checks ask of the results database. Its methods wait for the database and throw when it does not answer.</summary>
public sealed class ResultsLookup(ResultsDatabase database)
{
    private readonly DbContextOptions<ResultsContext> _options = database.Options();

    /// <summary>Returns when the database answers.</summary>
    public void Answer()
    {
        using var context = new ResultsContext(_options);
        context.Database.ExecuteSqlRaw("SELECT 1");
    }

    /// <summary>Greatest aliquot of an identifier that any node has spent (0: none), and greatest step of one of its aliquots (-1: none).</summary>
    public RunNumbers Numbers(string identifier, int userAliquot)
    {
        using var context = new ResultsContext(_options);
        context.Database.Migrate();
        var spent = context.Analyses.Where(row => row.Identifier == identifier && row.PointOfNoReturnAt != null && row.Aliquot < ProvisionalNumbers.First);
        return new RunNumbers(
            spent.Max(row => (int?)row.Aliquot) ?? 0,
            userAliquot > 0 ? spent.Where(row => row.Aliquot == userAliquot).Max(row => (int?)row.Step) ?? -1 : -1);
    }

    /// <summary>Repositories of the analyses of identifiers, the newest first; identifiers without any are left out.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Repositories(ImmutableArray<string> identifiers)
    {
        var wanted = identifiers.ToArray();
        using var context = new ResultsContext(_options);
        context.Database.Migrate();
        return context.Analyses.Where(row => wanted.Contains(row.Identifier) && row.Repository != "")
            .OrderByDescending(row => row.StartedAt)
            .Select(row => new { row.Identifier, row.Repository })
            .AsEnumerable()
            .GroupBy(row => row.Identifier)
            .ToImmutableDictionary(group => group.Key, group => group.Select(row => row.Repository).Distinct().ToImmutableArray());
    }
}
