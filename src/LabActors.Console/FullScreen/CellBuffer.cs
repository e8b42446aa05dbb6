using System.Globalization;

namespace LabActors.Console.FullScreen;

/// <summary>A screen before it is drawn: cells. What is put outside of it is cut, so no drawing depends on the terminal being large enough.</summary>
public sealed class CellBuffer
{
    private readonly Cell[] _cells;

    /// <summary>A blank screen.</summary>
    public CellBuffer(int width, int height)
    {
        (Width, Height) = (Math.Max(1, width), Math.Max(1, height));
        _cells = new Cell[Width * Height];
        Array.Fill(_cells, Cell.Blank);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Lines.</summary>
    public int Height { get; }

    /// <summary>A cell.</summary>
    public Cell this[int x, int y]
    {
        get => _cells[(y * Width) + x];
        set
        {
            if (x >= 0 && x < Width && y >= 0 && y < Height)
                _cells[(y * Width) + x] = value;
        }
    }

    /// <summary>The whole of it.</summary>
    public CellArea Whole => new(this, 0, 0, Width, Height);

    /// <summary>The text alone, line by line, without the blanks at the ends.</summary>
    public string[] Lines() => [.. Enumerable.Range(0, Height).Select(y => string.Concat(Enumerable.Range(0, Width).Select(x => this[x, y].Glyph)).TrimEnd())];

    /// <summary>
    /// A character that takes one cell and commands no terminal; a question mark for others: texts come from files and from other computers.
    /// </summary>
    public static char Shown(char glyph) => glyph switch
    {
        '\t' or '\n' or '\r' => ' ',
        >= ' ' and <= '~' => glyph,
        _ when char.IsControl(glyph) || char.IsSurrogate(glyph) || IsWide(glyph) => '?',
        _ when char.GetUnicodeCategory(glyph) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => '?',
        _ => glyph,
    };

    // Characters of East Asian scripts take two cells.
    private static bool IsWide(char glyph) => glyph is
        (>= '\u1100' and <= '\u115f') or (>= '\u2e80' and <= '\ua4cf') or (>= '\uac00' and <= '\ud7a3') or (>= '\uf900' and <= '\ufaff') or (>= '\ufe30' and <= '\ufe6f')
        or (>= '\uff00' and <= '\uff60') or (>= '\uffe0' and <= '\uffe6');
}
