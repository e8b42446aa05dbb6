namespace LabActors.Core.Identifiers;

/// <summary>One kind of analysis: the tag that its identifiers start with and what it is called.</summary>
/// <param name="Tag"><c>bu</c>, <c>a</c> ...</param>
/// <param name="Name"><c>Blank Unknown</c>.</param>
/// <param name="IsSpecial">False for unknowns only: everything else is a reference or a service run.</param>
/// <param name="IsExtractable">True when gas is extracted from a sample.</param>
public sealed record IdentifierEntry(string Tag, string Name, bool IsSpecial, bool IsExtractable)
{
    /// <summary>The name in lower case with underscores: <c>blank_unknown</c>.</summary>
    public string AnalysisType { get; } = Name.ToLowerInvariant().Replace(' ', '_');
}
