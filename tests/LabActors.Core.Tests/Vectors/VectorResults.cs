using System.Text.Json;
using System.Text.Json.Serialization;

namespace LabActors.Core.Tests.Vectors;

/// <summary>Comparison of what we make of an input with what a vector says.</summary>
internal static class VectorResults
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The result of a computation equals the vector's, or is refused where the original raised an exception.</summary>
    public static void ShouldGive(this Vector vector, Func<object?> compute)
    {
        if (vector.IsRefused)
        {
            var refusal = Record.Exception(() => compute());
            refusal.ShouldNotBeNull($"{vector.Id}: the original raises {vector.Text("exception")}");
            (refusal is FormatException or ArgumentException or OverflowException).ShouldBeTrue($"{vector.Id}: {refusal}");
            refusal.Message.ShouldNotBeEmpty();
            return;
        }

        var actual = JsonSerializer.SerializeToElement(compute(), Json);
        Same(vector.Expected, actual).ShouldBeTrue($"{vector.Id}: expected {vector.Expected.GetRawText()}, got {actual.GetRawText()}");
    }

    /// <summary>Equal values: numbers by value, whether they are written 3 or 3.0.</summary>
    public static bool Same(JsonElement expected, JsonElement actual) => (expected.ValueKind, actual.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => expected.GetDouble().Equals(actual.GetDouble()),
        (JsonValueKind.Array, JsonValueKind.Array) =>
            expected.GetArrayLength() == actual.GetArrayLength()
            && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
        (JsonValueKind.Object, JsonValueKind.Object) =>
            expected.EnumerateObject().Count() == actual.EnumerateObject().Count()
            && expected.EnumerateObject().All(member => actual.TryGetProperty(member.Name, out var value) && Same(member.Value, value)),
        var (one, other) when one == other => expected.ToString() == actual.ToString(),
        _ => false,
    };
}
