using System.Collections.Immutable;
using LabActors.Core.Decisions;

namespace LabActors.Core.Execution.Checks;

/// <summary>The second store of aliquot numbers, where there is one, answers: a results database that several nodes share.</summary>
public sealed class SecondaryDatabaseCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "secondary-database";

    /// <inheritdoc/>
    public override string Asks => "the second store of aliquot numbers (a results database shared with other nodes) answers";

    /// <inheritdoc/>
    public override string OnFailure => "asks; no refuses, yes numbers by this node's journal alone";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.SecondaryDatabase];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings) => facts.SecondaryStore switch
    {
        null => new CheckStep.Need(CheckFact.SecondaryStore),
        { Name: "" } => new CheckStep.Pass("there is none: results are in the data folder"),
        { Failure: "" } store => new CheckStep.Pass($"{store.Name} answers"),
        var store => YesOrNo.Judge(
            facts, settings, DecisionCatalog.SecondaryDatabase, Name, $"{store.Name} does not answer ({store.Failure}). Number the runs by this node alone?", $"{store.Name} does not answer: {store.Failure}"),
    };
}
