using System.Collections.Immutable;
using LabActors.Core.Decisions;
using LabActors.Core.Identifiers;

namespace LabActors.Core.Execution.Checks;

/// <summary>The stores agree on the number that the first run gets.</summary>
public sealed class FirstAliquotCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "first-aliquot";

    /// <inheritdoc/>
    public override string Asks => "this node and the second store agree on the greatest aliquot (step) of the first run's identifier";

    /// <inheritdoc/>
    public override string OnFailure => "asks; accept takes the number after the greatest, reject cancels";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.FirstAliquot];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (order.Runs.FirstOrDefault() is not { } run)
            return new CheckStep.Pass("no run");
        if (facts.SecondaryStore is not { } store)
            return new CheckStep.Need(CheckFact.SecondaryStore);
        if (facts.Registry is not { } own)
            return new CheckStep.Need(CheckFact.Registry);
        if (store.Name.Length == 0 || store.Failure.Length > 0)
            return new CheckStep.Pass($"{Next(run, own)}, by this node alone");
        if (facts.Secondary is not { } other)
            return new CheckStep.Need(CheckFact.SecondaryNumber);

        var disagree = run.IsStepHeat ? own.Step != other.Step : own.Aliquot != other.Aliquot;
        var greatest = new RunNumbers(Math.Max(own.Aliquot, other.Aliquot), Math.Max(own.Step, other.Step));
        if (!disagree)
            return new CheckStep.Pass($"{Next(run, greatest)}; the stores agree");
        var difference = run.IsStepHeat
            ? $"of {run.Labnumber}-{run.UserDefinedAliquot:00} this node has step {Letter(own.Step)}, {store.Name} has {Letter(other.Step)}"
            : $"of {run.Labnumber} this node has aliquot {own.Aliquot}, {store.Name} has {other.Aliquot}";
        return facts.Answers.GetValueOrDefault(DecisionCatalog.FirstAliquot) switch
        {
            null => new CheckStep.Ask(settings.Ask(
                DecisionCatalog.FirstAliquot, $"The stores disagree: {difference}. Go on with {Next(run, greatest)}?", ["accept", "reject"], Name)),
            "accept" => new CheckStep.Pass(
                $"{difference}; {Next(run, greatest)} is taken", new CheckEffect.TakeNumbers(run.Labnumber, greatest, run.UserDefinedAliquot, store.Name)),
            _ => new CheckStep.Fail($"the stores disagree: {difference}", Canceled: true),
        };
    }

    private static string Next(Runs.RunSpec run, RunNumbers greatest) => run.IsStepHeat
        ? RunIds.Make(run.Labnumber, run.UserDefinedAliquot, greatest.Step + 1)
        : RunIds.Make(run.Labnumber, greatest.Aliquot + 1);

    private static string Letter(int step) => step < 0 ? "none" : StepLetters.Of(step);
}
