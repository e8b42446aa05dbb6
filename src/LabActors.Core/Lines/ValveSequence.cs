namespace LabActors.Core.Lines;

/// <summary>A valve that is opened and closed by itself, once (a sample) or several times (a cycle). However it ends, the valve is closed.</summary>
/// <param name="Times">How often it opens and closes.</param>
/// <param name="OpenSeconds">How long it stays open each time.</param>
/// <param name="ClosedSeconds">How long it stays closed between.</param>
/// <param name="Done">How often it has closed again.</param>
public sealed record ValveSequence(string CommandId, string Valve, int Times, double OpenSeconds, double ClosedSeconds, string By, string Why, int Done = 0);
