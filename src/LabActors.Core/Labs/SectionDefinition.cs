namespace LabActors.Core.Labs;

/// <summary>A part of the extraction line that a run leases as a whole.</summary>
public sealed record SectionDefinition(string Name, string Description)
{
    /// <summary>The flag by which programs at a master keep out of each other's way on this section; empty where only LabActors uses it.</summary>
    public string Flag { get; init; } = "";

    /// <summary>The device that has the flag; empty without one.</summary>
    public string Device { get; init; } = "";

    /// <summary>What is leased by whoever uses it.</summary>
    public string Resource => $"line:{Name}";
}
