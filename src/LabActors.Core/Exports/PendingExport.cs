namespace LabActors.Core.Exports;

/// <summary>A run that is to be exported and is not yet.</summary>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">Why the last attempt failed; empty before the first.</param>
public sealed record PendingExport(string RunUuid, string RunId, DateTimeOffset Since, int Attempts, string Reason);
