namespace LabActors.Node;

/// <summary>A run is not saved in the results database yet, though that was tried several times; the journal has it, and it is tried on.</summary>
public sealed class RunNotSavedException(string runUuid, string reason) : Exception($"run {runUuid} is not in the results database: {reason}")
{
    /// <summary>The database's or the journal's own words.</summary>
    public string Reason { get; } = reason;
}
