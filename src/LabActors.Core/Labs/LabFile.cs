using LabActors.Core.Labs.Drivers;
using LabActors.Core.Labs.Reading;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Labs;

/// <summary>
/// Reads <c>lab.yaml</c>. Every problem is reported at once, with line, what was found and what was expected: unknown and
/// missing keys, wrong types, names that nothing bears or that two things bear, numbers out of range.
/// </summary>
public static class LabFile
{
    /// <summary>The version of the file format that this program reads.</summary>
    public const int Version = 1;

    /// <summary>Reads the text of a laboratory file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">Its path, for the problems.</param>
    public static LabReadResult Read(string text, string path)
    {
        var problems = new YamlProblems(path);
        var lab = Document(text, problems) is { } root ? Lab(new YamlMap(root, "", problems), problems, path) : null;
        return new LabReadResult(problems.HasErrors ? null : lab, problems.InOrder());
    }

    private static YamlMappingNode? Document(string text, YamlProblems problems)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            problems.Add(e.Start, "", $"not YAML: {e.Message}");
            return null;
        }

        switch (stream.Documents)
        {
            case [{ RootNode: YamlMappingNode root }]:
                return root;
            case []:
                problems.AddForFile("found an empty file, expected a laboratory definition");
                return null;
            case { Count: > 1 }:
                problems.Add(stream.Documents[1].RootNode, "", "found a second YAML document, expected one");
                return null;
            default:
                problems.Add(stream.Documents[0].RootNode, "", "found no mapping, expected keys such as name, volumes, valves");
                return null;
        }
    }

    private static LabDefinition Lab(YamlMap root, YamlProblems problems, string path)
    {
        var names = new LabNameSets();
        if (root.Number("version", 1, 1000) != Version)
        {
            root.Report("version", $"found '{root.Text("version")}', expected {Version}");
        }

        var devices = new DeviceReader(root, names, DriverSchemas.All);
        var ports = devices.Ports();
        var definitions = devices.Devices(ports);
        var use = new DeviceUse(names, definitions);
        var line = new LineReader(root, names, use);
        var lab = line.Read(new LabDefinition
        {
            Name = root.Text("name"),
            Description = root.Text("description", ""),
            NoDeviceNames = root.Texts("no_device"),
            Ports = ports,
            Devices = definitions,
        });
        var instruments = new InstrumentReader(root, names, use, path);
        lab = lab with { Instruments = instruments.Instruments(), ExtractionDevices = instruments.ExtractionDevices(), Reduction = ReductionReader.Read(root.Map("reduction", false), path) };
        line.CheckOwners(lab.Instruments);
        foreach (var none in lab.NoDeviceNames.Where(n => n.Length > 0 && lab.ExtractionDevices.Any(d => d.Name == n || d.Aliases.Contains(n))))
        {
            root.Report("no_device", $"found '{none}', which is an extraction device, expected names of no device");
        }

        lab = lab with { Trips = TripReader.Read(root, names, lab) };
        lab = lab with { PychronServers = PychronServerReader.Read(root, lab) };
        lab = lab with { Nodes = new NodeReader(root, names, lab).Read() };
        if (root.Map("simulation", false) is { } simulation)
        {
            lab = lab with { Simulation = new SimulationReader(simulation, names, lab).Read() };
        }

        root.End();
        return lab;
    }
}
