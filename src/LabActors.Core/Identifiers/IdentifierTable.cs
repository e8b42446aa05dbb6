using System.Collections.Immutable;

namespace LabActors.Core.Identifiers;

/// <summary>
/// The kinds of analysis that a laboratory knows, by the tag that identifiers start with. <see cref="Default"/> is
/// Pychron's own; a laboratory may have another (<see cref="IdentifierTableFile"/>).
/// </summary>
/// <param name="Entries">In the laboratory's order.</param>
public sealed record IdentifierTable(ImmutableArray<IdentifierEntry> Entries)
{
    /// <summary>Analysis type of everything that no tag claims.</summary>
    public const string UnknownType = "unknown";

    /// <summary>The table that stands where a laboratory gives none.</summary>
    public static IdentifierTable Default { get; } = new(
    [
        new("b", "Blank", IsSpecial: true, IsExtractable: false),
        new("ba", "Blank Air", IsSpecial: true, IsExtractable: false),
        new("bc", "Blank Cocktail", IsSpecial: true, IsExtractable: false),
        new("bu", "Blank Unknown", IsSpecial: true, IsExtractable: false),
        new("be", "Blank ExtractionLine", IsSpecial: true, IsExtractable: false),
        new("bg", "Background", IsSpecial: true, IsExtractable: false),
        new("u", "Unknown", IsSpecial: false, IsExtractable: true),
        new("c", "Cocktail", IsSpecial: true, IsExtractable: false),
        new("a", "Air", IsSpecial: true, IsExtractable: false),
        new("pa", "Pause", IsSpecial: true, IsExtractable: false),
        new("dg", "Degas", IsSpecial: true, IsExtractable: true),
        new("ic", "Detector IC", IsSpecial: true, IsExtractable: false),
    ]);

    /// <summary>
    /// <c>blank_unknown</c> for <c>bu-FC-J</c>: the longest tag that the identifier starts with, case-insensitive.
    /// A dash is not needed, so <c>basalt-3</c> is a <c>blank_air</c>; <see cref="MatchesExactly"/> tells such cases.
    /// </summary>
    public string AnalysisType(string? identifier) => Find(identifier)?.AnalysisType ?? UnknownType;

    /// <summary>The tag of the identifier's analysis type, <c>u</c> for unknowns.</summary>
    public string Tag(string? identifier) => Find(identifier)?.Tag ?? "u";

    /// <summary>True when the part before the first dash is a tag of the table, letter by letter.</summary>
    public bool IsSpecial(string identifier)
    {
        var dash = identifier.IndexOf('-');
        return dash >= 0 && HasTag(identifier[..dash]);
    }

    /// <summary>False when the identifier is claimed by a tag that it merely begins with (<c>basalt-3</c>, <c>paper</c>).</summary>
    public bool MatchesExactly(string identifier)
    {
        var entry = Find(identifier);
        return entry is null || string.Equals(identifier.Split('-')[0], entry.Tag, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>True when the table has the tag.</summary>
    public bool HasTag(string tag) => Entries.Any(entry => entry.Tag == tag);

    /// <summary>
    /// The tag of a special kind given by name or analysis type in any case (<c>Detector IC</c>, <c>blank_unknown</c>);
    /// any other text comes back as it is.
    /// </summary>
    public string? TagOfName(string? name)
    {
        if (name is null)
            return null;
        var type = name.ToLowerInvariant().Replace(' ', '_');
        return Entries.FirstOrDefault(entry => entry.IsSpecial && entry.AnalysisType == type)?.Tag ?? name;
    }

    /// <inheritdoc/>
    public bool Equals(IdentifierTable? other) => other is not null && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Aggregate(0, HashCode.Combine);

    private IdentifierEntry? Find(string? identifier)
    {
        var text = (identifier ?? "").ToLowerInvariant();
        return Entries
            .Where(entry => entry.IsSpecial && entry.Tag.Length > 0 && text.StartsWith(entry.Tag.ToLowerInvariant(), StringComparison.Ordinal))
            .MaxBy(entry => entry.Tag.Length);
    }
}
