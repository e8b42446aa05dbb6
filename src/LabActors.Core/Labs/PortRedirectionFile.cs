using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LabActors.Core.Labs.Reading;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Labs;

/// <summary>
/// The file in which <c>lab simulate</c> says where the ports of a laboratory are now, for <c>--ports</c>. It is refused, with every problem at once, unless it redirects every port of the
/// laboratory, each to this computer: what is simulated in part would move real valves.
/// </summary>
public static class PortRedirectionFile
{
    /// <summary>The version of the format that this program reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Reads a text for a laboratory.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">Its path, for the problems.</param>
    /// <param name="lab">The laboratory whose ports are to be redirected.</param>
    /// <returns>Null when any problem is an error.</returns>
    public static (PortRedirection? Redirection, ImmutableArray<Problem> Problems) Read(string text, string path, LabDefinition lab)
    {
        var (documents, malformed) = YamlText.Load(text, path, "this file");
        if (malformed is not null)
            return (null, [malformed]);
        var problems = new YamlProblems(path);
        PortRedirection? read = null;
        if (documents is [{ RootNode: YamlMappingNode node }])
            read = Redirection(new YamlMap(node, "", problems), lab, problems);
        else
            problems.AddForFile($"found {(documents.Count == 0 ? "an empty file" : "no mapping, or more than one document")}, expected what lab simulate --ports-out writes");
        return (problems.HasErrors ? null : read, problems.InOrder());
    }

    /// <summary>The text of a redirection.</summary>
    public static string Write(PortRedirection redirection)
    {
        var text = new StringBuilder("# Where the simulated devices of this laboratory are, as long as the lab simulate that wrote this runs; for --ports.\n")
            .Append(CultureInfo.InvariantCulture, $"version: {Version}\nlab: {Quoted(redirection.Lab)}\ncontrol: {redirection.Control}\n")
            .Append(redirection.Ports.IsEmpty ? "ports: []\n" : "ports:\n");
        foreach (var port in redirection.Ports)
        {
            var where = port.Kind == PortKind.Serial ? $"path: {Quoted(port.Path)}" : string.Create(CultureInfo.InvariantCulture, $"host: {Quoted(port.Host)}, port: {port.Number}");
            text.Append(CultureInfo.InvariantCulture, $"  - {{name: {Quoted(port.Name)}, kind: {port.Kind.ToString().ToLowerInvariant()}, {where}}}\n");
        }

        return text.ToString();
    }

    private static PortRedirection Redirection(YamlMap root, LabDefinition lab, YamlProblems problems)
    {
        if (root.Number("version", 1, 1000) != Version)
            root.Report("version", $"found '{root.Text("version")}', expected {Version}");
        var name = root.Text("lab");
        if (name.Length > 0 && name != lab.Name)
            root.Report("lab", $"found '{name}', expected '{lab.Name}': the simulator serves another laboratory");
        var known = new NameSet("port");
        foreach (var port in lab.Ports)
            known.Add(port.Name);
        var names = new NameSet("port");
        ImmutableArray<RedirectedPort> ports = [.. root.Maps("ports").Select(m => Port(m, lab, known, names))];
        foreach (var missing in lab.Ports.Where(p => !names.Contains(p.Name)))
            problems.AddForFile($"port '{missing.Name}' ({missing.Address}) is missing, expected every port of the laboratory: none of its real devices may be touched");
        var control = (int)root.Number("control", 0, 0, 65535);
        root.End();
        return new PortRedirection(name, control, ports);
    }

    private static RedirectedPort Port(YamlMap m, LabDefinition lab, NameSet known, NameSet names)
    {
        var name = m.NewName("name", names);
        if (name.Length > 0 && !known.Contains(name))
            m.Report("name", $"found '{name}', expected {known.Expected}");
        var redirected = new RedirectedPort(name, m.Choice<PortKind>("kind"));
        redirected = redirected.Kind == PortKind.Serial
            ? redirected with { Path = m.Text("path") }
            : redirected with { Host = m.Text("host"), Number = (int)m.Number("port", 1, 65535) };
        if (lab.Ports.FirstOrDefault(p => p.Name == name) is { } port && port.Kind != redirected.Kind)
            m.Report("kind", $"found {redirected.Kind.ToString().ToLowerInvariant()}, expected {port.Kind.ToString().ToLowerInvariant()}, as port '{name}' is in the laboratory's file");
        if (redirected.Host.Length > 0 && !(IPAddress.TryParse(redirected.Host, out var host) && IPAddress.IsLoopback(host)))
            m.Report("host", $"found '{redirected.Host}', expected 127.0.0.1: a simulator is on this computer");
        if (redirected.Path.Length > 0 && lab.Ports.FirstOrDefault(p => p.Path == redirected.Path) is { } real)
            m.Report("path", $"found '{redirected.Path}', which is the real port '{real.Name}', expected a pseudo-terminal of the simulator");
        m.End();
        return redirected;
    }

    // A text of JSON is one of YAML.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
