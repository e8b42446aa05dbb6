using System.Globalization;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.HealthEvents;

namespace LabActors.Console.View;

/// <summary>Folds what happens before queues run: refusals, delayed starts, questions and their answers, error flags.</summary>
internal static class ExecutionFold
{
    private const string Operator = "operator";

    public static LabView Apply(LabView view, string source, IJournalEvent journalEvent) => journalEvent switch
    {
        ExecutionRefused e => view.Note(e.At, source, "error", $"{e.State} by {e.Check}: {e.Reason}"),
        ExecutionStarted { StartAt: { } start } e when start > e.At => view.Note(e.At, source, "info", Words($"accepted; starts at {start:yyyy-MM-dd HH:mm:ss}")),
        DelayedStartOver e => view.Note(e.At, source, "info", $"the wait for the start is over: {e.How}"),
        ExecutionEnded { State: not "completed" } e => view.Note(e.At, source, "error", $"{e.State}: {e.Cause}"),
        DecisionAsked e => (view with { Questions = view.Questions.Add(e) }).Note(e.At, Operator, "info", InWords(e)),
        DecisionMade e => (view with { Questions = view.Questions.RemoveAll(q => q.Id == e.Id) }).Note(e.At, Operator, "info", InWords(e)),
        ErrorRaised e => view.Note(e.At, e.Source, e.Holds ? "error" : "warning", $"{e.Text} (raised by {e.By})"),
        ErrorCleared e => view.Note(e.At, e.Source, "info", e.Why.Length > 0 ? e.Why : $"error cleared by {e.By}"),
        _ => view,
    };

    /// <summary>A question with what can be answered, the default and the limit.</summary>
    public static string InWords(DecisionAsked asked) =>
        Words($"question {asked.Name}: {asked.Text} [{string.Join('/', asked.Options)}], {asked.Default} after {asked.LimitSeconds:0.#} s");

    private static string InWords(DecisionMade made) => made.How switch
    {
        "answered" => $"{made.Name}: {made.Answer}, by {made.By}",
        "preset" => $"{made.Name}: {made.Answer}, given beforehand",
        "default" => $"{made.Name}: {made.Answer}, the default: nobody answered within the limit",
        _ => $"{made.Name}: withdrawn",
    };

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
