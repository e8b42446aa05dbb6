using System.Globalization;
using System.Text;

namespace LabActors.Console.FullScreen;

/// <summary>What is written to a terminal: only the cells that changed, as one synchronized update, so that nothing flickers and little goes over a slow line.</summary>
public static class ScreenChanges
{
    /// <summary>The alternate screen, without a cursor; what was on the terminal comes back with <see cref="Leave"/>.</summary>
    public const string Enter = "\e[?1049h\e[?25l\e[0m\e[2J";

    /// <summary>Undoes <see cref="Enter"/>.</summary>
    public const string Leave = "\e[?2026l\e[0m\e[?25h\e[?1049l";

    /// <summary>The control sequences that make one screen of another; empty when they are the same.</summary>
    /// <param name="before">What the terminal shows; null when that is not known, or has another size.</param>
    /// <param name="colors">False: bold and reverse only.</param>
    public static string Between(CellBuffer? before, CellBuffer after, bool colors)
    {
        if (before is not null && (before.Width, before.Height) != (after.Width, after.Height))
            before = null;
        var text = new StringBuilder();
        if (before is null)
            text.Append("\e[0m\e[2J");
        CellStyle? style = null;
        for (var y = 0; y < after.Height; y++)
        {
            var at = -1;
            for (var x = 0; x < after.Width; x++)
            {
                var cell = after[x, y];
                if (cell == (before is null ? Cell.Blank : before[x, y]))
                    continue;

                if (at != x)
                    text.Append(CultureInfo.InvariantCulture, $"\e[{y + 1};{x + 1}H");
                if (style != cell.Style)
                    text.Append(Sequence(cell.Style, colors));
                style = cell.Style;
                text.Append(cell.Glyph);
                at = x + 1;
            }
        }

        return text.Length == 0 ? "" : $"\e[?2026h{text}\e[0m\e[?2026l";
    }

    private static string Sequence(CellStyle style, bool colors)
    {
        var color = !colors ? "" : style.Ink switch
        {
            Ink.Dim => ";90",
            Ink.Green => ";32",
            Ink.Yellow => ";33",
            Ink.Red => ";31",
            Ink.Aqua => ";36",
            Ink.Blue => ";34",
            _ => "",
        };
        return $"\e[0{(style.Bold ? ";1" : "")}{(style.Inverse ? ";7" : "")}{color}m";
    }
}
