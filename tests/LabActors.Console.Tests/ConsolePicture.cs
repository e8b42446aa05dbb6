using System.Globalization;
using System.Security;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabActors.Console.Tests;

/// <summary>A renderable of the console as SVG, character for character, for the documentation.</summary>
internal static class ConsolePicture
{
    private const double CharWidth = 8.4;
    private const int LineHeight = 18;
    private const int Margin = 14;
    private const string Background = "#16181d";
    private const string Foreground = "#d6d8dd";
    private const string Dim = "#7d828c";

    public static string Svg(IRenderable renderable, int width, int height)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
            Out = new AnsiConsoleOutput(TextWriter.Null),
        });
        console.Profile.Width = width;
        console.Profile.Height = height;
        var lines = Segment.SplitLines(renderable.Render(RenderOptions.Create(console), width));

        var svg = new StringBuilder();
        var (pixelsWide, pixelsHigh) = (width * CharWidth + 2 * Margin, lines.Count * LineHeight + 2 * Margin);
        svg.Append(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {pixelsWide:0.#} {pixelsHigh}\" width=\"{pixelsWide:0.#}\" height=\"{pixelsHigh}\" font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\">\n"));
        svg.Append("<title>The console of LabActors in the middle of a queue</title>\n");
        svg.Append($"<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{Background}\"/>\n");
        for (var row = 0; row < lines.Count; row++)
            Line(svg, lines[row], Margin + (row + 1) * LineHeight - 5);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Line(StringBuilder svg, SegmentLine line, int y)
    {
        var column = 0;
        foreach (var segment in line)
        {
            if (!string.IsNullOrWhiteSpace(segment.Text))
            {
                var x = Margin + column * CharWidth;
                var weight = segment.Style.Decoration.HasFlag(Decoration.Bold) ? " font-weight=\"bold\"" : "";
                svg.Append(Invariant($"<text x=\"{x:0.#}\" y=\"{y}\" textLength=\"{segment.Text.Length * CharWidth:0.#}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{Color(segment.Style.Foreground)}\"{weight}>{SecurityElement.Escape(segment.Text)}</text>\n"));
            }

            column += segment.CellCount();
        }
    }

    private static string Color(Color color)
    {
        if (color == Spectre.Console.Color.Default)
            return Foreground;
        if (color == Spectre.Console.Color.Grey)
            return Dim;
        return color == Spectre.Console.Color.Green ? "#6fcf73"
            : color == Spectre.Console.Color.Aqua ? "#62c9d8"
            : color == Spectre.Console.Color.Yellow ? "#e5c15c"
            : color == Spectre.Console.Color.Blue ? "#7aa7f0"
            : color == Spectre.Console.Color.Red ? "#ee7070"
            : $"#{color.ToHex()}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
