using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Conditionals;

namespace LabActors.Core.Scripts;

/// <summary>
/// What a laboratory has, as far as scripts ask for it. A part that is null is not known and not checked.
/// </summary>
public sealed record ScriptEnvironment
{
    private static readonly ImmutableHashSet<string> NoDevice =
        ["", "---", "---------", "ExtractDevice", "NoDevice", "None"];

    private static readonly ImmutableHashSet<ScriptCapability> OfDevice =
        [ScriptCapability.ExtractionDevice, ScriptCapability.Laser, ScriptCapability.Furnace, ScriptCapability.StageMotors,
            ScriptCapability.Patterns, ScriptCapability.Camera, ScriptCapability.Uv, ScriptCapability.LasconScripts];

    /// <summary>A laboratory of which nothing is known: every command is accepted.</summary>
    public static ScriptEnvironment Unknown { get; } = new();

    /// <summary>What the laboratory can do; <see cref="ScriptCapability.None"/> need not be named.</summary>
    public ImmutableHashSet<ScriptCapability>? Capabilities { get; init; }

    /// <summary>Descriptions of the valves by name.</summary>
    public ImmutableDictionary<string, string>? Valves { get; init; }

    /// <summary>Names of the spectrometer's detectors.</summary>
    public ImmutableHashSet<string>? Detectors { get; init; }

    /// <summary>Gauges, as <c>controller/gauge</c>.</summary>
    public ImmutableHashSet<string>? Gauges { get; init; }

    /// <summary>Names of shared resources.</summary>
    public ImmutableHashSet<string>? Resources { get; init; }

    /// <summary>Names that conditionals may use.</summary>
    public ConditionVocabulary? Conditions { get; init; }

    /// <summary>What its valves and its spectrometer take.</summary>
    public ScriptTimings Timings { get; init; } = ScriptTimings.Unknown;

    /// <summary>True when the extraction device is a UV laser.</summary>
    public bool Uv { get; init; }

    /// <summary>True for the names by which a queue says that a run has no extraction device; its device commands then do nothing.</summary>
    public static bool IsNoDevice(string extractDevice) => NoDevice.Contains(extractDevice.Replace(" ", ""));

    /// <summary>Why this laboratory cannot do that command; null when it can.</summary>
    /// <param name="command">The command.</param>
    /// <param name="args">Its bound arguments.</param>
    /// <param name="extractDevice">The run's extraction device, as its script sees it.</param>
    public string? Refuse(CommandDefinition command, ImmutableDictionary<string, JsonElement> args, string extractDevice = "")
    {
        var needed = command.Capability;
        if (OfDevice.Contains(needed) && IsNoDevice(extractDevice))
            return null;
        if (needed != ScriptCapability.None && Capabilities is { } capabilities && !capabilities.Contains(needed))
            return $"this laboratory has no {Words(needed)}";
        return command.Name switch
        {
            "open" or "close" or "is_open" or "is_closed" or "lock" or "unlock" => RefuseValve(args),
            "equilibrate" => RefuseValves(args["inlet"]) ?? RefuseValves(args["outlet"]),
            "get_pressure" => RefuseGauge(Text(args["controller"]), Text(args["gauge"])),
            "acquire" or "release" or "wait" or "set_resource" or "get_resource_value" => RefuseResource(args["name"]),
            "activate_detectors" => args["dets"].EnumerateArray().Select(RefuseDetector).FirstOrDefault(r => r is not null),
            "position_magnet" or "position_hv" or "baselines" or "peak_center" => RefuseDetector(args["detector"]),
            "define_detectors" => RefuseDetector(args["det"]),
            "set_deflection" or "get_deflection" => RefuseDetector(args["detname"]),
            "add_termination" or "add_cancelation" or "add_truncation" or "add_action" or "whiff" when Conditions is { } names =>
                ScriptConditional.Refuse(command.Name, args, names),
            "set_fits" or "set_baseline_fits" => ScriptFits.Refuse(args),
            _ => null,
        };
    }

    private string? RefuseValve(ImmutableDictionary<string, JsonElement> args)
    {
        var name = Text(args["name"]);
        var description = Text(args["description"]);
        if (Valves is not { } valves)
            return null;
        if (name.Length == 0 && description.Length == 0)
            return "names no valve";
        if (description.Trim().Length == 0)
            return valves.ContainsKey(name) ? null : $"this laboratory has no valve '{name}'";
        var described = valves.Where(v => v.Value == description).Select(v => v.Key).ToList();
        if (described.Count == 0)
            return $"this laboratory has no valve described '{description}'";
        return name.Length == 0 || described.Contains(name) || !args.ContainsKey("ntries")
            ? null
            : $"valve '{name}' is not described '{description}' (that is {string.Join(", ", described)})";
    }

    private string? RefuseValves(JsonElement names)
    {
        if (Valves is not { } valves || names.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return null;
        return ValveNames(names).Where(n => !valves.ContainsKey(n)).Select(n => $"this laboratory has no valve '{n}'").FirstOrDefault();
    }

    /// <summary>Valve names of <c>equilibrate</c>: a name, a number, <c>'A,B'</c>, a list or a tuple.</summary>
    public static ImmutableArray<string> ValveNames(JsonElement names) => names.ValueKind switch
    {
        JsonValueKind.Array => [.. names.EnumerateArray().Select(Text).Where(n => n.Length > 0)],
        _ => [.. Text(names).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
    };

    private string? RefuseDetector(JsonElement detector) =>
        Detectors is { } detectors && Text(detector) is { Length: > 0 } name && !detectors.Contains(name)
            ? $"this spectrometer has no detector '{name}' (it has {string.Join(", ", detectors.Order(StringComparer.Ordinal))})"
            : null;

    private string? RefuseGauge(string controller, string gauge) =>
        Gauges is { } gauges && !gauges.Contains($"{controller}/{gauge}")
            ? $"this laboratory has no gauge '{gauge}' of '{controller}'"
            : null;

    private string? RefuseResource(JsonElement name) =>
        Resources is { } resources && Text(name) is { Length: > 0 } resource && !resources.Contains(resource)
            ? $"this laboratory has no resource '{resource}'"
            : null;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    private static string Words(ScriptCapability capability) => capability switch
    {
        ScriptCapability.ExtractionDevice => "extraction device for this run",
        ScriptCapability.StageMotors => "stage motors",
        ScriptCapability.Pipette => "automated pipette system",
        ScriptCapability.Cryostat => "cryostat",
        ScriptCapability.NamedDevices => "devices to be called by name",
        ScriptCapability.Spectrometer => "mass spectrometer",
        ScriptCapability.HighVoltage => "high voltage to position",
        ScriptCapability.DetectorDeflections => "detector deflections",
        ScriptCapability.SourceParameters => "source parameters to set",
        ScriptCapability.Uv => "UV laser",
        ScriptCapability.LasconScripts => "laser that runs numbered scripts",
        _ => capability.ToString().ToLowerInvariant(),
    };
}
