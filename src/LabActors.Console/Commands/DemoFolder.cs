using System.Collections.Immutable;

namespace LabActors.Console.Commands;

/// <summary>Where the repository, and in it the demo laboratory, is.</summary>
public sealed record DemoFolder(string Root)
{
    /// <summary>Folder of the demo laboratory's <c>lab.yaml</c>.</summary>
    public string Lab => Path.Combine(Root, "examples", "demo-lab");

    /// <summary>Folder of the laboratory of three nodes.</summary>
    public string ThreeNodes => Path.Combine(Root, "examples", "three-nodes");

    /// <summary>The queue of <c>./lab demo</c>.</summary>
    public string Queue => Path.Combine(Lab, "queues", "demo.txt");

    /// <summary>The queues of <c>./lab torture</c>: eight short runs.</summary>
    public ImmutableArray<string> Torture => [Path.Combine(Lab, "queues", "torture-shots.txt"), Path.Combine(Lab, "queues", "torture.txt")];

    /// <summary>Where executions have their data folders when nothing else is said: <c>data</c> in the repository, or where the command is typed.</summary>
    public static string Data(DemoFolder? demo) => Path.Combine(demo?.Root ?? Directory.GetCurrentDirectory(), "data");

    /// <summary>The nearest folder above <paramref name="start"/> that is the repository's; null when there is none.</summary>
    public static DemoFolder? Above(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LabActors.sln")))
                return new DemoFolder(folder.FullName);
        }

        return null;
    }
}
