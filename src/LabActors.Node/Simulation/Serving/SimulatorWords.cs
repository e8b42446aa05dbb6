using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;

namespace LabActors.Node.Simulation.Serving;

/// <summary>What people type at a simulator, as the requests that programs make, and answers as lines.</summary>
/// <param name="lab">Names with blanks need no quotes: the word that is a kind of fault tells where they end.</param>
public sealed class SimulatorWords(LabDefinition lab)
{
    /// <summary>What may be typed.</summary>
    public static ImmutableArray<string> Help { get; } =
    [
        "fault DEVICE KIND [part=..] [seconds=..] [value=..] [text=..] [request=..] [count=..] [for_s=..]   a fault begins; DEVICE may be a port, or a tank",
        "fault NAME       a fault of the --faults file begins",
        "mend DEVICE      all faults of a device are over",
        "faults           the faults that there are",
        "truth [DEVICE]   what is really so",
        "quit             the simulator ends",
        $"kinds: {string.Join(", ", FaultKinds.All.Select(k => k.Name))}",
    ];

    /// <summary>The request of a line; null when it is none.</summary>
    public JsonObject? Read(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            ["fault", .. var rest] when Array.FindIndex(rest, w => FaultKinds.Find(w) is not null) is > 0 and var kind && Fault(rest[..kind], FaultKinds.Find(rest[kind])!, rest[(kind + 1)..]) is { } fault => Of("fault", fault),
            ["fault", .. { Length: > 0 } name] when !name.Any(w => FaultKinds.Find(w) is not null) => Of("fault", new JsonObject { ["name"] = string.Join(' ', name) }),
            ["mend", .. { Length: > 0 } device] => Of("mend", Device(device)),
            ["truth", .. { Length: > 0 } device] => Of("truth", Device(device)),
            ["truth" or "faults" or "quit"] => Of(words[0], []),
            _ => null,
        };
    }

    /// <summary>An answer as lines.</summary>
    public static ImmutableArray<string> Lines(JsonObject answer) => answer.FirstOrDefault(a => a.Key != "ok") switch
    {
        ("problems", JsonArray problems) => [.. problems.Select(p => $"refused: {p}")],
        ("faults", JsonArray { Count: 0 }) => ["there are no faults"],
        ("faults", JsonArray faults) => [.. faults.Select(f => $"{f}")],
        ("fault", var fault) => [$"begun: {fault}"],
        ("mended", var count) => [$"mended: {count}"],
        ("truth", { } truth) => [.. Facts("", truth)],
        _ => ["the simulator ends"],
    };

    private static JsonObject Of(string request, JsonObject what) => new() { [request] = what };

    private static JsonObject Device(string[] words) => new() { ["device"] = string.Join(' ', words) };

    // A text may have blanks: a word without = belongs to the one before.
    private JsonObject? Fault(string[] target, FaultKind kind, string[] words)
    {
        var name = string.Join(' ', target);
        var isPort = lab.Devices.All(d => d.Name != name) && lab.Ports.Any(p => p.Name == name);
        var fault = new JsonObject { [kind.Target == FaultTarget.Volume ? "volume" : isPort ? "port" : "device"] = name, ["kind"] = kind.Name };
        var key = "";
        foreach (var word in words)
        {
            if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                fault[key = word[..at]] = word[(at + 1)..];
            else if (key.Length > 0)
                fault[key] = $"{fault[key]} {word}";
            else
                return null;
        }

        return fault;
    }

    private static IEnumerable<string> Facts(string path, JsonNode node) => node switch
    {
        JsonObject inner => inner.SelectMany(e => e.Value is null ? [] : Facts(path.Length == 0 ? e.Key : $"{path}: {e.Key}", e.Value)),
        JsonArray list => [$"{path}: {string.Join(", ", list.Select(e => $"{e}"))}"],
        _ => [$"{path}: {node}"],
    };
}
