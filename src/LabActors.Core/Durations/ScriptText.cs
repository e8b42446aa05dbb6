namespace LabActors.Core.Durations;

/// <summary>A file that a script consists of: itself, or a child that it called.</summary>
/// <param name="Hash">SHA-256 of the text.</param>
public sealed record ScriptText(string Hash, string Text);
