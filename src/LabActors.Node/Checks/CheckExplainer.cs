using System.Collections.Immutable;
using LabActors.Core.Execution.Checks;

namespace LabActors.Node.Checks;

/// <summary>Explains every check: what it asks, its settings, what it does on failure, and what it would find without hardware.</summary>
public static class CheckExplainer
{
    /// <summary>All checks in the order in which they are made.</summary>
    /// <param name="order">Queues; null when none was given.</param>
    /// <param name="known">What is known without hardware.</param>
    public static ImmutableArray<CheckExplanation> Explain(CheckSettings settings, CheckOrder? order, CheckFacts known) =>
    [
        .. ExecutionChecks.All.Select(check => new CheckExplanation(
            check.Name,
            When(check),
            check.Asks,
            check.OnFailure,
            [
                settings.Off.Contains(check.Name) ? "off" : "on",
                .. check.Settings(settings),
                .. check.Decisions.Select(settings.Describe),
            ],
            order is null ? "" : Finding(check, order, known, settings))),
    ];

    private static string When(ExecutionCheck check) => string.Join(
        " and ",
        new[]
        {
            (Checks: ExecutionChecks.BeforeExecution, Words: "before the execution"),
            (Checks: ExecutionChecks.BeforeQueue, Words: "before each queue"),
            (Checks: ExecutionChecks.BeforeRun, Words: "before each run"),
        }.Where(phase => phase.Checks.Contains(check)).Select(phase => phase.Words));

    private static string Finding(ExecutionCheck check, CheckOrder order, CheckFacts known, CheckSettings settings) => check.Decide(order, known, settings) switch
    {
        _ when settings.Off.Contains(check.Name) => "not made",
        CheckStep.Pass pass => $"passes: {pass.Found}",
        CheckStep.Fail fail => $"refuses: {fail.Reason}",
        CheckStep.Ask ask => $"asks: {ask.Question.Text}",
        CheckStep.Need need => $"not known before the start: {Words(need.Fact, order)}",
        var step => throw new InvalidOperationException($"{check.Name} answers {step}"),
    };

    private static string Words(CheckFact fact, CheckOrder order) => fact switch
    {
        CheckFact.Persistence => "whether the results database answers",
        CheckFact.Mail => "whether mail can be sent",
        CheckFact.SecondaryStore => "whether the second store of numbers answers",
        CheckFact.Registry => "numbers and blanks of the data folder",
        CheckFact.SecondaryNumber => "numbers of the second store",
        CheckFact.Repositories => "repositories of earlier analyses",
        CheckFact.Managers => $"answers of {string.Join(", ", Managers(order))}",
        CheckFact.Flags => "error flags of the data folder",
        CheckFact.Host => "free memory and disk",
        CheckFact.Monitor => "readings of the rules",
        CheckFact.ScriptRunner => "whether a script process starts",
        CheckFact.LockedValves => "locks of the valves",
        CheckFact.Tray or CheckFact.TraySet => $"the tray of {order.Queues[0].ExtractDevice}",
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "Unknown fact."),
    };

    private static IEnumerable<string> Managers(CheckOrder order) =>
        order.Devices.Select(d => d.Name).Prepend("the extraction line").Concat(order.Measures ? [$"spectrometer {order.Instrument.Name}"] : []);
}
