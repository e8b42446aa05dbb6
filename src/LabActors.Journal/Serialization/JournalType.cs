using System.Text.Json.Serialization.Metadata;

namespace LabActors.Journal.Serialization;

/// <summary>A type of the journal and the stable name under which it is written.</summary>
/// <param name="Manifest"><c>subject.what-happened.vN</c>, lower case.</param>
/// <param name="Json">How it is written: <c>JournalJsonContext.Lab.X</c>.</param>
public sealed record JournalType(string Manifest, JsonTypeInfo Json)
{
    /// <summary>The type.</summary>
    public Type Type => Json.Type;
}
