namespace LabActors.Console.FullScreen;

/// <summary>A rectangle of a screen, with its own origin; what is put outside of it is cut.</summary>
public readonly record struct CellArea(CellBuffer Screen, int Left, int Top, int Width, int Height)
{
    /// <summary>Puts a text; what does not fit ends with <c>~</c>.</summary>
    /// <param name="width">Columns that it may take; the rest of the line where none is given.</param>
    /// <returns>The column behind it.</returns>
    public int Put(int x, int y, string text, CellStyle style = default, int? width = null)
    {
        if (y < 0 || y >= Height || x >= Width)
            return x;
        var room = Math.Min(width ?? int.MaxValue, Width - x);
        for (var i = 0; i < text.Length && i < room; i++)
            Screen[Left + x + i, Top + y] = new Cell(i == room - 1 && text.Length > room ? '~' : CellBuffer.Shown(text[i]), style);
        return x + Math.Min(text.Length, room);
    }

    /// <summary>A part of it.</summary>
    public CellArea Part(int x, int y, int width, int height) =>
        new(Screen, Left + x, Top + y, Math.Clamp(width, 0, Math.Max(0, Width - x)), Math.Clamp(height, 0, Math.Max(0, Height - y)));

    /// <summary>Without its first lines.</summary>
    public CellArea Below(int lines) => Part(0, lines, Width, Height - lines);

    /// <summary>A heading across it.</summary>
    public void Heading(string text, bool unicode)
    {
        Put(0, 0, new string(unicode ? '─' : '-', Width), Ink.Dim);
        Put(2, 0, $" {text} ", new CellStyle(Ink.Plain, Bold: true), Width - 3);
    }

    /// <summary>Draws every cell of a line in reverse.</summary>
    public void Invert(int y) => Restyle(0, y, Width, style => style with { Inverse = true });

    /// <summary>Draws cells of a line in another style.</summary>
    public void Restyle(int x, int y, int width, Func<CellStyle, CellStyle> style)
    {
        for (var i = x; i < Math.Min(x + width, Width) && y >= 0 && y < Height; i++)
            Screen[Left + i, Top + y] = Screen[Left + i, Top + y] with { Style = style(Screen[Left + i, Top + y].Style) };
    }
}
