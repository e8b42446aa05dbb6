using System.Xml;
using System.Xml.Linq;

namespace LabActors.Actors.Results.Report;

/// <summary>Drawings in files of their own: an HTML page or an SVG picture, by the ending of the name. Neither needs anything else.</summary>
internal static class DrawingFile
{
    private static readonly XNamespace SvgNamespace = "http://www.w3.org/2000/svg";

    /// <summary>Writes a file, in place of one that was there.</summary>
    /// <param name="body">The page's content below its title.</param>
    /// <param name="picture">The picture.</param>
    public static void Write(string path, string title, Func<object?[]> body, Func<XElement> picture)
    {
        var page = Path.GetExtension(path).Equals(".html", StringComparison.OrdinalIgnoreCase);

        // Made before the file is opened: a drawing that fails leaves the one that was there.
        var drawing = page ? Page(title, body()) : Picture(picture());
        using var file = new StreamWriter(path);
        file.Write(page ? "<!DOCTYPE html>\n" : "");
        using var xml = XmlWriter.Create(file, new XmlWriterSettings { OmitXmlDeclaration = page, Indent = true, IndentChars = " ", NewLineChars = "\n" });
        drawing.WriteTo(xml);
    }

    private static XElement Page(string title, object?[] body) => new(
        "html", new XAttribute("lang", "en"),
        new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            ResultsReport.Element("title", title),
            new XElement("style", ReportStyle.Css)),
        new XElement("body", ResultsReport.Element("h1", title), body));

    private static XElement Picture(XElement drawing)
    {
        var (width, height) = Svg.Size(drawing);
        drawing.AddFirst(new XElement("style", ReportStyle.OfPicture()), Svg.Rectangle("paper", 0, 0, width, height));
        drawing.Add(new XAttribute("width", width), new XAttribute("height", height));
        foreach (var element in drawing.DescendantsAndSelf())
            element.Name = SvgNamespace + element.Name.LocalName;
        return drawing;
    }
}
