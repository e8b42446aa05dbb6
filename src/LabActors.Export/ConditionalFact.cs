namespace LabActors.Export;

/// <summary>A conditional that watched the run.</summary>
/// <param name="Test">The expression.</param>
/// <param name="Level"><c>system, queue, run ...</c>; empty when it is not known.</param>
/// <param name="Location">The file that it came from.</param>
/// <param name="Tripped">The values with which it tripped; null when it did not.</param>
public sealed record ConditionalFact(string Test, int Start, int Frequency, int Trips, string Level, string Location, string? Tripped);
