using LabActors.Core.Execution;
using LabActors.Core.Replay;
using static LabActors.Console.Replay.StateText;

namespace LabActors.Console.Replay;

/// <summary>A run in flight in lines of text.</summary>
internal static class RunText
{
    public static IEnumerable<string> Lines(RunProgress run, LabState lab)
    {
        var started = run.Started!;
        yield return $"run {started.RunId} ({started.RunUuid[..Math.Min(8, started.RunUuid.Length)]}) of {started.QueueId}: {run.State}, step {(run.Step.Length > 0 ? run.Step : "none")}"
            + $"{(run.Steps.TryGetValue(run.Step, out var outcome) ? $" {outcome}" : "")}{(run.PastPointOfNoReturn ? "" : ", before its point of no return")}{(run.Truncated ? ", truncated" : "")}";
        if (run.Ending is { } ending)
            yield return $"  being ended as {ending.State}{Because(ending.Cause)}";
        var held = lab.Leases.Holdings.Where(h => h.Value.Holder.Id == started.RunUuid).Select(h => h.Key).Order(StringComparer.Ordinal).ToArray();
        if (held.Length > 0)
            yield return $"  holds {string.Join(", ", held)}";
        foreach (var (kind, script) in run.Scripts.OrderBy(s => s.Value.Started.At))
        {
            yield return script.Finished is { } finished
                ? $"  {kind} script {Path.GetFileName(script.Started.Path)}: {finished.Outcome} at {Instant(finished.At)}{Because(finished.Error)}"
                : Words($"  {kind} script {Path.GetFileName(script.Started.Path)}: {script.LastSeq} commands");
            foreach (var (seq, command) in script.Open.OrderBy(o => o.Key))
                yield return Words($"    command {seq}: {Command(command)}, since {Instant(command.At)}");
            foreach (var end in script.Finished is null ? script.Intervals : [])
                yield return $"    interval until {Instant(end)}";
        }

        foreach (var line in Measured(run).Concat(Conditionals(run)))
            yield return $"  {line}";
    }

    private static IEnumerable<string> Measured(RunProgress run)
    {
        var measurement = run.Measurement;
        if (!measurement.OpenInlets.IsEmpty)
            yield return $"inlet open: {string.Join(", ", measurement.OpenInlets)}";
        if (run.InletClosedAt is { } closed)
            yield return $"inlet closed at {Instant(closed)}";
        foreach (var series in measurement.OpenSeries.Values.OrderBy(s => s.Series))
            yield return Words($"series {series.Series}, {series.Kind}: {measurement.Counted.GetValueOrDefault(series.Series)} of {series.Counts} counts, time zero {Instant(series.TimeZero)}");
        if (run.LineFreedAt is { } freed)
            yield return $"line left to the next run at {Instant(freed)}";
        if (run.SafeState is { } safe)
            yield return $"safe state at {Instant(safe.At)}: {string.Join(", ", safe.Steps.Select(s => $"{s.What} {(s.Done ? "done" : $"NOT done ({s.Detail})")}"))}";
    }

    private static IEnumerable<string> Conditionals(RunProgress run)
    {
        var conditionals = run.Conditionals;
        if (!conditionals.Installed.IsEmpty)
            yield return Words($"conditionals: {conditionals.Installed.Length} in force, {conditionals.Tripped.Length} tripped");
        foreach (var conditional in conditionals.Installed)
        {
            if (conditionals.Counters.True.TryGetValue(conditional.Id, out var inARow))
                yield return Words($"  {conditional.Test} ({conditional.Place}): true {inARow} of {conditional.Trips} times in a row");
            else if (conditionals.Counters.Fired.Contains(conditional.Id))
                yield return $"  {conditional.Test} ({conditional.Place}): has acted, until it is false again";
        }

        foreach (var trip in conditionals.Tripped)
            yield return $"  {Core.Conditionals.ConditionalWords.Of(trip)}";
    }
}
