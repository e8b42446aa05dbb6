using System.Collections.Immutable;
using LabActors.Core.Decisions;

namespace LabActors.Core.Execution.Checks;

/// <summary>What is measured is kept. The journal has answered already, or there would be no executor; the results database is asked.</summary>
public sealed class PersistenceCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "persistence";

    /// <inheritdoc/>
    public override string Asks => "the results database answers (the journal has: without it nothing is started)";

    /// <inheritdoc/>
    public override string OnFailure => "asks; no refuses, yes runs, and the results are made from the journal when the database is back";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.Persistence];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings) => facts.Persistence switch
    {
        null => new CheckStep.Need(CheckFact.Persistence),
        "" => new CheckStep.Pass("journal and results database answer"),
        var failure => YesOrNo.Judge(
            facts, settings, DecisionCatalog.Persistence, Name, $"The results database does not answer ({failure}). Run all the same?", $"the results database does not answer: {failure}"),
    };
}
