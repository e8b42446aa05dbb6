using System.Globalization;

namespace LabActors.Core.Execution.Checks;

/// <summary>The computer has memory, and the data folder room.</summary>
public sealed class MemoryCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "memory";

    /// <inheritdoc/>
    public override string Asks => "free memory, and free disk where the data folder is, are not less than their thresholds";

    /// <inheritdoc/>
    public override string OnFailure => "refuses (before a run: ends the queue failed; runs not started stay not run)";

    /// <inheritdoc/>
    public override IEnumerable<string> Settings(CheckSettings settings) =>
        [Words($"min-free-memory {settings.MinFreeMemory:0.#} MB"), Words($"min-free-disk {settings.MinFreeDisk:0.#} MB")];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (facts.Host is not { } host)
            return new CheckStep.Need(CheckFact.Host);
        if (host.FreeMemory < settings.MinFreeMemory)
            return new CheckStep.Fail(Words($"Not enough memory: {host.FreeMemory:0.#} MB are free, {settings.MinFreeMemory:0.#} MB are the least"));
        if (host.FreeDisk < settings.MinFreeDisk)
            return new CheckStep.Fail(Words($"Not enough disk: {host.FreeDisk:0.#} MB are free for the data folder, {settings.MinFreeDisk:0.#} MB are the least"));
        return new CheckStep.Pass(Words($"{host.FreeMemory:0} MB of memory and {host.FreeDisk:0} MB of disk are free"));
    }

    private static string Words(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
