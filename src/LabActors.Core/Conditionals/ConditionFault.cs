namespace LabActors.Core.Conditionals;

/// <summary>What is wrong with a condition's text.</summary>
/// <param name="Position">1-based place in the text.</param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="IsWarning">The condition can be used all the same.</param>
public sealed record ConditionFault(int Position, string Message, bool IsWarning = false);
