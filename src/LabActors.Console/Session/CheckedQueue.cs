namespace LabActors.Console.Session;

/// <summary>A queue that could be read.</summary>
/// <param name="Runs">Rows that are to be run (skipped rows are not counted).</param>
/// <param name="EstimatedSeconds">Estimated laboratory time, s; null when it is not known.</param>
public sealed record CheckedQueue(string File, int Runs, double? EstimatedSeconds);
