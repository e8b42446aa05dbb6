using System.Collections.Immutable;
using LabActors.Core.Decisions;
using LabActors.Core.Labs;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Execution.Checks;

/// <summary>
/// The first air, unknown or cocktail that no blank of the queue precedes has a blank to be corrected by: the last of its own type, on this
/// instrument and, for an unknown, with its extraction device. A queue that begins with a blank is well.
/// </summary>
public sealed class PrecedingBlankCheck : ExecutionCheck
{
    private const string Choose = "choose";

    /// <inheritdoc/>
    public override string Name => "preceding-blank";

    /// <inheritdoc/>
    public override string Asks => "the first run is a blank, or there is one for the first run that needs one: of its type, instrument and (unknowns) extraction device";

    /// <inheritdoc/>
    public override string OnFailure => "asks; yes takes the last that matches, choose (or a run id) another, without none, cancel refuses";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.PrecedingBlank, DecisionCatalog.MissingBlank, DecisionCatalog.ChooseBlank];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (Uncorrected(order) is not { } run)
            return new CheckStep.Pass("a blank of the queue comes first, or no run needs one");
        if (facts.Blanks is not { } blanks)
            return new CheckStep.Need(CheckFact.Registry);

        var device = order.Lab.FindExtractionDevice(run.ExtractDevice).Device?.Name ?? "";
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
            ? $"No blank of the queue comes before {who}. Is it corrected by {matching.RunId} of {matching.At:yyyy-MM-dd HH:mm}?"
            : $"There is no blank for {who}. Run without?";
        ImmutableArray<string> options = [matching is null ? "without" : "yes", .. here.IsEmpty ? [] : new[] { Choose }, DecisionCatalog.Cancel];
        return settings.Ask(decision, text, options, "preceding-blank") with { Others = Ids(here), AlsoPresetAs = DecisionCatalog.PrecedingBlank };
    }

    private static ImmutableArray<string> Ids(ImmutableArray<BlankMeasured> blanks) => [.. blanks.Select(b => b.RunId).Distinct()];

    private static RunSpec? Uncorrected(CheckOrder order)
    {
        var runs = order.Runs.ToArray();
        if (runs.FirstOrDefault() is null or { AnalysisType: ['b', 'l', 'a', 'n', 'k', ..] })
            return null;
        var seen = new HashSet<string>();
        foreach (var run in runs)
        {
            if (run.AnalysisType is "unknown" or "air" or "cocktail" && !seen.Contains($"blank_{run.AnalysisType}"))
                return run;
            seen.Add(run.AnalysisType);
        }

        return null;
    }
}
