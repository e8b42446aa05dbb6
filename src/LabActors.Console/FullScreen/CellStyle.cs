namespace LabActors.Console.FullScreen;

/// <summary>How a cell is drawn.</summary>
public readonly record struct CellStyle(Ink Ink, bool Bold = false, bool Inverse = false)
{
    /// <summary>A colour alone.</summary>
    public static implicit operator CellStyle(Ink ink) => new(ink);
}
