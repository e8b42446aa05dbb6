namespace LabActors.Core.Conditionals;

/// <summary>A word of a condition's text.</summary>
/// <param name="Position">1-based place of its first character in the text.</param>
/// <param name="Number">The value of a number; 0 for everything else.</param>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, string Text, int Position, double Number = 0)
{
    /// <summary>How an error calls it.</summary>
    public string Found => Kind == ConditionTokenKind.End ? "the end" : $"'{Text}'";

    public bool Is(string text) => Kind is ConditionTokenKind.Symbol or ConditionTokenKind.Word && Text == text;
}
