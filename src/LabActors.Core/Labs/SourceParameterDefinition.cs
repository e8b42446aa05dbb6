namespace LabActors.Core.Labs;

/// <summary>A parameter of an ion source that scripts may set.</summary>
/// <param name="Value">Value of the standing configuration.</param>
public sealed record SourceParameterDefinition(string Name, double Value, double Min, double Max);
