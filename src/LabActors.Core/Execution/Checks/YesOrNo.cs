using LabActors.Core.Decisions;

namespace LabActors.Core.Execution.Checks;

/// <summary>A check that goes on when the operator says yes.</summary>
internal static class YesOrNo
{
    public static CheckStep Judge(CheckFacts facts, CheckSettings settings, string decision, string check, string question, string reason, CheckEffect? effect = null) =>
        facts.Answers.GetValueOrDefault(decision) switch
        {
            null => new CheckStep.Ask(settings.Ask(decision, question, DecisionCatalog.Find(decision)!.Options, check)),
            "yes" => new CheckStep.Pass($"{reason}; the answer was yes", effect),
            _ => new CheckStep.Fail(reason),
        };
}
