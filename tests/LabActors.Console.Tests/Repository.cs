namespace LabActors.Console.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root => SourceTree.Root;

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));
}
