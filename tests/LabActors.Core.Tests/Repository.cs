namespace LabActors.Core.Tests;

/// <summary>Where this repository is, and the real files beside it.</summary>
internal static class Repository
{
    public static string Root => SourceTree.Root;

    /// <summary>Real files of laboratories; may be absent. They are read where they are and never copied.</summary>
    public static string SharedCases { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "cases"));

    public static bool HasSharedCases => Directory.Exists(SharedCases);

    /// <summary>Vectors that quote laboratories' data; may be absent, and are never copied.</summary>
    public static string SharedVectors { get; } = Path.GetFullPath(Path.Combine(SharedCases, "..", "vectors"));

    public static bool HasSharedVectors => Directory.Exists(SharedVectors);
}
