using LabActors.Actors.Time;
using LabActors.Journal.Storage;

namespace LabActors.Actors.Supervision;

/// <summary>What a node decides when it starts, beyond its HOCON files.</summary>
/// <param name="Journal">Where its journal is kept.</param>
public sealed record NodeSettings(JournalDatabase Journal)
{
    /// <summary>Virtual time; null for the real clock.</summary>
    public VirtualClockOptions? Clock { get; init; }

    /// <summary>Folder of the HOCON files; null for <c>hocon</c> beside the program.</summary>
    public string? HoconFolder { get; init; }

    /// <summary>HOCON over everything else: what a laboratory overrides in its own file, or a test.</summary>
    public string Overrides { get; init; } = "";
}
