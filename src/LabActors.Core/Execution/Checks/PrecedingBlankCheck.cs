using System.Collections.Immutable;
using LabActors.Core.Decisions;
using LabActors.Core.Labs;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Execution.Checks;

/// <summary>
/// The first air, unknown or cocktail that no blank of the queue precedes has a blank to be corrected by: the last of its own type, on this
/// instrument and, for an unknown, with its extraction device.
/// </summary>
public sealed class PrecedingBlankCheck : ExecutionCheck
{
    private const string Choose = "choose";

    /// <inheritdoc/>
    public override string Name => "preceding-blank";

    /// <inheritdoc/>
    public override string Asks => "a blank of the queues comes before the first run that needs one, or there is one from before: of its type, instrument and (unknowns) extraction device";

    /// <inheritdoc/>
    public override string OnFailure => "asks; yes takes the last that matches, choose (or a run id) another, without none, cancel refuses";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.PrecedingBlank, DecisionCatalog.MissingBlank, DecisionCatalog.ChooseBlank];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (Uncorrected(order) is not { } run)
            return new CheckStep.Pass("blanks of the queue come first, or no run needs one");
        if (facts.Blanks is not { } blanks)
            return new CheckStep.Need(CheckFact.Registry);

        var device = Device(order, run);
        var here = blanks.Where(b => b.Instrument == order.Instrument.Name).ToImmutableArray();
        var matching = here.LastOrDefault(b => b.AnalysisType == $"blank_{run.AnalysisType}" && (run.AnalysisType != "unknown" || b.ExtractionDevice == device));
        var decision = matching is null ? DecisionCatalog.MissingBlank : DecisionCatalog.PrecedingBlank;
        var who = $"{run.Labnumber} (line {run.Row}, {run.AnalysisType}{(device.Length > 0 ? $", {device}" : "")})";
        var answer = facts.Answers.GetValueOrDefault(decision);
        if (answer == Choose)
            answer = facts.Answers.GetValueOrDefault(DecisionCatalog.ChooseBlank, Choose);
        return answer switch
        {
            null => new CheckStep.Ask(Ask(settings, decision, who, matching, here)),
            Choose => new CheckStep.Ask(settings.Ask(
                DecisionCatalog.ChooseBlank, $"Which blank corrects {who}?", [.. here.Select(b => b.RunId).Distinct().TakeLast(10), DecisionCatalog.Cancel], Name)
                with
            { Others = Ids(here), AlsoPresetAs = DecisionCatalog.PrecedingBlank }),
            "yes" => new CheckStep.Pass($"{matching!.RunId} corrects {who}"),
            "without" => new CheckStep.Pass($"no blank corrects {who}"),
            DecisionCatalog.Cancel => new CheckStep.Fail(matching is null ? $"there is no blank for {who}" : $"no blank was taken for {who}"),
            var runId => new CheckStep.Pass($"{runId} corrects {who}", new CheckEffect.UseBlank(runId, run.AnalysisType, device)),
        };
    }

    private static Question Ask(CheckSettings settings, string decision, string who, BlankMeasured? matching, ImmutableArray<BlankMeasured> here)
    {
        var text = matching is not null
            ? $"No blank of the queue comes before {who}. Is it corrected by {matching.RunId}{(matching.Simulated ? " (simulated)" : "")} of {matching.At:yyyy-MM-dd HH:mm}?"
            : $"There is no blank for {who}. Run without?";
        ImmutableArray<string> options = [matching is null ? "without" : "yes", .. here.IsEmpty ? [] : new[] { Choose }, DecisionCatalog.Cancel];
        return settings.Ask(decision, text, options, "preceding-blank") with { Others = Ids(here), AlsoPresetAs = DecisionCatalog.PrecedingBlank };
    }

    private static ImmutableArray<string> Ids(ImmutableArray<BlankMeasured> blanks) => [.. blanks.Select(b => b.RunId).Distinct()];

    /// <summary>
    /// The first run before which no blank of its own kind comes: for an unknown, one with its extraction device. A queue that begins with a blank was planned
    /// with its blanks: there an air or a cocktail without one is meant so, an unknown is not.
    /// </summary>
    private static RunSpec? Uncorrected(CheckOrder order)
    {
        var runs = order.Runs.ToArray();
        var planned = runs.FirstOrDefault() is { } first && IsBlank(first);
        var seen = new HashSet<(string Type, string Device)>();
        foreach (var run in runs)
        {
            if (IsBlank(run))
                seen.Add(Kind(order, run.AnalysisType, run));
            else if ((run.AnalysisType is "unknown" || (run.AnalysisType is "air" or "cocktail" && !planned)) && !seen.Contains(Kind(order, $"blank_{run.AnalysisType}", run)))
                return run;
        }

        return null;
    }

    private static bool IsBlank(RunSpec run) => run.AnalysisType.StartsWith("blank", StringComparison.Ordinal);

    private static (string Type, string Device) Kind(CheckOrder order, string type, RunSpec run) => (type, type == "blank_unknown" ? Device(order, run) : "");

    private static string Device(CheckOrder order, RunSpec run) => order.Lab.FindExtractionDevice(run.ExtractDevice).Device?.Name ?? "";
}
