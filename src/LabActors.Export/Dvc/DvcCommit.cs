using System.Collections.Immutable;

namespace LabActors.Export.Dvc;

/// <summary>Files that are committed together, and with which message.</summary>
public sealed record DvcCommit(string Message, ImmutableArray<DvcFile> Files);
