namespace LabActors.Core.Lines;

/// <summary>A journaled intent to move a valve.</summary>
public sealed record ValveIntent(string CommandId, bool Open, DateTimeOffset At = default);
