namespace LabActors.Node;

/// <summary>A run could not be saved into the results database, however often it was tried; the journal has it.</summary>
public sealed class RunNotSavedException(string runUuid, string reason) : Exception($"run {runUuid} is not in the results database: {reason}")
{
    /// <summary>The database's or the journal's own words.</summary>
    public string Reason { get; } = reason;
}
