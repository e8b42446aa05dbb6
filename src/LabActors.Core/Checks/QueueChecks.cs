using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Positions;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Checks;

/// <summary>
/// The human-error checks of a queue: what an operator is likely to regret, found before the first run. Skipped runs are
/// not checked. Every problem is told, by the line of the file.
/// </summary>
public static class QueueChecks
{
    /// <summary>Every problem of the queue and its runs. An error keeps the queue from being executed.</summary>
    public static ImmutableArray<Problem> Check(ExperimentQueue queue, CheckOptions options)
    {
        var runs = queue.Runs.Select((run, index) => (Run: run, Number: index + 1)).Where(pair => !pair.Run.Skip).ToArray();
        var problems = new List<Problem>();
        if (options.Queue)
            problems.AddRange(CheckQueue(queue, options));
        foreach (var (run, number) in runs)
            problems.AddRange(CheckRun(run, number, queue, options));

        foreach (var (run, _) in runs.Where(pair => pair.Run.EndAfter).Skip(1))
            problems.Add(OfRun(queue, run, new RunFault("end_after", "the queue ends after an earlier run already"), ProblemSeverity.Warning));
        return [.. problems];
    }

    /// <summary>
    /// What keeps a queue from being executed whatever its runs are: no spectrometer, or no extraction device although
    /// runs need one and the operator did not agree to do without.
    /// </summary>
    public static ImmutableArray<string> Devices(string extractDevice, string massSpectrometer, bool needsExtractDevice, bool confirmed)
    {
        var messages = ImmutableArray.CreateBuilder<string>();
        if (needsExtractDevice && !confirmed && extractDevice is ("" or ExperimentQueue.NoExtractDevice))
            messages.Add("\"Extract Device is not set\". Not saving experiment!");
        if (massSpectrometer is ("" or ExperimentQueue.NoSpectrometer))
            messages.Add("\"Spectrometer\" is not set. Not saving experiment!");
        return messages.ToImmutable();
    }

    /// <summary>Delays that are no delays.</summary>
    public static ImmutableArray<Problem> Delays(ExperimentQueue queue)
    {
        (string Key, int Seconds)[] delays =
        [
            ("delay_before_analyses", queue.DelayBeforeAnalyses),
            ("delay_between_analyses", queue.DelayBetweenAnalyses),
            ("delay_after_blank", queue.DelayAfterBlank),
            ("delay_after_air", queue.DelayAfterAir),
        ];
        return
        [
            .. delays.Where(delay => delay.Seconds < 0)
                .Select(delay => new Problem(queue.Path, 0, 0, $"found {delay.Seconds} s; expected 0 or more", Field: delay.Key)),
        ];
    }

    private static IEnumerable<Problem> CheckQueue(ExperimentQueue queue, CheckOptions options)
    {
        var needsDevice = queue.Runs.Any(run => !run.Skip && RunChecks.NeedsExtractDevice(run));
        foreach (var message in Devices(queue.ExtractDevice, queue.MassSpectrometer, needsDevice, options.ConfirmsNoExtractDevice))
            yield return new Problem(queue.Path, 0, 0, message);

        foreach (var problem in Delays(queue))
            yield return problem;

        if (!queue.Runs.Any(run => !run.Skip))
            yield return new Problem(queue.Path, 0, 0, "has no run to execute", ProblemSeverity.Warning);
    }

    private static IEnumerable<Problem> CheckRun(RunSpec run, int number, ExperimentQueue queue, CheckOptions options)
    {
        if (options.Runs)
        {
            foreach (var fault in RunChecks.Fatal(run, queue.IsUv()).AddRange(RunChecks.Numbers(run)))
                yield return OfRun(queue, run, fault, ProblemSeverity.Error);
        }

        if (!options.NonFatal)
            yield break;
        foreach (var fault in RunChecks.NonFatal(run, number, options).AddRange(Doubtful(run, options)))
            yield return OfRun(queue, run, fault, ProblemSeverity.Warning);
    }

    // Things that Pychron takes as they are and that are rarely meant.
    private static IEnumerable<RunFault> Doubtful(RunSpec run, CheckOptions options)
    {
        if (RunChecks.Repair(run, options.Defaults) is { } repaired)
            yield return new RunFault("labnumber", $"found \"{run.Labnumber}\"; the defaults' modifier makes it \"{repaired}\"");
        if (!options.Identifiers.MatchesExactly(run.Labnumber))
        {
            yield return new RunFault(
                "labnumber",
                $"\"{run.Labnumber}\" is taken for a {run.AnalysisType} because it begins with \"{options.Identifiers.Tag(run.Labnumber)}\"");
        }

        if (RunIds.MatchUnknown(run.Labnumber) is { Step.Length: > 0 })
            yield return new RunFault("labnumber", $"\"{run.Labnumber}\" is taken whole as an identifier; steps get their letters when they are run");
        if (IsRange(run.Position))
            yield return new RunFault("position", $"\"{run.Position}\" is taken as one position; ranges make runs in an editor only");
    }

    private static bool IsRange(string position) => PositionExpression.Form(position)
        is PositionForm.Slice or PositionForm.SteppedSlice or PositionForm.ColonSlice or PositionForm.SliceList;

    private static Problem OfRun(ExperimentQueue queue, RunSpec run, RunFault fault, ProblemSeverity severity) =>
        new(queue.Path, run.Row, 0, fault.Message, severity, fault.Field);
}
