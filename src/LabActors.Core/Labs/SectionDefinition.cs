namespace LabActors.Core.Labs;

/// <summary>A part of the extraction line that a run leases as a whole.</summary>
public sealed record SectionDefinition(string Name, string Description);
