namespace LabActors.Core.Recovery;

/// <summary>Something that is not as the journal left it.</summary>
/// <param name="Device">A valve, an extraction device or an instrument.</param>
/// <param name="What">What of it: <c>valve, output allowed, magnet</c>.</param>
/// <param name="Journal">As the journal has it.</param>
/// <param name="Read">As it reads.</param>
public sealed record HardwareDifference(string Device, string What, string Journal, string Read, bool Simulated)
{
    /// <summary>In words.</summary>
    public override string ToString() => $"{(What == "valve" ? "valve " : "")}{Device}{(What == "valve" ? "" : $" ({What})")} was {Journal} and is {Read}";
}
