using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Console.View;

/// <summary>Folds a run's events other than those of its measurement.</summary>
internal static class RunFold
{
    public static LabView Apply(LabView view, string source, IJournalEvent journalEvent) => journalEvent switch
    {
        RunStarted e => (view with { RunOfSource = view.RunOfSource.SetItem(source, e.RunUuid) }).WithRun(e.RunUuid, run => run with
        {
            RunId = e.RunId,
            AnalysisType = e.Spec.AnalysisType,
            StartedAt = e.At,
        }),
        StepStarted e => view.WithRunOf(source, run => run with
        {
            Step = e.Step,
            StartedAt = run.StartedAt ?? e.At,
            State = e.Step is "extraction" or "measurement" ? e.Step : run.State,
        }),
        StepEnded e => EndStep(view, source, e),
        CommandRequested e => view.WithRunOf(source, run => Request(run, e)),
        CommandCompleted e => view.WithRunOf(source, run => run.Without(CommandKey(e.Kind))),
        CommandFailed e => view.WithRunOf(source, run => run.Without(CommandKey(e.Kind)))
            .NoteOfRun(source, e.At, "warning", $"{e.Kind} script, command {e.Seq} failed: {e.Reason}"),
        ScriptFinished e => EndScript(view, source, e),
        InterventionRequested e => view.NoteOfRun(source, e.At, "warning", $"{e.What} asked for by {e.By}{Because(e.Why)}"),
        SafeStateReached e => NoteSafeState(view, source, e),
        RunNoted e => view.NoteOfRun(source, e.At, e.Level, e.Text),
        HardwareMatchBegan { Steps.IsEmpty: false } e => view.NoteOfRun(source, e.At, "warning", $"the hardware is brought to match: {string.Join(", ", e.Steps)}"),
        HardwareMatchEnded { Failure.Length: > 0 } e => view.NoteOfRun(source, e.At, "error", $"the hardware could not be brought to match: {e.Failure}"),
        RunEnded e => EndRun(view, source, e),
        _ => view,
    };

    /// <summary>The run as it is after its end; the first end that is told stands.</summary>
    public static RunView End(RunView run, DateTimeOffset at, string state, string cause) => run.EndedAt is not null
        ? run
        : run with
        {
            State = state,
            Step = "",
            Cause = cause,
            EndedAt = at,
            Activities = ImmutableDictionary<string, ActivityView>.Empty,
            Intervals = ImmutableDictionary<string, ImmutableStack<ActivityView>>.Empty,
        };

    private static RunView Request(RunView run, CommandRequested e)
    {
        var activity = new ActivityView(
            ActivityRank.Command,
            CommandWords.Describe(e.Name, e.Arguments),
            e.At,
            CommandWords.Seconds(e.Name, e.Arguments));
        var intervals = run.Intervals.GetValueOrDefault(e.Kind, []);
        return e.Name switch
        {
            "begin_interval" => run with { Intervals = run.Intervals.SetItem(e.Kind, intervals.Push(activity)) },

            // What is waited for is the end of the interval that was begun last.
            "complete_interval" when !intervals.IsEmpty =>
                (run with { Intervals = run.Intervals.SetItem(e.Kind, intervals.Pop(out var begun)) })
                    .With(CommandKey(e.Kind), begun with { What = $"interval {begun.Seconds:0.#} s" }),
            _ => run.With(CommandKey(e.Kind), activity),
        };
    }

    private static LabView EndStep(LabView view, string source, StepEnded e)
    {
        var ended = view.WithRunOf(source, run => run.Step == e.Step ? run with { Step = "" } : run);
        return e.Outcome is "failed" or "stopped"
            ? ended.NoteOfRun(source, e.At, e.Outcome == "failed" ? "error" : "warning", $"{e.Step} {e.Outcome}{Because(e.Reason)}")
            : ended;
    }

    private static LabView EndScript(LabView view, string source, ScriptFinished e)
    {
        var ended = view.WithRunOf(source, run => run.Without(CommandKey(e.Kind)) with { Intervals = run.Intervals.Remove(e.Kind) });
        var place = e.Line > 0 ? $" ({Path.GetFileName(e.File)}, line {e.Line})" : "";
        return e.Outcome == "completed"
            ? ended
            : ended.NoteOfRun(source, e.At, e.Outcome == "failed" ? "error" : "warning", $"{e.Kind} script {e.Outcome}{Because(e.Error)}{place}");
    }

    private static LabView NoteSafeState(LabView view, string source, SafeStateReached e) => e.Steps
        .Where(step => !step.Done)
        .Aggregate(view, (noted, step) => noted.NoteOfRun(source, e.At, "error", $"safe state: {step.What} not done{Because(step.Detail)}"));

    private static LabView EndRun(LabView view, string source, RunEnded e)
    {
        var ended = view.WithRunOf(source, run => End(run, e.At, e.State, e.Cause));
        return e.Cause.Length == 0 ? ended : ended.NoteOfRun(source, e.At, "warning", $"{e.State}: {e.Cause}");
    }

    private static string CommandKey(string kind) => $"command:{kind}";

    private static string Because(string why) => why.Length > 0 ? $": {why}" : "";
}
