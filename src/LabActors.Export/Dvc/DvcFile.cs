namespace LabActors.Export.Dvc;

/// <summary>A file of a repository; its path has <c>/</c> and begins in the repository's folder.</summary>
public sealed record DvcFile(string Path, byte[] Content);
