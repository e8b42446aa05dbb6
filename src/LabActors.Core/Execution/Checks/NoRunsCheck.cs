namespace LabActors.Core.Execution.Checks;

/// <summary>There is something to run.</summary>
public sealed class NoRunsCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "no-runs";

    /// <inheritdoc/>
    public override string Asks => "some row of the queues is not skipped";

    /// <inheritdoc/>
    public override string OnFailure => "refuses";

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings) => order.Runs.Count() switch
    {
        0 => new CheckStep.Fail("No analysis in the queue"),
        var count => new CheckStep.Pass(count == 1 ? "1 run" : $"{count} runs"),
    };
}
