using System.Text.Json;

namespace LabActors.Core.Tests.Vectors;

/// <summary>One test vector: what the original was given and what it made of it.</summary>
/// <param name="File">The whole file, for what all its vectors share.</param>
/// <param name="Body">The vector.</param>
public sealed record Vector(JsonElement File, JsonElement Body)
{
    public string Id => Body.GetProperty("id").GetString()!;

    /// <summary>What is tested; files that do not name it have it by what is given and asked.</summary>
    public string Category => Body.TryGetProperty("category", out var category) ? category.GetString()! : VectorShapes.Category(this);

    /// <summary><c>defined</c>, <c>quirk</c>, <c>defect</c>; vectors without a status are defined.</summary>
    public string Status => Text("status") ?? "defined";

    /// <summary>True when the original refused the input by an exception.</summary>
    public bool IsRefused => Text("exception") is not null;

    /// <summary>What is right: the recommendation where the vector has one.</summary>
    public JsonElement Expected => Body.TryGetProperty("recommended_result", out var recommended)
        ? recommended
        : Body.GetProperty("result");

    public JsonElement this[string name] => Body.GetProperty(name);

    public bool Has(string name) => Body.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);

    public string? Text(string name) => Has(name) ? Body.GetProperty(name).GetString() : null;

    public JsonElement Arg(int index) => Body.GetProperty("args")[index];

    public string TextArg(int index) => NullableTextArg(index) ?? "";

    public string? NullableTextArg(int index) => Arg(index).GetString();

    public int Args => Body.GetProperty("args").GetArrayLength();
}
