using LabActors.Console.Commands;

namespace LabActors.Console.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = DemoFolder.Above(AppContext.BaseDirectory)?.Root
        ?? throw new InvalidOperationException($"There is no LabActors.sln above {AppContext.BaseDirectory}.");

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));
}
