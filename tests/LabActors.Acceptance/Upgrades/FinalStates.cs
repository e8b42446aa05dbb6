using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using LabActors.Core.Decisions;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Upgrades;

/// <summary>
/// What a journal comes to, in the words of the field, as JSON: runs with their numbers and intercepts, queues with their rows, valves, leases, aliquots. Numbers are told to nine
/// digits: more is not promised between versions.
/// </summary>
internal static class FinalStates
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IEnumerable<(string Id, IJournalEvent Event)> journal)
    {
        var actors = journal.GroupBy(row => row.Id, row => row.Event).OrderBy(actor => actor.Key, StringComparer.Ordinal).ToArray();
        var runs = actors.Where(actor => actor.First() is RunStarted).ToArray();
        return JsonSerializer.Serialize(
            new SortedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["events"] = actors.ToDictionary(actor => actor.Key, actor => actor.Count()),
                ["executors"] = Named(actors, "executor-", Executor),
                ["queues"] = Named(actors, "queue-", Queue),
                ["runs"] = runs.ToDictionary(actor => actor.Key, actor => Run([.. actor])),
                ["line"] = Line(EventsOf(actors, "line")),
                ["leases"] = Leases(EventsOf(actors, "leases")),
                ["registry"] = Registry(EventsOf(actors, "run-registry"), runs.Select(run => (RunStarted)run.First())),
                ["decisions"] = Decisions(EventsOf(actors, "decisions")),
            },
            Form).ReplaceLineEndings("\n") + "\n";
    }

    private static IEnumerable<IJournalEvent> EventsOf(IEnumerable<IGrouping<string, IJournalEvent>> actors, string id) =>
        actors.Where(actor => actor.Key == id).SelectMany(actor => actor);

    private static Dictionary<string, object> Named(IEnumerable<IGrouping<string, IJournalEvent>> actors, string prefix, Func<IEnumerable<IJournalEvent>, object> state) =>
        actors.Where(actor => actor.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(actor => actor.Key, actor => state(actor));

    private static object Executor(IEnumerable<IJournalEvent> events)
    {
        var execution = events.Aggregate(ExecutionProgress.Idle, (state, e) => state.Apply(e));
        return new { execution.Count, execution.Running, State = execution.Ended?.State, Cause = execution.Ended?.Cause, Queues = execution.Queues.Select(queue => queue.QueueId) };
    }

    private static object Queue(IEnumerable<IJournalEvent> events)
    {
        var queue = events.Aggregate(QueueProgress.Empty, (state, e) => state.Apply(e));
        return new
        {
            queue.EndState,
            queue.EndCause,
            Waiting = queue.Waiting.AsEnumerable(),
            Rows = queue.Rows.Select(row => new { row.Id, row.Spec.Labnumber, row.RunId, row.State, row.Cause, row.Version, row.Attempt }),
        };
    }

    private static object Run(ImmutableArray<IJournalEvent> events)
    {
        var run = events.Aggregate(RunProgress.Empty, (state, e) => state.Apply(e));
        var record = RunRecord.Fold(events);
        var reduced = record.Reduce();
        return new
        {
            record.RunId,
            run.State,
            run.Step,
            record.Cause,
            run.PastPointOfNoReturn,
            run.Truncated,
            Safe = run.SafeState?.Steps.All(step => step.Done),
            Scripts = run.Scripts.OrderBy(script => script.Key, StringComparer.Ordinal).ToDictionary(script => script.Key, script => $"{script.Value.LastSeq} commands, {script.Value.Finished?.Outcome ?? "runs"}"),
            Readings = record.Series.GroupBy(series => series.Kind).ToDictionary(kind => kind.Key, kind => kind.Sum(series => series.Readings.Count)),
            Isotopes = reduced.Isotopes.ToDictionary(i => i.Isotope, i => $"{Digits(i.Intercept)} ± {Digits(i.Error)}, baseline {Digits(i.Baseline)}, corrected {Digits(i.BlankCorrected.Value)}"),
            Trips = run.Conditionals.Tripped.Select(trip => $"{trip.Kind} at count {trip.Count} of series {trip.Series}"),
        };
    }

    private static object Line(IEnumerable<IJournalEvent> events)
    {
        var line = events.Aggregate(LineState.Empty, (state, e) => state.Apply(e));
        return new
        {
            Valves = line.Valves.OrderBy(valve => valve.Key, StringComparer.Ordinal).ToDictionary(valve => valve.Key, valve => valve.Value.Stand.Word()),
            Shots = line.Shots.OrderBy(shots => shots.Key, StringComparer.Ordinal).ToDictionary(),
            Answered = line.Answered.Count,
        };
    }

    private static object Leases(IEnumerable<IJournalEvent> events)
    {
        var leases = events.Aggregate(LeaseState.Empty, (state, e) => state.Apply(e));
        return new
        {
            Held = leases.Holdings.OrderBy(held => held.Key, StringComparer.Ordinal).ToDictionary(held => held.Key, held => held.Value.Holder.Description),
            LastHeldBy = leases.Returns.OrderBy(given => given.Key, StringComparer.Ordinal).ToDictionary(given => given.Key, given => given.Value.Holder.Description),
            Waiting = leases.Waiting.Count,
            leases.LastToken,
        };
    }

    private static object Registry(IEnumerable<IJournalEvent> events, IEnumerable<RunStarted> runs)
    {
        var registry = events.Aggregate(RunRegistry.Empty, (state, e) => state.Apply(e));
        return new
        {
            Aliquots = runs.Select(run => run.Spec.Labnumber).Distinct().Order(StringComparer.Ordinal).ToDictionary(number => number, number => registry.GreatestAliquot(number)),
            Blanks = registry.Blanks.Select(blank => $"{blank.RunId} for {blank.AnalysisType}"),
        };
    }

    private static object Decisions(IEnumerable<IJournalEvent> events)
    {
        var book = events.Aggregate(DecisionBook.Empty, (state, e) => state.Apply(e));
        return new { book.Count, Open = book.Open.Select(question => question.Name) };
    }

    private static string Digits(double? number) => number is { } value ? value.ToString("G9", CultureInfo.InvariantCulture) : "none";
}
