using System.Text.Json;

namespace LabActors.Devices.Tests;

/// <summary>Messages of instruments with their checks, <c>tests/vectors/hardware.json</c>.</summary>
internal static class HardwareVectors
{
    private static readonly JsonElement All = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "vectors", "hardware.json"))).RootElement;

    /// <summary>Name and value of every vector of a group.</summary>
    public static IEnumerable<object[]> Of(string group) =>
        All.GetProperty(group).EnumerateObject().Select(v => new object[] { v.Name, v.Value.ToString() });
}
