namespace LabActors.Journal.Tests;

/// <summary>The working copy that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException($"No LabActors.sln above {AppContext.BaseDirectory}.")
        : File.Exists(Path.Combine(folder.FullName, "LabActors.sln")) ? folder.FullName
        : Find(folder.Parent);
}
