using System.Globalization;
using System.Security;
using System.Text;
using LabActors.Console.FullScreen;

namespace LabActors.Console.Tests;

/// <summary>A screen of the console as SVG, cell for cell, for the documentation.</summary>
internal static class ConsolePicture
{
    private const double CharWidth = 8.4;
    private const int LineHeight = 18;
    private const int Margin = 14;
    private const string Background = "#16181d";
    private const string Foreground = "#d6d8dd";

    public static string Svg(CellBuffer screen)
    {
        var svg = new StringBuilder();
        var (pixelsWide, pixelsHigh) = (screen.Width * CharWidth + 2 * Margin, screen.Height * LineHeight + 2 * Margin);
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {pixelsWide:0.#} {pixelsHigh}\" width=\"{pixelsWide:0.#}\" height=\"{pixelsHigh}\" font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\">\n"));
        svg.Append("<title>The console of LabActors in the middle of a queue</title>\n");
        svg.Append($"<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{Background}\"/>\n");
        for (var y = 0; y < screen.Height; y++)
        {
            for (int x = 0, end; x < screen.Width; x = end)
            {
                var style = screen[x, y].Style;
                for (end = x; end < screen.Width && screen[end, y].Style == style;)
                    end++;
                Run(svg, string.Concat(Enumerable.Range(x, end - x).Select(i => screen[i, y].Glyph)), x, y, style);
            }
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Cells of one style beside each other.</summary>
    private static void Run(StringBuilder svg, string text, int column, int row, CellStyle style)
    {
        var (x, y) = (Margin + column * CharWidth, Margin + row * LineHeight);
        if (style.Inverse)
            svg.Append(Invariant($"<rect x=\"{x:0.#}\" y=\"{y}\" width=\"{text.Length * CharWidth:0.#}\" height=\"{LineHeight}\" fill=\"{Color(style.Ink)}\"/>\n"));
        if (string.IsNullOrWhiteSpace(text))
            return;
        var weight = style.Bold ? " font-weight=\"bold\"" : "";
        svg.Append(Invariant($"<text x=\"{x:0.#}\" y=\"{y + LineHeight - 5}\" textLength=\"{text.Length * CharWidth:0.#}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{(style.Inverse ? Background : Color(style.Ink))}\"{weight}>{SecurityElement.Escape(text)}</text>\n"));
    }

    private static string Color(Ink ink) => ink switch
    {
        Ink.Dim => "#7d828c",
        Ink.Green => "#6fcf73",
        Ink.Aqua => "#62c9d8",
        Ink.Yellow => "#e5c15c",
        Ink.Blue => "#7aa7f0",
        Ink.Red => "#ee7070",
        _ => Foreground,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
