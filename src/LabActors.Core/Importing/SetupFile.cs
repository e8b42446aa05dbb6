namespace LabActors.Core.Importing;

/// <summary>A file of a set-up folder.</summary>
/// <param name="Path">Relative to the folder, with slashes.</param>
/// <param name="Text">Its text; null for what is no text: pictures, pickles, very large files.</param>
public sealed record SetupFile(string Path, string? Text)
{
    /// <summary>Name without folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Name without folders and without what is behind its last point.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Name);

    /// <summary>Its lines, whatever they end with.</summary>
    internal string[] Lines => (Text ?? "").TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
}
