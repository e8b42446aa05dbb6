using System.Collections.Immutable;

namespace LabActors.Core.Recovery;

/// <summary>What was found of a run's hardware, for the statement and the record.</summary>
public static class HardwareWords
{
    /// <summary>Of a run that goes on.</summary>
    public static string Of(ImmutableArray<HardwareFinding> found)
    {
        var steps = string.Join(", ", found.Select(f => f.Step).OfType<MatchStep>());
        var spoils = Spoils(found);
        return (steps.Length > 0 ? $"it is brought to match: {steps}" : spoils.Length > 0 ? "its own hardware is as the journal has it" : "the hardware is as the journal has it")
            + (spoils.Length > 0 ? $"; the queue ends after it: {spoils}" : "");
    }

    /// <summary>What concerns the next run's gas; empty when there is nothing.</summary>
    public static string Spoils(ImmutableArray<HardwareFinding> found) => string.Join(", ", found.Where(f => f.SpoilsNext));
}
