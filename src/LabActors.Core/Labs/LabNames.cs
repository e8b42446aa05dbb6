namespace LabActors.Core.Labs;

/// <summary>How names of the laboratory are compared: case, blanks and underscores do not matter (<c>FusionsCO2</c> is <c>Fusions CO2</c>).</summary>
public static class LabNames
{
    /// <summary>True when the two names mean the same thing.</summary>
    public static bool Same(string a, string b) => string.Equals(Key(a), Key(b), StringComparison.Ordinal);

    /// <summary>The form in which names are equal.</summary>
    public static string Key(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c) && c != '_')).ToLowerInvariant();
}
