using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace LabActors.Actors.Results.Report;

/// <summary>Elements of a drawing inside a page; colours come from the page's style by class, so that they follow light and dark.</summary>
internal static class Svg
{
    /// <summary>A drawing that scales to the width of its place, with a title and a description for those who do not see it.</summary>
    public static XElement Drawing(double width, double height, string title, string description, params object?[] content) => new(
        "svg", new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"), new XAttribute("role", "img"), new XAttribute("aria-label", $"{title}. {description}"),
        new XElement("title", title), content);

    /// <summary>Width and height of a drawing.</summary>
    public static (double Width, double Height) Size(XElement drawing)
    {
        var box = ((string)drawing.Attribute("viewBox")!).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return (box[2], box[3]);
    }

    /// <summary>The content of a drawing at a place of another one.</summary>
    public static XElement Placed(XElement drawing, double x, double y) => new("g", new XAttribute("transform", $"translate({Number(x)} {Number(y)})"), drawing.Nodes());

    /// <summary>A straight line.</summary>
    public static XElement Line(string style, double x1, double y1, double x2, double y2) => new(
        "line", Class(style), At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    /// <summary>A rectangle, with a text that shows when one points at it.</summary>
    public static XElement Rectangle(string style, double x, double y, double width, double height, string hint = "") => new(
        "rect", Class(style), At("x", x), At("y", y), At("width", Math.Max(width, 0)), At("height", Math.Max(height, 0)), hint.Length > 0 ? new XElement("title", hint) : null);

    /// <summary>A text; <paramref name="anchor"/> is <c>start, middle, end</c>.</summary>
    public static XElement Text(string style, double x, double y, string text, string anchor = "start") => new(
        "text", Class(style), At("x", x), At("y", y), anchor == "start" ? null : new XAttribute("text-anchor", anchor), text);

    /// <summary>Height of a <see cref="Legend"/>.</summary>
    public const double LegendHeight = 20;

    /// <summary>A line that says what the colours mean; a letter is reckoned with its usual width.</summary>
    public static object[] Legend(double x, double y, params IReadOnlyList<(string Style, string Text)> keys)
    {
        const double Swatch = 10, Letter = 6.2, Between = 30;
        var content = new List<object>();
        foreach (var (style, text) in keys)
        {
            content.Add(Rectangle(style, x, y - Swatch, Swatch, Swatch));
            content.Add(Text("label", x + Swatch + 5, y - 1, text));
            x += Swatch + Between + (Letter * text.Length) - 5;
        }

        return [.. content];
    }

    /// <summary>Points as one path of dots: a hundredth of the size of as many circles.</summary>
    public static XElement? Dots(string style, IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points) path.Append('M').Append(Number(x)).Append(' ').Append(Number(y)).Append("h0");
        return path.Length == 0 ? null : new("path", Class(style), new XAttribute("d", path.ToString()));
    }

    /// <summary>A line through points.</summary>
    public static XElement? Curve(string style, IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points) path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(x)).Append(' ').Append(Number(y));
        return path.Length == 0 ? null : new("path", Class(style), new XAttribute("d", path.ToString()));
    }

    private static XAttribute Class(string style) => new("class", style);

    private static XAttribute At(string name, double value) => new(name, Number(value));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
