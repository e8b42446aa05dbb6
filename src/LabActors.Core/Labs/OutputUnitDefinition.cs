namespace LabActors.Core.Labs;

/// <summary>A unit in which the output of an extraction device may be given, and the highest value in it.</summary>
public sealed record OutputUnitDefinition(string Name, double Max)
{
    /// <summary>Percent of full power that one of it is, from the laser's calibration; null where there is none, so that the device must know the unit itself.</summary>
    public double? PercentPerUnit { get; init; }
}
