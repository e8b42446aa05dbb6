using LabActors.Actors.Results;

namespace LabActors.Node.Archive;

/// <summary>A run and the data folder that it is in.</summary>
public sealed record ArchivedRun(DataArchive Archive, RunSummary Summary);
