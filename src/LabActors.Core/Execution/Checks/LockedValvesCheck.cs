using System.Collections.Immutable;
using LabActors.Core.Decisions;

namespace LabActors.Core.Execution.Checks;

/// <summary>No valve is locked that a script may want to move.</summary>
public sealed class LockedValvesCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "locked-valves";

    /// <inheritdoc/>
    public override string Asks => "no valve has a software lock";

    /// <inheritdoc/>
    public override string OnFailure => "asks; no refuses, yes runs (a script that moves a locked valve fails)";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.LockedValves];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings) => facts.LockedValves switch
    {
        null => new CheckStep.Need(CheckFact.LockedValves),
        { IsEmpty: true } => new CheckStep.Pass("no valve is locked"),
        var locked => YesOrNo.Judge(
            facts, settings, DecisionCatalog.LockedValves, Name, $"Locked: {string.Join(", ", locked.Value)}. Run all the same?", $"locked: {string.Join(", ", locked.Value)}"),
    };
}
