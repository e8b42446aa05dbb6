using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes lasers, furnaces and pipette systems of the plug-ins that Pychron starts.</summary>
internal sealed class ExtractionImport(SetupFolder folder, InitializationFiles init, DeviceImport devices, CanvasFile canvas, CanvasSpaces spaces, VolumeImport volumes, ImportFindings findings)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<string> _idle = [];

    /// <summary>Tray maps beside lab.yaml, by path.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Plug-ins that are not in use, as comments.</summary>
    public ImmutableArray<string> Idle => [.. _idle];

    public ImmutableArray<ExtractionDeviceDefinition> Read()
    {
        var all = ImmutableArray.CreateBuilder<ExtractionDeviceDefinition>();
        foreach (var plugin in init.Plugins.Where(p => DeviceFolder.IsLaser(p.Name) || DeviceFolder.IsFurnace(p.Name) || p.Name == "ExternalPipette"))
        {
            if (plugin.IsEnabled)
            {
                all.Add(Device(plugin));
                continue;
            }

            _idle.Add($"not started by Pychron: {plugin.Name}");
            findings.NotNeeded($"plug-in {plugin.Name}", plugin.File, plugin.Line, "Pychron does not start it");
        }

        return all.ToImmutable();
    }

    private ExtractionDeviceDefinition Device(InitPlugin plugin)
    {
        var home = DeviceFolder.Of(plugin.Name);
        var kind = DeviceFolder.IsFurnace(plugin.Name) ? ExtractionDeviceKind.Furnace
            : plugin.Name == "ExternalPipette" ? ExtractionDeviceKind.Pipette
            : plugin.Name.EndsWith("UV", StringComparison.Ordinal) ? ExtractionDeviceKind.Uv
            : ExtractionDeviceKind.Laser;
        var own = Own(plugin, home, kind);
        var stage = devices.Find(home, "stage_controller");
        var (trays, maps) = Trays(home);
        var volume = Volume(plugin, kind);
        var device = new ExtractionDeviceDefinition(
            plugin.Name,
            [],
            kind,
            volume,
            VolumeImport.Line,
            Units(plugin, home, kind),
            trays,
            kind == ExtractionDeviceKind.Pipette ? [] : [.. folder.Under("patterns").Select(f => f.Stem).Distinct()],
            kind == ExtractionDeviceKind.Laser ? Motors(home, own) : [],
            [],
            false,
            false)
        {
            Device = own?.Name ?? "",
            Stage = stage is not null && DeviceImport.Schema(stage).Roles.HasFlag(DeviceRole.Motion) ? stage.Name : "",
            TrayMaps = maps,
        };
        if (own is null)
            findings.LeftOut($"extraction device {plugin.Name}", plugin.File, plugin.Line, $"LabActors reaches no device of it{(plugin.Mode == "client" && plugin.Host.Length == 0 ? ": the file does not say where the Pychron is that has it (communications)" : "")}: it is there, and does nothing");
        else
            findings.Taken($"extraction device {plugin.Name}", plugin.File, plugin.Line, $"{kind.ToString().ToLowerInvariant()}, {own.Name}{(device.Stage.Length > 0 ? $", stage {device.Stage}" : "")}, on {volume}");
        return device;
    }

    private DeviceDefinition? Own(InitPlugin plugin, string home, ExtractionDeviceKind kind)
    {
        var (names, roles) = kind switch
        {
            ExtractionDeviceKind.Furnace => ((string[])["controller", "furnace_controller", "temperature_controller"], DeviceRole.Temperature | DeviceRole.ExtractionDevice),
            ExtractionDeviceKind.Pipette => ((string[])["apis_controller"], DeviceRole.ExtractionDevice),
            _ => ((string[])["laser_controller"], DeviceRole.Laser | DeviceRole.ExtractionDevice),
        };
        return plugin.Mode == "client" && kind is ExtractionDeviceKind.Laser or ExtractionDeviceKind.Uv && plugin.Host.Length > 0
            ? devices.AddServer(home, "pychron-laser", plugin)
            : names.Select(n => devices.Find(home, n)).FirstOrDefault(d => d is not null && (DeviceImport.Schema(d).Roles & roles) != 0);
    }

    private string Volume(InitPlugin plugin, ExtractionDeviceKind kind)
    {
        var item = canvas.Items.Where(i => !i.IsValve && i.Kind is "laser" or "stage").FirstOrDefault(i => LabNames.Key(plugin.Name).EndsWith(LabNames.Key(i.Name), StringComparison.Ordinal))
            ?? (kind is ExtractionDeviceKind.Laser or ExtractionDeviceKind.Uv && canvas.Items.Where(i => i.Kind == "laser").ToArray() is [var only] ? only : null);
        var volume = item is null ? volumes.Main() : volumes.Of(spaces.With(item.Name)!);
        if (item is null)
            findings.Assumed($"volume of {plugin.Name}", plugin.File, plugin.Line, $"{volume}: nothing of its name is drawn");
        return volume;
    }

    private ImmutableArray<OutputUnitDefinition> Units(InitPlugin plugin, string home, ExtractionDeviceKind kind)
    {
        if (kind == ExtractionDeviceKind.Pipette)
            return [];
        if (kind == ExtractionDeviceKind.Furnace)
        {
            findings.Assumed($"units of {plugin.Name}", plugin.File, plugin.Line, "temperature up to 1700 degrees Celsius");
            return [new OutputUnitDefinition("temp", 1700)];
        }

        var file = folder.Find($"devices/{home}/laser_controller.cfg");
        var max = file is null ? null : CfgFile.Read(file, findings).Value("General", "power max");
        if (max?.Number is { } percent and > 0)
            findings.Taken($"units of {plugin.Name}", file!.Path, max.Line, string.Create(CultureInfo.InvariantCulture, $"percent up to {percent}"));
        else
            findings.Assumed($"units of {plugin.Name}", plugin.File, plugin.Line, "percent up to 100");
        return [new OutputUnitDefinition("percent", max?.Number is { } read and > 0 ? read : 100)];
    }

    private (ImmutableArray<string> Names, ImmutableArray<TrayMap> Maps) Trays(string home)
    {
        if (folder.Find($"devices/{home}/stage.cfg") is not { } file || CfgFile.Read(file, findings).Value("General", "mapfiles") is not { } listed)
            return ([], []);
        var maps = ImmutableArray.CreateBuilder<TrayMap>();
        string[] names = [.. listed.List.Where(n => n.Length > 0).Select(n => Path.GetFileNameWithoutExtension(n)!).Distinct()];
        foreach (var name in names)
        {
            if (folder.Find($"tray_maps/{name}.txt", $"devices/{home}/{name}.txt", $"devices/{name}.txt") is not { } map)
            {
                findings.Assumed($"tray {name}", file.Path, listed.Line, $"its name only: there is no tray_maps/{name}.txt");
                continue;
            }

            findings.Read(map.Path);
            var tray = TrayMapFile.Read(map.Text!, name, map.Path);
            if (tray.Problems.IsEmpty)
            {
                _files[$"tray_maps/{name}.txt"] = string.Join('\n', map.Lines);
                maps.Add(tray with { File = $"tray_maps/{name}.txt" });
                findings.Taken($"tray {name}", map.Path, 0, $"{tray.Positions.Length} holes");
            }

            foreach (var problem in tray.Problems)
                findings.LeftOut($"tray {name}", map.Path, problem.Line, $"{problem.Message}: its name only is taken");
        }

        return ([.. names], maps.ToImmutable());
    }

    private ImmutableArray<MotorDefinition> Motors(string home, DeviceDefinition? board)
    {
        var motors = ImmutableArray.CreateBuilder<MotorDefinition>();
        foreach (var file in folder.Under($"devices/{home}").Where(f => f.Name.EndsWith("_motor.cfg", StringComparison.OrdinalIgnoreCase)))
        {
            var cfg = CfgFile.Read(file, findings);
            var name = file.Stem[..^"_motor".Length];
            if (cfg.Value("General", "min")?.Number is not { } min || cfg.Value("General", "max")?.Number is not { } max || max < min)
            {
                findings.LeftOut($"motor {name}", file.Path, 0, "found no min and max in [General], expected its range");
                continue;
            }

            var channel = cfg.Text("General", "address").TrimStart('0');
            var problem = board is null ? "LabActors does not reach its board" : (DeviceImport.Schema(board).Roles & DeviceRole.Motion) == 0 ? $"{board.Name} moves no motors" : DeviceImport.Schema(board).ChannelProblem(DeviceRole.Motion, channel);
            motors.Add(problem is null ? new MotorDefinition(name, min, max) { Device = board!.Name, Channel = channel } : new MotorDefinition(name, min, max));
            if (problem is null)
                findings.Taken($"motor {name}", file.Path, 0, string.Create(CultureInfo.InvariantCulture, $"{min} to {max}, address {channel} of {board!.Name}"));
            else
                findings.LeftOut($"motor {name}", file.Path, 0, $"{problem}; its address is '{cfg.Text("General", "address")}'");
            if (cfg.Value("Motion", "steps") is { } steps)
                findings.LeftOut($"steps of motor {name}", file.Path, steps.Line, string.Create(CultureInfo.InvariantCulture, $"{steps.Text} over {max - min}: write the counts of a unit in 'settings' of the device, and try them"));
        }

        return motors.ToImmutable();
    }
}
