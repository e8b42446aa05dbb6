namespace LabActors.Core.Labs;

/// <summary>A named flag that scripts acquire, release, wait for and set.</summary>
public sealed record ResourceDefinition(string Name);
