using System.Globalization;

namespace LabActors.Core.Labs.Writing;

/// <summary>An entry of a list as one line, <c>{name: A, ...}</c>. What has its default is left out.</summary>
internal sealed class FlowMap
{
    private readonly List<string> _entries = [];

    public FlowMap Text(string key, string value) => Add(key, YamlText.Of(value));

    /// <summary>A text, unless it is what the reader takes when the key is not there.</summary>
    public FlowMap TextOr(string key, string value, string fallback = "") => value == fallback ? this : Text(key, value);

    public FlowMap Number(string key, double value) => Add(key, YamlText.Of(value));

    /// <summary>A number, unless it is what the reader takes when the key is not there.</summary>
    public FlowMap NumberOr(string key, double value, double fallback) => value.Equals(fallback) ? this : Number(key, value);

    public FlowMap Seconds(string key, TimeSpan value, double fallback) => NumberOr(key, value.TotalSeconds, fallback);

    /// <summary>A flag whose default is false.</summary>
    public FlowMap Flag(string key, bool value) => value ? Add(key, "true") : this;

    public FlowMap Word<T>(string key, T value)
        where T : struct, Enum => Add(key, value.ToString().ToLowerInvariant());

    /// <summary>A word, unless it is what the reader takes when the key is not there.</summary>
    public FlowMap WordOr<T>(string key, T value, T fallback)
        where T : struct, Enum => value.Equals(fallback) ? this : Word(key, value);

    public FlowMap Texts(string key, IReadOnlyCollection<string> values) => values.Count == 0 ? this : Add(key, List(values));

    public FlowMap Drawn(string key, DrawnAt? at) => at is null ? this : Add(key, $"[{YamlText.Of(at.X)}, {YamlText.Of(at.Y)}]");

    /// <summary>A value that is YAML already.</summary>
    public FlowMap Add(string key, string yaml)
    {
        _entries.Add(string.Create(CultureInfo.InvariantCulture, $"{key}: {yaml}"));
        return this;
    }

    public override string ToString() => $"{{{string.Join(", ", _entries)}}}";

    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(YamlText.Of))}]";
}
