using System.Collections.Immutable;
using LabActors.Actors.Operators;

namespace LabActors.Console.Session;

/// <summary>What is running where.</summary>
/// <param name="Name">The laboratory's name.</param>
/// <param name="Simulated">True when no real device is touched.</param>
/// <param name="Time">How laboratory time goes.</param>
/// <param name="Seed">Seed of a simulated laboratory.</param>
/// <param name="Data">Folder of journal, results and reports.</param>
public sealed record LabDescription(string Name, bool Simulated, LabTime Time, long? Seed, string Data)
{
    /// <summary>Valves and what they join, in the order in which they are shown; empty where that is not known.</summary>
    public ImmutableArray<OperatorProtocol.LineJoin> Line { get; init; } = [];
}
