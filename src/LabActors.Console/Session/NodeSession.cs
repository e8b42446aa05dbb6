using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Operators;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Report;
using LabActors.Actors.Safety;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Console.Attaching;
using LabActors.Console.Commands;
using LabActors.Core.Execution;
using LabActors.Core.Operators;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Node;
using LabActors.Node.Checks;
using LabActors.Node.Operators;
using static LabActors.Core.Journal.Events.ExecutorEvents;

namespace LabActors.Console.Session;

/// <summary>A node started for one command.</summary>
/// <param name="others">Instruments of which the data folder holds an unfinished execution of other queues, which the operator is asked about first.</param>
internal sealed class NodeSession(LabNode node, LabOptions options, CheckResult check, ImmutableHashSet<string> others) : ILabSession
{
    private volatile bool _canceled;
    private string _canceledBy = "";
    private string _canceledWhy = "";
    private OperatorCommands? _commands;

    public ActorSystem System => node.System;

    public LabClock Clock => node.Clock;

    public StopLimits StopLimits => node.StopLimits;

    public LabDescription Laboratory { get; } =
        new(check.Lab!.Name, node.IsSimulated, new LabTime(node.Pace.Factor), node.Simulated is null ? null : options.Seed ?? 1, options.Data)
        {
            Line = OperatorProtocol.LineJoin.Of(check.Lab),
        };

    private string Instrument => check.Queues[0].Instrument.Name;

    private string Asked => string.Join(", ", check.Queues.Select(q => q.Queue.Path));

    public async Task<LabOutcome> RunAsync()
    {
        node.BeginListening();
        foreach (var instrument in others)
        {
            // Another experiment, which the operator was asked about, comes to its end first.
            var other = await node.WhenEndedAsync(instrument);
            if (_canceled || other.EndsAll)
            {
                var outcome = await OutcomeAsync(other);
                return outcome with { Cause = $"{outcome.Cause}; {Asked} {(check.Queues.Length == 1 ? "was" : "were")} not started" };
            }
        }

        var execution = await node.ExecutionAsync(Instrument);
        if (_canceled && !execution.Running)
            return new LabOutcome("canceled", $"canceled before {Asked} began", 0, [], [], null);
        if (execution.Running)
        {
            // It runs: what its files say now, which may have been edited since the node stopped, is taken up first.
            foreach (var queue in check.Queues)
                await node.TellQueueAsync(Instrument, FileSaved(Path.GetFullPath(queue.Queue.Path), await File.ReadAllTextAsync(queue.Queue.Path)));
        }
        else if (await node.ExecuteAsync(Instrument, check.Queues.Select(Known), "console", options.StartAt, options.StopAt) is ExecutorProtocol.Refused refused)
        {
            return LabOutcome.Refused([new Problem(check.Queues[0].Queue.Path, 0, 0, refused.Reason, Field: refused.Check)])
                with
            { State = refused.State, Cause = $"{refused.Check}: {refused.Reason}" };
        }
        else if (_canceled)
        {
            // The word may have come just before there was anything to cancel.
            await CancelAsync(_canceledBy, _canceledWhy);
        }

        // What comes of a saved file is in the journal, and so on every console; nobody here waits for the answer.
        using var watch = new QueueFileWatch(
            check.Queues.Select(q => (q.Queue.Path, q.File)),
            (path, text) => node.Instrument(Instrument).Tell(FileSaved(Path.GetFullPath(path), text), ActorRefs.Nobody));

        return await OutcomeAsync(await node.WhenEndedAsync(Instrument));
    }

    private async Task<LabOutcome> OutcomeAsync(ExecutionProgress execution)
    {
        ImmutableArray<string> runs = [.. execution.Finished.Values.SelectMany(f => f.RunUuids)];
        var saved = new SavedRuns(node, options.Data);
        var (analyses, problems) = await saved.OfAsync([.. execution.Queues.Select(q => q.QueueId)], runs);
        var unexported = await saved.ExportProblemsAsync();
        var undelivered = await node.DrainNotificationsAsync();
        var report = Path.Combine(options.Data, "report.html");
        ResultsReport.Write(report, Facts(execution), analyses);
        return new LabOutcome(
            execution.Ended!.State, execution.Ended.Cause, Duration(execution), [.. analyses.Where(a => runs.Contains(a.Uuid)).Select(AnalysisRows.Summary).Select(Outcome)],
            [.. problems, .. unexported, .. undelivered.Select(Undelivered)], report);
    }

    public Task<ImmutableArray<string>> ServeAsync()
    {
        node.Serve();
        return node.ListeningAsync();
    }

    public Task FinishRunsAsync(bool pauses) => node.DrainAsync(pauses, "the stop of the node");

    public Task Drained => node.Drained;

    public async Task<CommandAnswer> DoAsync(string line)
    {
        var (files, problem) = FilesOfLine.Read(line);
        if (problem is not null)
            return CommandAnswer.No(problem);
        return await (_commands ??= new OperatorCommands(node, Instrument, await node.EnterAsync(QueueExecution.Operator, OperatorRole.Engineer))).DoAsync(line, files);
    }

    private static Problem Undelivered(string what) => new("notifications", 0, 0, $"not delivered yet: {what}; it is tried again at the next start with this --data", ProblemSeverity.Warning);

    private static QueueProtocol.FileSaved FileSaved(string path, string text) => new(path, text, "queue file");

    public async Task CancelAsync(string by, string why)
    {
        (_canceledBy, _canceledWhy, _canceled) = (by, why, true);
        foreach (var instrument in others.Add(Instrument))
            await node.TellQueueAsync(instrument, new QueueProtocol.Stop("cancel", by, why));
    }

    public async Task<SafeOutcome> MakeSafeAsync(string by, string why, CancellationToken stop) => Outcome(await node.MakeSafeAsync(by, why, stop));

    public Task<string> ProtectAsync() => node.ProtectAsync();

    public ValueTask DisposeAsync() => node.DisposeAsync();


    private static double Duration(ExecutionProgress execution) =>
        execution.Ended is { } ended && execution.StartedAt is { } started ? (ended.At - started).TotalSeconds : 0;

    /// <summary>Known by its full path: the same file is the same queue, wherever the next program is started.</summary>
    private static ExperimentQueue Known(CheckResult.Checked queue) => queue.Queue with { Path = Path.GetFullPath(queue.Queue.Path) };

    private QueueFacts Facts(ExecutionProgress execution) => new(
        string.Join(", ", execution.Queues.Select(q => q.Queue.Name)),
        [
            ("laboratory", check.Lab!.Name),
            ("instrument", Instrument),
            ("queue", string.Join(", ", execution.Queues.Select(q => q.Queue.Path))),
            ("state", execution.Ended!.State),
            ("cause", execution.Ended.Cause),
            ("simulated", node switch { { Simulated: not null } => $"yes, seed {options.Seed ?? 1}", { IsSimulated: true } => "yes, over ports", _ => "no" }),
        ]);

    private static SafeOutcome Outcome(object answer) => answer switch
    {
        SafetyProtocol.MadeSafe made => new SafeOutcome(made.Safe, made.Steps, made.Summary),
        _ => new SafeOutcome(false, [], "the safe state could not be journaled: what protects was begun, what came of it is not known"),
    };

    private static RunOutcome Outcome(RunSummary run) => new(
        run.RunId,
        run.RunUuid,
        run.AnalysisType,
        run.State,
        run.Cause,
        run.DurationSeconds,
        [
            .. run.Isotopes.Select(i => new IsotopeOutcome(
                i.Isotope, i.Detector, i.Intercept, i.Error, i.Fit, i.Used, i.Baseline, i.BaselineError, i.Corrected, i.CorrectedError)),
        ],
        run.Simulated)
    {
        Age = run.Argon is { } argon
            ? new AgeOutcome(
                argon.Age?.Value, argon.Age?.Error, argon.AgeErrorWithJ, argon.YieldPercent?.Value, argon.YieldPercent?.Error,
                argon.KCa?.Value, argon.KCa?.Error, argon.KCl?.Value, argon.KCl?.Error)
            : null,
    };
}
