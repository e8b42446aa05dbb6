using System.Collections.Immutable;

namespace LabActors.Node.Torture;

/// <summary>What came of a cut.</summary>
/// <param name="Differences">How the experiment differs from one that nobody interrupted; empty when it does not.</param>
/// <param name="Seconds">Real time, s.</param>
public sealed record TrialResult(Cut Cut, ImmutableArray<string> Differences, double Seconds)
{
    /// <summary>True when the experiment came out as if nothing had happened.</summary>
    public bool Passed => Differences.IsEmpty;
}
