namespace LabActors.Core.Lines;

/// <summary>A command that has been answered, and how.</summary>
public sealed record AnsweredCommand(string CommandId, ValveOutcome Outcome);
