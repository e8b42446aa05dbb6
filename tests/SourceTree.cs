namespace LabActors.Testing;

/// <summary>The working copy that the tests were built from; compiled into every test project.</summary>
internal static class SourceTree
{
    /// <summary>Folder of the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Folder of the demo laboratory.</summary>
    public static string DemoLab => Path.Combine(Root, "examples", "demo-lab");

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException($"There is no LabActors.sln above {AppContext.BaseDirectory}.")
        : File.Exists(Path.Combine(folder.FullName, "LabActors.sln")) ? folder.FullName
        : Find(folder.Parent);
}
