using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Durations;

namespace LabActors.Node.Durations;

/// <summary>
/// Learned durations in a file: <c>durations.json</c> in the data folder, or the laboratory's own (<c>labactors.durations.file</c> in <c>node.conf</c>), from which
/// every data folder profits. What it says can always be learned again from a journal; a file that cannot be read is as good as none.
/// </summary>
public sealed class DurationsFile(string path)
{
    /// <summary>Its name in a data folder.</summary>
    public const string Name = "durations.json";

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>The file of a data folder, or the laboratory's own where its <c>node.conf</c> names one.</summary>
    public static DurationsFile Of(NodeFile laboratory, string data) =>
        laboratory.DurationsFile is { } own ? new DurationsFile(own) : In(data);

    /// <summary>The file in a data folder.</summary>
    public static DurationsFile In(string data) => new(System.IO.Path.Combine(data, Name));

    /// <summary>What it holds; null when it is not there, or is no such file.</summary>
    public LearnedDurations? Read()
    {
        if (!File.Exists(Path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllText(Path), Options) is { Version: 1, Scripts: { } scripts }
                ? new LearnedDurations(scripts.Where(s => !s.Value.IsDefaultOrEmpty).ToImmutableDictionary(s => s.Key, s => s.Value))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it; a half-written file never takes the place of a whole one.</summary>
    public void Save(LearnedDurations learned)
    {
        var content = new Content(1, learned.Samples.ToImmutableSortedDictionary(StringComparer.Ordinal));
        var part = Path + ".part";
        File.WriteAllText(part, JsonSerializer.Serialize(content, Options));
        File.Move(part, Path, overwrite: true);
    }

    private sealed record Content(int Version, ImmutableSortedDictionary<string, ImmutableArray<ScriptTimes>>? Scripts);
}
