namespace LabActors.Core.Lines;

/// <summary>Who alone has a valve opened, and until when unless he says so again.</summary>
public sealed record ValveOwner(string Name, DateTimeOffset Until);
