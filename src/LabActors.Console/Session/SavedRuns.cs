using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Problems;
using LabActors.Node;
using LabActors.Node.Archive;

namespace LabActors.Console.Session;

/// <summary>What came of the runs of a session, and whether it is where it belongs. What is not there yet is told and never missing.</summary>
internal sealed class SavedRuns(LabNode node, string data)
{
    // Real time that the results projection and the exports may take after the last run; they try again by themselves meanwhile.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The analyses of queues, in the order of their start: from the results database, or, when some of these runs are not in it, from the journal.
    /// </summary>
    public async Task<(ImmutableArray<AnalysisRow> Analyses, ImmutableArray<Problem> Problems)> OfAsync(ImmutableArray<string> queues, ImmutableArray<string> runs)
    {
        var problems = await UnsavedAsync(runs);
        IEnumerable<AnalysisRow> analyses = problems.Count == 0 ? queues.SelectMany(queue => node.Results.Analyses(queue)) : await FromJournalAsync(runs, problems);
        return ([.. analyses.OrderBy(analysis => analysis.StartedAt)], [.. problems]);
    }

    /// <summary>Exports that wait when the queues have ended.</summary>
    public async Task<ImmutableArray<Problem>> ExportProblemsAsync()
    {
        string? waiting;
        try
        {
            waiting = await node.WhenExportedAsync(Limit) is { IsEmpty: false } outbox ? OutboxWords.Of(outbox) : null;
        }
        catch (AskTimeoutException)
        {
            waiting = "exports are still under way";
        }

        return waiting is null ? [] : [Warning($"{waiting}; the next start of this folder goes on, or: lab export --pending --data {data}")];
    }

    private async Task<List<Problem>> UnsavedAsync(ImmutableArray<string> runs)
    {
        using var limit = new CancellationTokenSource(Limit);
        var problems = new List<Problem>();
        foreach (var uuid in runs)
        {
            try
            {
                await node.WhenSavedAsync(uuid, limit.Token);
            }
            catch (Exception exception) when (exception is RunNotSavedException or OperationCanceledException)
            {
                var reason = exception is RunNotSavedException refused ? refused.Reason : $"it did not answer within {Limit.TotalSeconds:0} s";
                problems.Add(Warning($"run {uuid} is in the journal and not yet in the results database: {reason}"));
            }
        }

        return problems;
    }

    private async Task<List<AnalysisRow>> FromJournalAsync(ImmutableArray<string> runs, List<Problem> problems)
    {
        var analyses = new List<AnalysisRow>();
        foreach (var uuid in runs)
        {
            try
            {
                analyses.Add(await node.AnalysisAsync(uuid));
            }
            catch (Exception exception)
            {
                // A record that cannot be read is told; the others are shown.
                problems.Add(Warning($"run {uuid} cannot be read: {ResultsProjection.Reason(exception)}"));
            }
        }

        return analyses;
    }

    private Problem Warning(string message) => new(data, 0, 0, message, Severity: ProblemSeverity.Warning);
}
