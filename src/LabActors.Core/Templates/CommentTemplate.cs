using System.Collections.Immutable;

namespace LabActors.Core.Templates;

/// <summary>
/// Comments made from a template of words: a known word stands for the sample's value, <c>&lt;SPACE&gt;</c> for a blank,
/// any other word for itself; nothing is put between them. <c>irrad_level : irrad_hole &lt;SPACE&gt; SCLF</c> gives <c>A:9 SCLF</c>.
/// </summary>
public static class CommentTemplate
{
    /// <summary>The words that stand for a value of the sample.</summary>
    public static ImmutableArray<string> Words { get; } = ["irrad_level", "irrad_hole"];

    /// <summary>The comment.</summary>
    /// <param name="template">Words separated by single spaces.</param>
    /// <param name="values">Values by known word.</param>
    /// <exception cref="FormatException">A literal has braces, which Pychron's templates do not allow, or a known word has no value.</exception>
    public static string Render(string template, IReadOnlyDictionary<string, string> values) =>
        string.Concat(template.Split(' ').Select(word => Render(word, template, values)));

    private static string Render(string word, string template, IReadOnlyDictionary<string, string> values) => word switch
    {
        "<SPACE>" => " ",
        _ when Words.Contains(word) => values.TryGetValue(word, out var value)
            ? value
            : throw new FormatException($"\"{template}\": the sample has no {word}"),
        _ when word.Contains('{') || word.Contains('}') =>
            throw new FormatException($"\"{template}\": found braces in \"{word}\"; expected the words {string.Join(", ", Words)}, <SPACE> or plain text"),
        _ => word,
    };
}
