using System.Collections.Immutable;

namespace LabActors.Node.Checks;

/// <summary>What is to be checked.</summary>
/// <param name="Queues">Queue files.</param>
/// <param name="Lab">Folder of <c>lab.yaml</c>, or the file.</param>
/// <param name="Scripts">Folder of the scripts.</param>
public sealed record CheckRequest(ImmutableArray<string> Queues, string Lab, string Scripts)
{
    /// <summary>The file in which <c>lab simulate</c> says where the laboratory's ports are; null where they are as the laboratory has them.</summary>
    public string? Ports { get; init; }

    /// <summary>The file of the faults that a simulated laboratory is to have; null for none.</summary>
    public string? Faults { get; init; }
}
