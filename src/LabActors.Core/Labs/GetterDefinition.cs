namespace LabActors.Core.Labs;

/// <summary>A getter: takes up reactive gas and leaves noble gas alone.</summary>
/// <param name="SpeedLitresPerSecond">Speed for reactive gas, l/s.</param>
public sealed record GetterDefinition(string Name, string Volume, double SpeedLitresPerSecond);
