using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Scripts.Tracing;

/// <summary>
/// What commands return in a trace. A valve is as the trace left it (closed before), a gauge reads a good vacuum,
/// a resource is free. A check chooses another answer for some places. A place that asks more than
/// <see cref="Patience"/> times gets its possible answers in turn, so that a loop that waits for one of them ends.
/// </summary>
internal sealed class TraceAnswers(ScriptTraceRequest request, ImmutableDictionary<QuerySite, int> chosen)
{
    private const int Patience = 10;
    private readonly Dictionary<QuerySite, int> asked = [];
    private readonly Dictionary<string, int> answered = [];
    private readonly Dictionary<string, bool> open = [];
    private readonly Dictionary<string, JsonElement> deflections = [];
    private JsonElement cryo = Of(295.0);

    /// <summary>The places that asked, with the number of answers that each could have got.</summary>
    public Dictionary<QuerySite, int> Sites { get; } = [];

    /// <summary>The answer to one command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="elapsed">Time that it took, s: what ramp and execute_pattern return.</param>
    public JsonElement To(CommandRequested command, double elapsed)
    {
        Note(command);
        if (request.Answers.TryGetValue(command.Name, out var given) && !given.IsDefaultOrEmpty)
        {
            var index = answered.GetValueOrDefault(command.Name);
            answered[command.Name] = index + 1;
            return given[Math.Min(index, given.Length - 1)];
        }

        var possible = Possible(command, elapsed);
        if (possible.Length == 1)
            return possible[0];
        var site = new QuerySite(command.File, command.Line, command.Name);
        Sites[site] = possible.Length;
        var times = asked[site] = asked.GetValueOrDefault(site) + 1;
        var choice = chosen.GetValueOrDefault(site);
        return possible[times <= Patience ? Math.Min(choice, possible.Length - 1) : (choice + times) % possible.Length];
    }

    private void Note(CommandRequested command)
    {
        switch (command.Name)
        {
            case "open" or "close":
                foreach (var key in Valve(command))
                    open[key] = command.Name == "open";
                break;
            case "equilibrate":
                foreach (var name in ScriptEnvironment.ValveNames(command.Arg("outlet")))
                    open[name] = false;
                foreach (var name in ScriptEnvironment.ValveNames(command.Arg("inlet")))
                    open[name] = true;
                break;
            case "set_deflection":
                deflections[Text(command.Arg("detname"))] = command.Arg("v");
                break;
            case "set_cryo" when command.Arg("value").ValueKind == JsonValueKind.Number:
                cryo = command.Arg("value");
                break;
        }
    }

    private ImmutableArray<JsonElement> Possible(CommandRequested command, double elapsed) => command.Name switch
    {
        "is_open" => Either(IsOpen(command)),
        "is_closed" => Either(!IsOpen(command)),
        "is_last_run" => Either(request.Context.Variables.GetValueOrDefault("is_last").ValueKind == JsonValueKind.True),
        "check_reached_setpoint" or "enable" or "prepare" or "device_call" => Either(true),
        "get_pressure" => [Of(1e-9), Of(0), Of(1000.0)],
        "get_manometer_pressure" or "store_manometer_pressure" => [Of(1.0), Of(0), Of(1000.0)],
        "get_cryo_temp" => [cryo, Of(4.0), Of(400.0)],
        "get_resource_value" => [Of(0), Of(1)],
        "get_intensity" => [Of(IsBlank ? 1.0 : 1000.0), Of(0), Of(1e6)],
        "get_deflection" => deflections.GetValueOrDefault(Text(command.Arg("detname"))) is { ValueKind: JsonValueKind.Number } set
            ? [set, Of(-1e4)]
            : [Of(0), Of(1e4)],
        "whiff" => Whiff(command.Arg("conditionals")),
        "ramp" or "execute_pattern" => [Of(elapsed)],
        "set_cryo" => [Cryo(command.Arg("value"))],
        "move_to_position" or "extract_pipette" or "load_pipette" or "dump_sample" or "drop_sample" or "disable" or "set_tray"
            or "set_x" or "set_y" or "set_z" or "set_xy" or "lock" or "unlock" or "set_intensity_scalar" => [Of(true)],
        "get_device" => [Of(new Dictionary<string, string> { ["$device"] = Text(command.Arg("name")) })],
        _ => [command.Suggested ?? Of<object?>(null)],
    };

    private bool IsBlank => Text(request.Context.Variables.GetValueOrDefault("analysis_type")) == "blank";

    private bool IsOpen(CommandRequested command) => open.GetValueOrDefault(Valve(command).FirstOrDefault() ?? "");

    /// <summary>The keys under which a valve's state is kept: a description that is not blank wins over a name.</summary>
    private IEnumerable<string> Valve(CommandRequested command)
    {
        var name = Text(command.Arg("name"));
        var description = Text(command.Arg("description")).Trim();
        if (description.Length == 0)
            return [name];
        var described = request.Environment.Valves?.FirstOrDefault(v => v.Value == description).Key;
        return described is not null ? [described] : name.Length > 0 ? [description, name] : [description];
    }

    private static ImmutableArray<JsonElement> Whiff(JsonElement conditionals)
    {
        var actions = conditionals.ValueKind != JsonValueKind.Array
            ? []
            : conditionals.EnumerateArray()
                .Where(c => c.ValueKind == JsonValueKind.Object && c.TryGetProperty("action", out _))
                .Select(c => Text(c.GetProperty("action")));
        return [.. new[] { "" }.Concat(actions).Concat(["run", "run_remainder"]).Distinct().Select(Of)];
    }

    private static JsonElement Cryo(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? Of(new[] { value, value }) : Of(new[] { 0, 0 });

    private static ImmutableArray<JsonElement> Either(bool first) => [Of(first), Of(!first)];

    private static JsonElement Of<T>(T value) => JsonSerializer.SerializeToElement(value);

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };
}
