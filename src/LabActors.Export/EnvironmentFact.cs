namespace LabActors.Export;

/// <summary>A value of the laboratory's surroundings.</summary>
/// <param name="Kind"><c>temperature, humidity, pneumatic</c>.</param>
public sealed record EnvironmentFact(string Kind, string Device, string Name, string Title, double Value, DateTimeOffset At);
