namespace LabActors.Core.Replay;

/// <summary>An extraction device as it was commanded last.</summary>
/// <param name="Output">Null while nothing was asked of it.</param>
/// <param name="Units">Of the output; empty for the device's own.</param>
/// <param name="OutputBy">Run id, or what else set it, and with which command.</param>
/// <param name="Position">Where it was sent last; empty when nowhere.</param>
public sealed record CommandedDevice(string Name, double? Output, string Units, string OutputBy, DateTimeOffset? OutputAt, string Position, DateTimeOffset? PositionAt)
{
    /// <summary>One that was told nothing yet.</summary>
    public static CommandedDevice Untold(string name) => new(name, null, "", "", null, "", null);
}
