using System.Text.Json;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>tests/vectors/hardware.json: check bytes that the protocols' own documents give.</summary>
internal static class HardwareVectors
{
    private static readonly JsonElement All =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "vectors", "hardware.json"))).RootElement;

    /// <summary>The pairs of a group.</summary>
    public static IEnumerable<(string Key, string Value)> Of(string group) => All.GetProperty(group).EnumerateObject().Select(p => (p.Name, p.Value.ToString()));
}
