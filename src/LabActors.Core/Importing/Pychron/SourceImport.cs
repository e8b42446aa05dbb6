using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes the parameters of the ion source of those of the spectrometer's configuration, with the limits of its readout.</summary>
internal sealed class SourceImport(SetupFolder folder, ImportFindings findings)
{
    private static readonly string[] Sections = ["SourceParameters", "SourceOptics", "Trap"];

    // As scripts name them.
    private static readonly string[] Names =
    [
        "HighVoltage", "ElectronEnergy", "TrapCurrent", "TrapVoltage", "YSymmetry", "ZSymmetry", "ZFocus", "IonRepeller", "ExtractionLens", "ExtractionFocus", "ExtractionSymmetry", "FlatapoleOffset", "RotationQuad",
    ];

    public ImmutableArray<SourceParameterDefinition> Read(CfgFile configuration)
    {
        var limits = Limits();
        var parameters = ImmutableArray.CreateBuilder<SourceParameterDefinition>();
        foreach (var section in Sections.Select(configuration.Find).OfType<CfgSection>())
        {
            foreach (var (key, value) in section.Values.OrderBy(v => v.Value.Line))
            {
                var name = Name(section.Name, key, limits.Keys);
                if (value.Number is not { } number)
                    findings.LeftOut($"source parameter {key}", configuration.Path, value.Line, $"found '{value.Text}', expected a number");
                else if (section.Name == "Trap" && name is not ("TrapCurrent" or "TrapVoltage"))
                    findings.NotNeeded($"{key} of the trap", configuration.Path, value.Line, "LabActors sets a parameter at once");
                else if (parameters.Any(p => p.Name == name))
                    findings.LeftOut($"source parameter {key}", configuration.Path, value.Line, $"a second '{name}': the first counts");
                else
                    parameters.Add(Parameter(configuration, name, number, value.Line, limits));
            }
        }

        // Scripts know the voltage of the counter as CDDSupply.
        if (configuration.Value("CDDParameters", "operatingvoltage") is { Number: { } volts } supply)
            parameters.Add(Parameter(configuration, "CDDSupply", volts, supply.Line, new() { ["CDDSupply"] = (0, 3000) }));
        return parameters.ToImmutable();
    }

    private SourceParameterDefinition Parameter(CfgFile configuration, string name, double value, int line, Dictionary<string, (double Min, double Max)> limits)
    {
        var known = limits.TryGetValue(name, out var limit);
        var (min, max) = known ? (Math.Min(limit.Min, value), Math.Max(limit.Max, value)) : (Math.Min(0, 2 * value), Math.Max(100, 2 * Math.Abs(value)));
        findings.Taken($"source parameter {name}", configuration.Path, line, value.ToString(CultureInfo.InvariantCulture));
        if (!known || (min, max) != limit)
            findings.Assumed($"limits of {name}", configuration.Path, line, string.Create(CultureInfo.InvariantCulture, $"{min} to {max}: {(known ? $"the readout has {limit.Min} to {limit.Max}, and {value} is set" : "no file says them")}"));
        return new SourceParameterDefinition(name, value, min, max);
    }

    private static string Name(string section, string key, IEnumerable<string> readout)
    {
        var whole = section == "Trap" ? $"Trap{key}" : key;
        return Names.Concat(readout).FirstOrDefault(n => LabNames.Same(n, whole)) ?? whole;
    }

    /// <summary>What the readout shows: each parameter with its least and highest value.</summary>
    private Dictionary<string, (double Min, double Max)> Limits()
    {
        var limits = new Dictionary<string, (double Min, double Max)>(StringComparer.OrdinalIgnoreCase);
        if (folder.Find("spectrometer/readout.yaml", "spectrometer/readout.yml") is not { } file || SetupYaml.Root(file, findings) is not { } root)
            return limits;
        foreach (var map in root.AllNodes.OfType<YamlMappingNode>())
        {
            CfgValue? Value(string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? new CfgValue(SetupYaml.Scalars(node), 0) : null;
            if (Value("name") is { Text.Length: > 0 } name && Value("min")?.Number is { } min && Value("max")?.Number is { } max && min <= max)
                limits[name.Text] = (min, max);
        }

        findings.NotNeeded("readout", file.Path, 0, "its limits are taken; which parameters are compared, LabActors decides by itself");
        return limits;
    }
}
