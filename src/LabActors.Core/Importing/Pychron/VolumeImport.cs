using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes volumes of the spaces of the drawing, and of those that no drawing shows.</summary>
internal sealed class VolumeImport(CanvasFile canvas, ImportFindings findings)
{
    /// <summary>The section of the line; that of a spectrometer has its name.</summary>
    public const string Line = "line";

    // Pychron's files rarely say volumes. These are of the size that such things have, so that a simulated line behaves; somebody has to measure them.
    private static readonly Dictionary<string, double> Usual = new()
    {
        ["stage"] = 100,
        ["spectrometer"] = 700,
        ["laser"] = 50,
        ["tank"] = 1000,
        ["pipette"] = 0.2,
        ["getter"] = 20,
        ["coldfinger"] = 10,
        ["turbo"] = 60,
        ["ionpump"] = 100,
        ["gauge"] = 10,
        ["tube"] = 5,
    };

    private readonly List<VolumeDefinition> _volumes = [];
    private readonly Dictionary<CanvasSpace, string> _names = [];
    private string _main = "";

    public ImmutableArray<VolumeDefinition> Volumes => [.. _volumes];

    /// <summary>The volume of a space.</summary>
    public string Of(CanvasSpace space, string section = Line)
    {
        if (_names.TryGetValue(space, out var known))
            return known;
        double[] said = [.. space.Items.Select(i => i.CubicCentimetres).OfType<double>().Where(v => v > 0)];
        var name = Add(space.Name, said.Length > 0 ? said.Sum() : Usual[space.Kind], section, space.Items.FirstOrDefault()?.At);
        _names[space] = name;
        if (_main.Length == 0 && space.Kind == "stage")
            _main = name;
        var item = space.Items.FirstOrDefault();
        if (said.Length > 0)
            findings.Taken($"volume {name}", canvas.Path, item!.Line, string.Create(CultureInfo.InvariantCulture, $"{said.Sum()} cm3{Others(space)}"));
        else
            findings.Assumed($"volume {name}", canvas.Path, item?.Line ?? 0, string.Create(CultureInfo.InvariantCulture, $"{Usual[space.Kind]} cm3, a usual size of its kind ({space.Kind}): measure it{Others(space)}"));
        return name;
    }

    /// <summary>A volume that no drawing shows.</summary>
    public string New(string name, string kind, string why, string section = Line)
    {
        var added = Add(name, Usual[kind], section, null);
        findings.Assumed($"volume {added}", "", 0, string.Create(CultureInfo.InvariantCulture, $"{Usual[kind]} cm3: {why}"));
        return added;
    }

    /// <summary>The volume to which things belong of which nobody says where they are: the first stage that is drawn.</summary>
    public string Main() => _main.Length > 0 ? _main : _main = New("line", "stage", "no stage is drawn");

    private string Add(string name, double cubicCentimetres, string section, DrawnAt? at)
    {
        var unique = name;
        for (var n = 2; _volumes.Exists(v => v.Name == unique); n++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name} {n}");
        _volumes.Add(new VolumeDefinition(unique, cubicCentimetres, section) { At = at });
        return unique;
    }

    private static string Others(CanvasSpace space) => space.Items.Length < 2 ? "" : $"; joined with it without a valve: {string.Join(", ", space.Items.Skip(1).Select(i => i.Name))}";
}
