using System.Collections.Immutable;
using System.Xml.Linq;

namespace LabActors.Core.Importing.Pychron;

/// <summary>What Pychron starts: <c>initialization.xml</c>, or several such files of one folder taken together, as the master and its clients use them.</summary>
internal sealed record InitializationFiles(ImmutableArray<InitPlugin> Plugins, ImmutableArray<InitDevice> Devices, ImmutableArray<InitFlag> Flags)
{
    private static readonly string[] FlagKinds = ["flag", "timed_flag", "valve_flag"];

    // What belongs to Pychron's windows and to programs around it.
    private static readonly string[] NotNeeded = ["mode", "communications", "server", "processor", "monitor", "runner", "video_source", "required", "klass", "rpc"];

    public static InitializationFiles Read(IEnumerable<SetupFile> files, ImportFindings findings)
    {
        var plugins = new List<InitPlugin>();
        var devices = new List<InitDevice>();
        var flags = new List<InitFlag>();
        foreach (var file in files)
        {
            var root = SetupXml.Root(file, findings);
            foreach (var element in root.Element("plugins")?.Elements("hardware").Elements("plugin") ?? [])
                plugins.Add(Plugin(element, file, devices, findings));
            foreach (var element in root.Descendants().Where(e => FlagKinds.Contains(e.Name.LocalName) && e.Leading().Length > 0))
                flags.Add(new InitFlag(element.Leading(), element.Name.LocalName, file.Path, element.Line()));
            findings.NotNeeded("plug-ins", file.Path, 0, "those of its general, data and social part, and its globals, belong to Pychron's own program");
        }

        // A thing of several files counts as started when one of them starts it.
        return new InitializationFiles(
            [.. plugins.GroupBy(p => p.Name).Select(g => g.OrderByDescending(p => p.IsEnabled).First())],
            [.. devices.GroupBy(d => (d.Name, Home(d))).Select(g => g.OrderByDescending(d => d.IsEnabled).ThenByDescending(d => d.Class.Length).First())],
            [.. flags.DistinctBy(f => f.Name)]);
    }

    public InitPlugin? Find(Func<string, bool> name) => Plugins.Where(p => name(p.Name)).OrderByDescending(p => p.IsEnabled).FirstOrDefault();

    /// <summary>The extraction line's devices are in one folder, those of a laser in its own.</summary>
    private static string Home(InitDevice device) => DeviceFolder.Of(device.Plugin);

    private static InitPlugin Plugin(XElement element, SetupFile file, List<InitDevice> devices, ImportFindings findings)
    {
        var name = element.Leading();
        Devices(element, "", name, element.IsEnabled());
        var link = element.Element("communications");
        return new InitPlugin(name, element.IsEnabled(), element.Value("mode")?.Text ?? "", link?.Value("host")?.Text ?? "", (int)(link?.Value("port")?.Number ?? 0), file.Path, element.Line());

        void Devices(XElement parent, string manager, string plugin, bool enabled)
        {
            foreach (var child in parent.Elements())
            {
                var here = enabled && child.IsEnabled();
                switch (child.Name.LocalName)
                {
                    case "device":
                        devices.Add(new InitDevice(child.Leading(), child.Value("klass")?.Text ?? "", manager, plugin, here, file.Path, child.Line()));
                        break;
                    case "manager":
                        Devices(child, child.Leading(), plugin, here);
                        break;
                    case var flag when FlagKinds.Contains(flag) || NotNeeded.Contains(flag):
                        break;
                    case var other:
                        findings.LeftOut($"element {other}", file.Path, child.Line(), $"found '{other}' in the plug-in {plugin}, which is not known");
                        break;
                }
            }
        }
    }
}
