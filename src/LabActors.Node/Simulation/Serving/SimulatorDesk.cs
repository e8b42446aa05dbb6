using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Simulator;
using LabActors.Simulator.Wire.Faults;

namespace LabActors.Node.Simulation.Serving;

/// <summary>
/// Does what is asked of a simulator, by programs as JSON and by people as words: <c>{"fault": {"device": "box", "kind": "silent"}}</c> is <c>fault box silent</c>. An answer has
/// <c>ok</c>, and <c>problems</c> where it is false. Safe for calls from several threads.
/// </summary>
public sealed class SimulatorDesk(LabDefinition lab, SimulatedLaboratory laboratory, FaultPlan plan, FaultBoard board)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly TaskCompletionSource _quit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the simulator is to end.</summary>
    public Task Quit => _quit.Task;

    /// <summary>Answers one line of a program, with one line.</summary>
    public string Answer(string line)
    {
        JsonNode? request;
        try
        {
            request = JsonNode.Parse(line);
        }
        catch (JsonException malformed)
        {
            return Refused($"not JSON: {malformed.Message}").ToJsonString(Plain);
        }

        return (request is JsonObject asked ? Do(asked) : Refused("found no object, expected one such as {\"truth\": {}}")).ToJsonString(Plain);
    }

    /// <summary>Does one request.</summary>
    public JsonObject Do(JsonObject request)
    {
        try
        {
            return request.ToArray() switch
            {
                [("fault", JsonObject fault)] => Fault(fault),
                [("mend", JsonObject mend)] => Mend(Device(mend)),
                [("truth", JsonObject { Count: 0 })] => Done("truth", Truth()),
                [("truth", JsonObject truth)] => Done("truth", Facts(Device(truth))),
                [("faults", JsonObject { Count: 0 })] => Done("faults", new JsonArray([.. board.Active.Select(f => JsonValue.Create(f.ToString()))])),
                [("quit", JsonObject { Count: 0 })] => Leave(),
                _ => Refused("found another request, expected one of {\"fault\": {...}}, {\"mend\": {\"device\": NAME}}, {\"truth\": {}}, {\"truth\": {\"device\": NAME}}, {\"faults\": {}}, {\"quit\": {}}"),
            };
        }
        catch (Exception refusal) when (refusal is SimulationRefusalException or FormatException)
        {
            return Refused(refusal.Message);
        }
    }

    private JsonObject Fault(JsonObject asked)
    {
        PlannedFault fault;
        if (asked.Count == 1 && asked["name"] is { } name)
        {
            var known = plan.Faults.Where(f => f.Name.Length > 0).Select(f => f.Name).ToArray();
            fault = plan.Find(name.ToString()) ?? throw new FormatException($"found '{name}', expected the name of a fault of the file: {(known.Length == 0 ? "it has none" : string.Join(", ", known))}");
        }
        else
        {
            var (read, problems) = FaultPlanFile.ReadOne(asked.ToJsonString(Plain), lab);
            if (read is null)
                return Refused([.. problems.Select(p => p.Field.Length > 0 ? $"{p.Field}: {p.Message}" : p.Message)]);
            fault = read;
        }

        board.Begin(fault);
        return Done("fault", fault.ToString());
    }

    private JsonObject Mend(string device) => Done("mended", board.Mend(device));

    private JsonObject Leave()
    {
        _quit.TrySetResult();
        return Done("quit", true);
    }

    private JsonObject Truth() => new()
    {
        ["laboratory"] = JsonNode.Parse(laboratory.Truth().ToJson()),
        ["devices"] = new JsonObject(lab.Devices.Select(d => KeyValuePair.Create<string, JsonNode?>(d.Name, Facts(d.Name)))),
    };

    private JsonObject Facts(string device) => new(board.Truth(device).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Value)));

    private static string Device(JsonObject asked) => asked.Count == 1 && asked["device"] is JsonValue device ? device.ToString() : throw new FormatException("expected {\"device\": NAME}");

    private static JsonObject Done(string what, JsonNode value) => new() { ["ok"] = true, [what] = value };

    private static JsonObject Refused(params ImmutableArray<string> problems) => new() { ["ok"] = false, ["problems"] = new JsonArray([.. problems.Select(p => JsonValue.Create(p))]) };
}
