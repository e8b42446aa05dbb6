using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes pumps, getters, cold traps and heaters of what is drawn and of what their managers have.</summary>
internal sealed class PumpImport(SetupFolder folder, DeviceImport devices, CanvasFile canvas, CanvasSpaces spaces, VolumeImport volumes, ImportFindings findings)
{
    public ImmutableArray<PumpDefinition> Pumps(IEnumerable<SetupDevice> setup)
    {
        var controllers = setup.Select(d => devices.Find(d.Folder, d.Name)).OfType<DeviceDefinition>().Distinct().Where(d => DeviceImport.Schema(d).Roles.HasFlag(DeviceRole.Pump)).ToList();
        var pumps = ImmutableArray.CreateBuilder<PumpDefinition>();
        foreach (var item in canvas.Items.Where(i => i.Kind is "turbo" or "ionpump"))
        {
            var (kind, speed) = item.Kind == "turbo" ? (PumpKind.Turbo, 60.0) : (PumpKind.Ion, 8.0);
            var controller = controllers.FirstOrDefault(c => LabNames.Key(c.Name).Contains(LabNames.Key(item.Name), StringComparison.Ordinal));
            pumps.Add(new PumpDefinition(item.Name, kind, volumes.Of(spaces.With(item.Name)!), speed) { Device = controller?.Name ?? "" });
            findings.Assumed($"pump {item.Name}", canvas.Path, item.Line, string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()}, {speed} l/s for argon: no file says it"));
        }

        foreach (var controller in controllers.Where(c => !pumps.Any(p => p.Device == c.Name)))
            findings.LeftOut($"pump of {controller.Name}", "", 0, "which drawn pump it drives is not known: write 'device' at it in 'pumps'");
        return pumps.ToImmutable();
    }

    public ImmutableArray<GetterDefinition> Getters()
    {
        var getters = ImmutableArray.CreateBuilder<GetterDefinition>();
        foreach (var item in canvas.Items.Where(i => i.Kind == "getter"))
        {
            getters.Add(new GetterDefinition(item.Name, volumes.Of(spaces.With(item.Name)!), 1));
            findings.Assumed($"getter {item.Name}", canvas.Path, item.Line, "1 l/s for reactive gas: no file says it");
        }

        return getters.ToImmutable();
    }

    public ImmutableArray<CryostatDefinition> Cryostats(IEnumerable<SetupDevice> setup)
    {
        var traps = ImmutableArray.CreateBuilder<CryostatDefinition>();
        var drawn = canvas.Items.FirstOrDefault(i => i.Kind == "coldfinger");
        foreach (var device in setup.Select(d => devices.Find(d.Folder, d.Name)).OfType<DeviceDefinition>().Distinct().Where(d => DeviceImport.Schema(d).Roles.HasFlag(DeviceRole.Cryostat)))
        {
            var name = drawn?.Name ?? device.Name;
            var volume = drawn is null ? volumes.Main() : volumes.Of(spaces.With(drawn.Name)!);
            traps.Add(new CryostatDefinition(traps.Count == 0 ? name : device.Name, volume, 4, 400, SetPoints()) { Device = device.Name });
            findings.Assumed($"cold trap {traps[^1].Name}", canvas.Path, drawn?.Line ?? 0, $"on {volume}, 4 to 400 K{(drawn is null ? ": no cold finger is drawn" : "")}");
        }

        return traps.ToImmutable();
    }

    public ImmutableArray<HeaterDefinition> Heaters(IEnumerable<SetupDevice> setup)
    {
        var heaters = ImmutableArray.CreateBuilder<HeaterDefinition>();
        foreach (var one in setup.Where(d => !DeviceFolder.IsFurnace(d.Plugin)))
        {
            if (devices.Find(one.Folder, one.Name) is not { } device || !DeviceImport.Schema(device).Roles.HasFlag(DeviceRole.Temperature) || heaters.Any(h => h.Device == device.Name))
                continue;
            heaters.Add(new HeaterDefinition(device.Name, "", one.Value("Setpoint", "max")?.Number ?? 500) { Device = device.Name });
            findings.Assumed($"heater {device.Name}", one.File, 0, string.Create(CultureInfo.InvariantCulture, $"up to {heaters[^1].MaxCelsius} degrees Celsius; what it heats is not known"));
        }

        return heaters.ToImmutable();
    }

    private ImmutableDictionary<string, double> SetPoints()
    {
        if (folder.Find("devices/cryotemps.yaml", "devices/cryotemps.yml") is not { } file || SetupYaml.Root(file, findings) is not YamlMappingNode map)
            return ImmutableDictionary<string, double>.Empty;
        var points = ImmutableDictionary.CreateBuilder<string, double>();
        foreach (var (key, node) in map.Children)
        {
            if (new CfgValue(SetupYaml.Scalars(node), 0).Number is { } kelvin and >= 4 and <= 400)
                points[key.ToString()] = kelvin;
            else
                findings.LeftOut($"set point {key}", file.Path, (int)key.Start.Line, $"found '{SetupYaml.Scalars(node)}', expected kelvin from 4 to 400");
        }

        findings.Taken("set points of the cold trap", file.Path, 0, string.Join(", ", points.Keys.Order(StringComparer.Ordinal)));
        return points.ToImmutable();
    }
}
