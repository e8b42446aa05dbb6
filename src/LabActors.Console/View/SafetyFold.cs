using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.SafetyEvents;
using static LabActors.Core.Journal.Events.TripEvents;

namespace LabActors.Console.View;

/// <summary>Folds the safe states of the laboratory, and its trips, into notes.</summary>
internal static class SafetyFold
{
    private const string Who = "safe state";

    public static LabView Apply(LabView view, IJournalEvent journalEvent) => journalEvent switch
    {
        SafeStateRequested e => view.Note(e.At, Who, "warning", $"{(e.Kind == "quick-stop" ? "quick stop" : "asked for")} by {e.By}: {e.Why}"),
        SafeStepsTaken e => e.Steps.Where(step => !step.Done)
            .Aggregate(view, (noted, step) => noted.Note(e.At, Who, "error", $"{step.What} not done: {step.Detail}")),
        SafeScriptEnded e => view.Note(e.At, Who, e.Outcome == "completed" ? "info" : "error", $"script {e.Script} {e.Outcome}{(e.Error.Length > 0 ? $": {e.Error}" : "")}"),
        SafeStateEnded { Safe: true } e => view.Note(e.At, Who, "info", "the laboratory is safe"),
        SafeStateEnded e => view.Note(e.At, Who, "error", $"THE LABORATORY IS NOT SAFE: {e.Summary}"),
        Tripped e => view.Note(e.At, $"trip {e.Trip}", "error", $"TRIPPED: {e.Reason}"),
        TripActed e => e.Steps.Where(step => !step.Done)
            .Aggregate(view, (noted, step) => noted.Note(e.At, $"trip {e.Trip}", "error", $"{step.What} not done: {step.Detail}")),
        TripReset e => view.Note(e.At, $"trip {e.Trip}", "info", $"reset by {e.By}{(e.Why.Length > 0 ? $": {e.Why}" : "")}"),
        _ => view,
    };
}
