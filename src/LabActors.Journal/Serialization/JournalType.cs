using System.Text.Json.Serialization.Metadata;

namespace LabActors.Journal.Serialization;

/// <summary>A type of the journal and the stable name under which it is written.</summary>
public sealed class JournalType
{
    private readonly Lazy<JsonTypeInfo> _json;

    private JournalType(string manifest, Type type, Func<JsonTypeInfo> json) => (Manifest, Type, _json) = (manifest, type, new(json));

    /// <summary><c>subject.what-happened.vN</c>, lower case.</summary>
    public string Manifest { get; }

    /// <summary>The type.</summary>
    public Type Type { get; }

    /// <summary>How it is written.</summary>
    public JsonTypeInfo Json => _json.Value;

    /// <summary>A type and how it is written, <c>() => JournalJsonContext.Lab.X</c>: asked for when the first one is written or read, since all of them are a fifth of a node's start.</summary>
    public static JournalType Of<T>(string manifest, Func<JsonTypeInfo<T>> json)
        where T : class => new(manifest, typeof(T), json);
}
