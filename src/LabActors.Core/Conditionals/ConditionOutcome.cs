using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>What came of one evaluation.</summary>
/// <param name="Holds">True or false; null when it could not be told, which counts as not tripped.</param>
/// <param name="Seen">Every value that was looked at, each once, in the order of the text.</param>
public sealed record ConditionOutcome(bool? Holds, ImmutableArray<ValueSeen> Seen)
{
    /// <summary>Why it could not be told: the values that were missing, with the reasons.</summary>
    public string Missing => Seen.Any(s => s.Value is null)
        ? string.Join("; ", Seen.Where(s => s.Value is null).Select(s => $"{s.Name} {s.Reason}"))
        : "the calculation gives no finite number";
}
