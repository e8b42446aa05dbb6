using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes gauges of those that controllers list.</summary>
internal sealed class GaugeImport(DeviceImport devices, CanvasFile canvas, CanvasSpaces spaces, VolumeImport volumes, ImportFindings findings)
{
    private readonly List<string> _idle = [];

    /// <summary>Gauges of controllers that are not in use, as comments.</summary>
    public ImmutableArray<string> Idle => [.. _idle];

    public ImmutableArray<GaugeDefinition> Of(IEnumerable<SetupDevice> setup)
    {
        var gauges = ImmutableArray.CreateBuilder<GaugeDefinition>();
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        foreach (var controller in setup.Where(d => d.Manager.Contains("gauge", StringComparison.OrdinalIgnoreCase) || d.Own?.Find("Gauges") is not null))
        {
            var names = controller.Value("Gauges", "names")?.List ?? [];
            if (names.Length == 0 && controller.IsStarted)
                findings.LeftOut($"gauges of {controller.Name}", controller.File, 0, $"its file has no [Gauges] with names: which gauges it reads is not known; write them in 'gauges'{Drawn()}");
            for (var i = 0; i < names.Length; i++)
                Add(controller, names[i], i, gauges, drawn);
        }

        foreach (var item in canvas.Items.Where(i => i.Kind == "gauge" && !drawn.Contains(i.Name)))
            findings.NotNeeded($"gauge {item.Name}", canvas.Path, item.Line, "drawn only: no controller lists it");
        return gauges.ToImmutable();
    }

    private void Add(SetupDevice controller, string name, int index, ImmutableArray<GaugeDefinition>.Builder gauges, HashSet<string> drawn)
    {
        var line = controller.Value("Gauges", "names")!.Line;
        var display = Listed(controller, "display_names", index);
        var title = controller.Value("General", "display_name")?.Text ?? "";
        var item = new[] { $"{title} {display}", $"{title} {name}", $"{controller.Name} {name}", display, name }.Select(n => canvas.Find(n.Trim())).FirstOrDefault(i => i is { Kind: "gauge" });
        if (item is not null)
            drawn.Add(item.Name);
        var what = $"gauge {controller.Name}/{name}";
        if (devices.Find(controller.Folder, controller.Name) is not { } device)
        {
            _idle.Add($"its controller is not in use: {controller.Name}, {name}{(Listed(controller, "channels", index) is { Length: > 0 } at ? $", channel {at}" : "")}");
            if (controller.IsStarted)
                findings.LeftOut(what, controller.File, line, $"LabActors does not reach {controller.Name}");
            else
                findings.NotNeeded(what, controller.File, line, $"Pychron does not start {controller.Name}: kept as a comment");
            return;
        }

        var schema = DeviceImport.Schema(device);
        var channel = Listed(controller, "channels", index) is { Length: > 0 } said ? said : DriverChoice.GoesByName(device.Driver) ? $"{controller.Name},{name}" : name;
        var problem = schema.Roles.HasFlag(DeviceRole.Gauges) ? schema.ChannelProblem(DeviceRole.Gauges, channel) : $"a {schema.Name} reads no gauges";
        if (problem is not null)
        {
            _idle.Add($"{controller.Name}, {name}, channel {channel}: {problem}");
            findings.LeftOut(what, controller.File, line, problem);
            return;
        }

        var volume = item is null ? volumes.Main() : volumes.Of(spaces.With(item.Name)!);
        if (item is null)
            findings.Assumed($"volume of {what}", controller.File, line, $"{volume}: no gauge of its name is drawn");
        gauges.Add(new GaugeDefinition(controller.Name, name, volume, PressureUnit.Torr, [.. new[] { title }.Where(t => t.Length > 0 && t != controller.Name)]) { Device = device.Name, Channel = channel });
        findings.Taken(what, controller.File, line, $"channel {channel} of {device.Name}, on {volume}, torr");
    }

    private string Drawn()
    {
        string[] gauges = [.. canvas.Items.Where(i => i.Kind == "gauge").Select(i => i.Name)];
        return gauges.Length == 0 ? "" : $" (drawn: {string.Join(", ", gauges)})";
    }

    private static string Listed(SetupDevice controller, string key, int index) => controller.Value("Gauges", key)?.List.ElementAtOrDefault(index) ?? "";
}
