namespace LabActors.Core.Execution.Checks;

/// <summary>No device that answers reports an error of its own.</summary>
public sealed class DeviceErrorsCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "device-errors";

    /// <inheritdoc/>
    public override string Asks => "no device that answers reports a fault of its own";

    /// <inheritdoc/>
    public override string OnFailure => "ends the queue failed and names the device; runs not started stay not run";

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (facts.Managers is not { } managers)
            return new CheckStep.Need(CheckFact.Managers);
        var errors = managers.Where(m => m.Error.Length > 0).ToArray();
        return errors.Length == 0
            ? new CheckStep.Pass("no device reports an error")
            : new CheckStep.Fail(string.Join("; ", errors.Select(m => $"{m.Name}: {m.Error}")));
    }
}
