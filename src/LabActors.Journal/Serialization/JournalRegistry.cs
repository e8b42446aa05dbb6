using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LabActors.Journal.Serialization;

/// <summary>
/// Which type is written under which manifest, and how. Closed: what is not in it is neither written nor read. Immutable,
/// and free of Akka, so that programs without an actor system read the journal through it too.
/// </summary>
public sealed partial class JournalRegistry
{
    private readonly FrozenDictionary<Type, JournalType> _byType;
    private readonly FrozenDictionary<string, JournalType> _byManifest;
    private readonly FrozenDictionary<string, JournalUpcaster> _upcasters;

    /// <summary>A registry of these types and upcasters.</summary>
    /// <exception cref="ArgumentException">A manifest is malformed, or a manifest or type occurs twice.</exception>
    public JournalRegistry(ImmutableArray<JournalType> types, ImmutableArray<JournalUpcaster> upcasters)
    {
        var problems = Problems(types, upcasters).ToArray();
        if (problems.Length > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, problems));

        Types = types;
        Upcasters = upcasters;
        _byType = types.ToFrozenDictionary(type => type.Type);
        _byManifest = types.ToFrozenDictionary(type => type.Manifest);
        _upcasters = upcasters.ToFrozenDictionary(upcaster => upcaster.Manifest);
    }

    /// <summary>What is written and read.</summary>
    public ImmutableArray<JournalType> Types { get; }

    /// <summary>What is only read.</summary>
    public ImmutableArray<JournalUpcaster> Upcasters { get; }

    /// <summary>This registry and more types, for a program that journals events of its own.</summary>
    public JournalRegistry With(params ReadOnlySpan<JournalType> types) => new([.. Types, .. types], Upcasters);

    /// <summary>This registry and more upcasters.</summary>
    public JournalRegistry With(params ReadOnlySpan<JournalUpcaster> upcasters) => new(Types, [.. Upcasters, .. upcasters]);

    /// <summary>True when values of exactly this type can be written.</summary>
    public bool Covers(Type type) => _byType.ContainsKey(type);

    /// <summary>True when what was written under this manifest can be read.</summary>
    public bool Reads(string manifest) => _byManifest.ContainsKey(manifest) || _upcasters.ContainsKey(manifest);

    /// <summary>The manifest of a type.</summary>
    /// <exception cref="SerializationException">The type is not registered.</exception>
    public string ManifestOf(Type type) => Find(type).Manifest;

    /// <summary>A value as UTF-8 JSON.</summary>
    /// <exception cref="SerializationException">The type is not registered, or the value cannot be written.</exception>
    public byte[] Serialize(object value)
    {
        var type = Find(value.GetType());
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, type.Json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new SerializationException($"A {type.Manifest} cannot be written: {exception.Message}", exception);
        }
    }

    /// <summary>The value that was written under a manifest, as the type of today.</summary>
    /// <exception cref="SerializationException">The manifest is unknown, or the bytes are not of its form.</exception>
    public object Deserialize(string manifest, ReadOnlySpan<byte> bytes)
    {
        var upcaster = _upcasters.GetValueOrDefault(manifest);
        var json = upcaster?.Json ?? _byManifest.GetValueOrDefault(manifest)?.Json
            ?? throw new SerializationException(
                $"The journal holds '{manifest}', which this version of LabActors does not know: it was written by a newer version or by another program.");
        try
        {
            var value = JsonSerializer.Deserialize(bytes, json)
                ?? throw new SerializationException($"The bytes of a {manifest} are 'null': expected an object.");
            return upcaster is null ? value : upcaster.Upcast(value);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            throw new SerializationException($"The bytes of a {manifest} are not of its form: {exception.Message} Found: {Excerpt(bytes)}", exception);
        }
    }

    /// <summary>The beginning of what was found, on one line.</summary>
    private static string Excerpt(ReadOnlySpan<byte> bytes)
    {
        const int Longest = 60;
        if (bytes.IsEmpty)
            return "nothing.";
        var text = string.Concat(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Longest)]).Select(c => char.IsControl(c) ? '\uFFFD' : c));
        return $"'{text}{(bytes.Length > Longest ? "..." : "")}' ({bytes.Length} bytes).";
    }

    private JournalType Find(Type type) =>
        _byType.GetValueOrDefault(type)
        ?? throw new SerializationException($"{type.FullName} has no manifest: it needs a line in {nameof(JournalManifests)}.");

    private static IEnumerable<string> Problems(ImmutableArray<JournalType> types, ImmutableArray<JournalUpcaster> upcasters)
    {
        var manifests = types.Select(type => type.Manifest).Concat(upcasters.Select(upcaster => upcaster.Manifest)).ToArray();
        foreach (var manifest in manifests.Where(manifest => !ManifestForm.IsMatch(manifest)))
            yield return $"'{manifest}' is no manifest: expected lower case, dots and a version, such as 'run.started.v1'.";
        foreach (var twice in manifests.GroupBy(manifest => manifest).Where(group => group.Count() > 1))
            yield return $"The manifest '{twice.Key}' occurs {twice.Count()} times.";
        foreach (var twice in types.GroupBy(type => type.Type).Where(group => group.Count() > 1))
            yield return $"{twice.Key.FullName} has {twice.Count()} manifests: {string.Join(", ", twice.Select(type => type.Manifest))}.";
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.v[1-9][0-9]*$")]
    private static partial Regex ManifestForm { get; }
}
