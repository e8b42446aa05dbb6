namespace LabActors.Core.Execution.Checks;

/// <summary>Scripts can be run: one is.</summary>
public sealed class ScriptRunnerCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "script-runner";

    /// <inheritdoc/>
    public override string Asks => "a process for scripts starts; an empty script is run in one";

    /// <inheritdoc/>
    public override string OnFailure => "refuses";

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings) => facts.ScriptRunner switch
    {
        null => new CheckStep.Need(CheckFact.ScriptRunner),
        "" => new CheckStep.Pass("a script process starts"),
        var failure => new CheckStep.Fail($"no script can be run: {failure}"),
    };
}
