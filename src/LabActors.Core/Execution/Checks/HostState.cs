namespace LabActors.Core.Execution.Checks;

/// <summary>What the computer has left.</summary>
/// <param name="FreeMemory">MB (10^6 bytes).</param>
/// <param name="FreeDisk">Where the data folder is, MB (10^6 bytes).</param>
public sealed record HostState(double FreeMemory, double FreeDisk);
