namespace LabActors.Core.Lines;

/// <summary>A wish to move a valve, found by name, by description, or by both.</summary>
/// <param name="Safety">Part of a safe state: closing is then never blocked by a lock.</param>
public sealed record ActuationCommand(string CommandId, string Valve, string Description, bool Open, string By, string Why, bool Safety)
{
    /// <summary>The lease of a shared section that it was let through under; null where none was looked at.</summary>
    public GivenUnder? Under { get; init; }

    /// <summary>The instrument, or the client, on whose behalf it is moved; empty for a person.</summary>
    public string For { get; init; } = "";
}
