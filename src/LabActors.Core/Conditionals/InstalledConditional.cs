namespace LabActors.Core.Conditionals;

/// <summary>A conditional with its condition bound to an instrument's names.</summary>
public sealed record InstalledConditional(Conditional Conditional, Condition Condition)
{
    /// <summary>Binds a conditional; null when its text cannot be read, which the checks have told before.</summary>
    public static InstalledConditional? Bind(Conditional conditional, ConditionVocabulary vocabulary) =>
        Condition.Bind(conditional.Test, conditional.Mapper, conditional.Window, vocabulary).Condition is { } condition
            ? new InstalledConditional(conditional, condition)
            : null;
}
