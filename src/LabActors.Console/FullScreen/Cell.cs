namespace LabActors.Console.FullScreen;

/// <summary>One place of the screen.</summary>
public readonly record struct Cell(char Glyph, CellStyle Style)
{
    /// <summary>Nothing.</summary>
    public static Cell Blank { get; } = new(' ', default);
}
