using System.Collections.Immutable;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Finds every device of a set-up: those that Pychron starts, those that valves name, and those that only have a file.</summary>
internal sealed class SetupDevices(SetupFolder folder, InitializationFiles init, ImportFindings findings)
{
    private static readonly string[] Endings = [".yaml", ".yml", ".cfg"];
    private readonly Dictionary<string, SetupDevice> _all = new(StringComparer.Ordinal);

    /// <summary>All devices: those that are started first.</summary>
    public ImmutableArray<SetupDevice> Read(IEnumerable<string> actuators)
    {
        foreach (var started in init.Devices.OrderByDescending(d => d.IsEnabled))
            Add(started.Name, DeviceFolder.Of(started.Plugin), started.Plugin, started.Manager, started.Class, started.IsEnabled, started.File, started.Line);
        if (init.Find(IsSpectrometer) is { } spectrometer)
            Add("spectrometer_microcontroller", "", spectrometer.Name, "", "", spectrometer.IsEnabled, spectrometer.File, spectrometer.Line);
        foreach (var actuator in actuators)
        {
            if (!_all.TryGetValue(SetupDevice.KeyOf("", actuator), out var known) && Cfg("", actuator) is { } file)
                Add(actuator, "", "", "", "", true, file.Path, 0);
            else if (known is { IsStarted: false })
                _all[known.Key] = known with { IsStarted = true };
        }

        var named = _all.Values.SelectMany(d => new[] { d.Own?.Path, d.Wired?.Path }).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in folder.Under("devices").Where(f => f.Text is not null && Endings.Contains(Path.GetExtension(f.Name).ToLowerInvariant()) && !named.Contains(f.Path)))
        {
            var parts = file.Path.Split('/')[1..^1];
            if (CfgFile.Read(file, findings).Find("Communications") is not null)
                Add(file.Stem, string.Join('/', parts), "", "", "", false, file.Path, 0);
        }

        return [.. _all.Values.OrderByDescending(d => d.IsStarted)];
    }

    public static bool IsSpectrometer(string plugin) => plugin.EndsWith("Spectrometer", StringComparison.Ordinal);

    private void Add(string name, string home, string plugin, string manager, string klass, bool started, string file, int line)
    {
        var own = Cfg(home, name);
        var type = own?.Text("General", "type") is { Length: > 0 } said ? said : klass;
        var other = type.Length > 0 && !string.Equals(type, name, StringComparison.OrdinalIgnoreCase) ? Cfg(home, type) : null;
        var wired = other?.Find("Communications") is not null ? other : own?.Find("Communications") is not null ? own : other ?? own;
        if (own is null && name == "spectrometer_microcontroller")
            return;
        var device = new SetupDevice(name, home, plugin, manager, type.Length > 0 ? type : name, own, wired, started, own?.Path ?? file, own is null ? line : 0);
        _all.TryAdd(device.Key, device);
    }

    private CfgFile? Cfg(string home, string name) =>
        folder.Find(Endings.Select(ending => $"devices/{(home.Length > 0 ? $"{home}/" : "")}{name}{ending}")) is { } file ? CfgFile.Read(file, findings) : null;
}
