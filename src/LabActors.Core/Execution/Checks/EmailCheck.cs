using System.Collections.Immutable;
using LabActors.Core.Decisions;

namespace LabActors.Core.Execution.Checks;

/// <summary>A queue that wants mail gets it.</summary>
public sealed class EmailCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "email";

    /// <inheritdoc/>
    public override string Asks => "mail can be sent, if a queue says use_email or use_group_email";

    /// <inheritdoc/>
    public override string OnFailure => "asks; no refuses, yes runs without mail";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.Email];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (order.Queues.FirstOrDefault(q => q.UseEmail || q.UseGroupEmail) is not { } queue)
            return new CheckStep.Pass("no queue wants mail");
        return facts.SendsMail switch
        {
            null => new CheckStep.Need(CheckFact.Mail),
            true => new CheckStep.Pass("mail can be sent"),
            false => YesOrNo.Judge(
                facts, settings, DecisionCatalog.Email, Name, $"{queue.Name} wants mail, and this node is not set up to send any. Run without?", $"{queue.Name} wants mail, and this node is not set up to send any"),
        };
    }
}
