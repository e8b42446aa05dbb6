namespace LabActors.Core.Labs;

/// <summary>
/// A pipette that takes shots of a tank: the inner valve fills it from the tank, the outer one lets it into the line.
/// </summary>
/// <param name="Tank">Volume of the reservoir.</param>
/// <param name="Volume">Volume of one shot.</param>
/// <param name="Inner">Valve between tank and pipette.</param>
/// <param name="Outer">Valve between pipette and line.</param>
public sealed record PipetteDefinition(string Name, string Tank, string Volume, string Inner, string Outer)
{
    /// <summary>Shots that it had given before this program counted.</summary>
    public int ShotsBefore { get; init; }
}
