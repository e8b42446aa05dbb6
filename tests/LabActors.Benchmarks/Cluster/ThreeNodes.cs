using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using LabActors.Actors.Scripts;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;
using LabActors.Node;
using LabActors.Testing;

namespace LabActors.Benchmarks.Cluster;

/// <summary>The laboratory of three nodes on loopback addresses of one computer, on ports that were free.</summary>
internal sealed class ThreeNodes : IDisposable
{
    private static readonly string Example = Path.Combine(SourceTree.Root, "examples", "three-nodes");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-benchmark-");

    public ThreeNodes()
    {
        Lab = Path.Combine(_folder.FullName, "lab");
        foreach (var file in Directory.EnumerateFiles(Example, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Lab, Path.GetRelativePath(Example, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var path = Path.Combine(Lab, "lab.yaml");
        var text = File.ReadAllText(path);
        foreach (var host in LabFile.Read(text, path).Lab!.Nodes.Select(node => node.Host))
            text = text.Replace($"host: {host},", $"host: 127.0.0.1, port: {Free()},", StringComparison.Ordinal);
        File.WriteAllText(path, text);
        Definition = LabFile.Read(text, path).Lab!;
    }

    /// <summary>The laboratory's folder.</summary>
    public string Lab { get; }

    /// <summary>What its file says.</summary>
    public LabDefinition Definition { get; }

    /// <summary>The names of its nodes.</summary>
    public ImmutableArray<string> Names => [.. Definition.Nodes.Select(node => node.Name)];

    /// <summary>The data folder of a node.</summary>
    public string Data(string node) => Path.Combine(_folder.FullName, node);

    /// <summary>A node in this process, with a journal in a file whose every write is synced.</summary>
    public Task<LabNode> StartAsync(string node)
    {
        var problems = new List<Problem>();
        var python = PythonRuntime.Find(problems) ?? throw new InvalidOperationException(string.Join("; ", problems));
        return LabNode.StartAsync(new NodeOptions(Definition, "", new ScriptFiles(Path.Combine(Lab, "scripts")), Data(node), python) { Name = node, LabFolder = Lab });
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
