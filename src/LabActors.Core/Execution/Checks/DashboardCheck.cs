namespace LabActors.Core.Execution.Checks;

/// <summary>Nobody has raised an error flag.</summary>
public sealed class DashboardCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "dashboard";

    /// <inheritdoc/>
    public override string Asks => "no error flag is up that a person or a device has raised";

    /// <inheritdoc/>
    public override string OnFailure => "refuses (before a run: ends the queue failed) until the flag is cleared";

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings) => facts.Flags switch
    {
        null => new CheckStep.Need(CheckFact.Flags),
        { } flags when !flags.Any(f => f.Holds) => new CheckStep.Pass("no error flag is up"),
        { } flags => new CheckStep.Fail($"Dashboard error: {string.Join("; ", flags.Where(f => f.Holds).Select(f => $"{f.Source}: {f.Text} (raised by {f.By})"))}"),
    };
}
