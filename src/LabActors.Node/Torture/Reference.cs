using System.Collections.Immutable;

namespace LabActors.Node.Torture;

/// <summary>An experiment that nobody interrupted, and where it could have been.</summary>
/// <param name="Folder">Its data folder.</param>
/// <param name="Cuts">Every moment at which the node could have been killed, in order.</param>
/// <param name="Tally">What it came to.</param>
/// <param name="Seconds">Real time that it took, s.</param>
public sealed record Reference(string Folder, ImmutableArray<Cut> Cuts, ExperimentTally Tally, double Seconds);
