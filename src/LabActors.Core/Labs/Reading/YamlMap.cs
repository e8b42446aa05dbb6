using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Reduction;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Labs.Reading;

/// <summary>
/// A YAML mapping that is read key by key. Each getter reports what is wrong with its key and then returns a stand-in,
/// so that reading goes on and every problem is found; <see cref="End"/> reports the keys that nobody asked for.
/// </summary>
internal sealed partial class YamlMap(YamlMappingNode node, string field, YamlProblems problems)
{
    private readonly HashSet<string> _asked = [];

    public YamlMappingNode Node => node;

    public YamlProblems Problems => problems;

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key) => Scalar(key, "a text") ?? "";

    public string Text(string key, string fallback) => Has(key) ? Scalar(key, "a text") ?? fallback : fallback;

    public double Number(string key, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        var text = Scalar(key, Expected(min, max));
        return text is null ? StandIn(min, max) : Parse(Find(key)!, Path(key), text, min, max);
    }

    public double Number(string key, double fallback, double min, double max) =>
        Has(key) ? Number(key, min, max) : fallback;

    /// <summary>A value with its error: one number (error 0), or a list of two.</summary>
    public Quantity Quantity(string key, Quantity fallback, double min, double max)
    {
        if (Find(key) is not YamlSequenceNode)
        {
            return Has(key) ? new Quantity(Number(key, min, max)) : fallback;
        }

        if (Numbers(key, double.NegativeInfinity, double.PositiveInfinity) is not [var value, var error] || value < min || value > max || error < 0)
        {
            Report(key, $"found a list, expected [value, error]: {Expected(min, max)}, and an error of at least 0");
            return fallback;
        }

        return new Quantity(value, error);
    }

    public TimeSpan Seconds(string key, double fallback) =>
        TimeSpan.FromSeconds(Number(key, fallback, 0, TimeSpan.FromDays(7).TotalSeconds));

    /// <summary>An instant in UTC unless it says another offset.</summary>
    public DateTimeOffset Instant(string key)
    {
        const string expected = "a date and time as 2025-06-01T12:00:00Z";
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (Scalar(key, expected) is not { } text)
        {
            return default;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var instant))
        {
            Report(Find(key)!, key, $"found '{text}', expected {expected}");
        }

        return instant;
    }

    public bool Flag(string key)
    {
        if (!Has(key))
        {
            return false;
        }

        var text = Scalar(key, "true or false");
        if (text is not (null or "true" or "false"))
        {
            Report(Find(key)!, key, $"found '{text}', expected true or false");
        }

        return text == "true";
    }

    public T Choice<T>(string key, T? fallback = null)
        where T : struct, Enum
    {
        if (fallback is { } standing && !Has(key))
        {
            return standing;
        }

        var choices = string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()));
        var text = Scalar(key, $"one of {choices}");
        if (text is null)
        {
            return default;
        }

        if (Enum.TryParse<T>(text, true, out var value) && !char.IsAsciiDigit(text.FirstOrDefault()))
        {
            return value;
        }

        Report(Find(key)!, key, $"found '{text}', expected one of {choices}");
        return default;
    }

    /// <summary>True when the key holds just this word.</summary>
    public bool Says(string key, string word) => Find(key) is YamlScalarNode { Value: { } value } && value == word;

    /// <summary>A list of texts; none when the key is absent.</summary>
    public ImmutableArray<string> Texts(string key) => [.. TextNodes(key).Select(n => n.Value ?? "")];

    public ImmutableArray<double> Numbers(string key, double min, double max) =>
        [.. TextNodes(key).Select(n => Parse(n, Path(key), n.Value ?? "", min, max))];

    /// <summary>A name that something else must bear; empty when it is absent and may be.</summary>
    public string Name(string key, NameSet known, bool required = true)
    {
        if (!required && !Has(key))
        {
            return "";
        }

        var name = Scalar(key, known.Expected);
        if (name is not null)
        {
            Check(Find(key)!, key, name, known);
        }

        return name ?? "";
    }

    public ImmutableArray<string> Names(string key, NameSet known)
    {
        var nodes = TextNodes(key);
        foreach (var n in nodes)
        {
            Check(n, key, n.Value ?? "", known);
        }

        return [.. nodes.Select(n => n.Value ?? "")];
    }

    /// <summary>The name under which this entry is known; a second bearer of it is reported.</summary>
    public string NewName(string key, NameSet names)
    {
        var name = Text(key);
        if (name.Length > 0 && !names.Add(name))
        {
            Report(Find(key)!, key, $"a second {names.What} '{name}', expected each {names.What} once");
        }

        return name;
    }

    public void End()
    {
        foreach (var key in node.Children.Keys.OfType<YamlScalarNode>().Where(k => !_asked.Contains(k.Value ?? "")))
        {
            problems.Add(key, Path(key.Value ?? ""), $"unknown key '{key.Value}', expected {string.Join(", ", _asked)}");
        }
    }

    public void Check(string key, NameSet known)
    {
        var keyNode = node.Children.Keys.OfType<YamlScalarNode>().First(k => k.Value == key);
        Check(keyNode, key, key, known);
    }

    /// <summary>1-based line of a key's value; 0 when it is absent.</summary>
    public int LineOf(string key) => Find(key) is { } found ? (int)found.Start.Line : 0;

    public void Report(string key, string message) => Report(Find(key) ?? node, key, message);

    public void Warn(string key, string message) => problems.Warn(Find(key) ?? node, Path(key), message);

    private static string Expected(double min, double max) => (min, max) switch
    {
        (double.NegativeInfinity, double.PositiveInfinity) => "a number",
        (double.Epsilon, double.PositiveInfinity) => "a number above 0",
        (double.Epsilon, _) => string.Create(CultureInfo.InvariantCulture, $"a number above 0 and up to {max}"),
        (_, double.PositiveInfinity) => string.Create(CultureInfo.InvariantCulture, $"a number of at least {min}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"),
    };

    private static double StandIn(double min, double max) => Math.Clamp(1, min, max);

    private static string Describe(YamlNode found) => found switch
    {
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode s => $"'{s.Value}'",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };

    private string[] Keys() => [.. node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "")];

    private ImmutableArray<YamlScalarNode> TextNodes(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                foreach (var wrong in list.Where(n => n is not YamlScalarNode))
                {
                    Report(wrong, key, $"found {Describe(wrong)}, expected a text");
                }

                return [.. list.OfType<YamlScalarNode>()];
            case { } other:
                Report(other, key, $"found {Describe(other)}, expected a list");
                return [];
        }
    }

    private string? Scalar(string key, string expected)
    {
        switch (Find(key))
        {
            case null:
                Missing(key, expected);
                return null;
            case YamlScalarNode { Value.Length: > 0 } scalar:
                return scalar.Value;
            case { } other:
                Report(other, key, $"found {Describe(other)}, expected {expected}");
                return null;
        }
    }

    private double Parse(YamlNode at, string path, string text, double min, double max)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            && value >= min
            && value <= max)
        {
            return value;
        }

        problems.Add(at, path, $"found '{text}', expected {Expected(min, max)}");
        return StandIn(min, max);
    }

    private void Check(YamlNode at, string key, string name, NameSet known)
    {
        if (!known.Contains(name))
        {
            Report(at, key, $"found '{name}', expected {known.Expected}");
        }
    }

    private void Missing(string key, string expected) =>
        problems.Add(node, Path(key), $"missing key '{key}', expected {expected}");

    private void Report(YamlNode at, string key, string message) => problems.Add(at, Path(key), message);

    private string Path(string key) => field.Length == 0 ? key : $"{field}.{key}";

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }
}
