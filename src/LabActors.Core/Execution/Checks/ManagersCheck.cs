namespace LabActors.Core.Execution.Checks;

/// <summary>Extraction line, extraction device and spectrometer really answer: each is asked now.</summary>
public sealed class ManagersCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "managers";

    /// <inheritdoc/>
    public override string Asks =>
        "the extraction line answers, the extraction device if a queue names one, the spectrometer if some run has a measurement script; each is read now";

    /// <inheritdoc/>
    public override string OnFailure => "refuses and names those that did not answer";

    /// <inheritdoc/>
    public override IEnumerable<string> Settings(CheckSettings settings) =>
        [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"patience {settings.Patience.TotalSeconds:0.#} s")];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (facts.Managers is not { } managers)
            return new CheckStep.Need(CheckFact.Managers);
        var silent = managers.Where(m => m.Failure.Length > 0).ToArray();
        return silent.Length == 0
            ? new CheckStep.Pass($"{string.Join(", ", managers.Select(m => m.Name))} answer")
            : new CheckStep.Fail($"Could not connect to {string.Join("; ", silent.Select(m => $"{m.Name} ({m.Failure})"))}");
    }
}
