namespace LabActors.Core.Tests;

/// <summary>Where this repository is, found from the test assembly, and the real files beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Real files of laboratories; may be absent. They are read where they are and never copied.</summary>
    public static string SharedCases { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "cases"));

    public static bool HasSharedCases => Directory.Exists(SharedCases);

    /// <summary>Vectors that quote laboratories' data; may be absent, and are never copied.</summary>
    public static string SharedVectors { get; } = Path.GetFullPath(Path.Combine(SharedCases, "..", "vectors"));

    public static bool HasSharedVectors => Directory.Exists(SharedVectors);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LabActors.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no LabActors.sln above {AppContext.BaseDirectory}");
    }
}
