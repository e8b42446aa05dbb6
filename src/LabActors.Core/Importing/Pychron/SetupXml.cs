using System.Xml;
using System.Xml.Linq;

namespace LabActors.Core.Importing.Pychron;

/// <summary>XML of a set-up folder: a thing's name is the text before its first child, and text between things is somebody's note.</summary>
internal static class SetupXml
{
    /// <summary>The root element.</summary>
    /// <exception cref="ImportRefusedException">It is not XML.</exception>
    public static XElement Root(SetupFile file, ImportFindings findings)
    {
        findings.Read(file.Path);
        try
        {
            // The encoding of its first line is that of its bytes, which are text already.
            return XDocument.Parse(file.Text!.TrimStart('\uFEFF').TrimStart(), LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException e)
        {
            throw new ImportRefusedException($"{file.Path}:{e.LineNumber}:{e.LinePosition}: not XML: {e.Message}");
        }
    }

    /// <summary>1-based line of an element.</summary>
    public static int Line(this XElement element) => ((IXmlLineInfo)element).LineNumber;

    /// <summary>The text before the first child that has any, in one line.</summary>
    public static string Leading(this XElement element) =>
        element.Nodes().TakeWhile(n => n is not XElement).OfType<XText>().Select(t => t.Value.Trim()).FirstOrDefault(t => t.Length > 0)?.Split('\n', '\r')[0].Trim() ?? "";

    /// <summary>The first child of a name, or the attribute of it, as a value; null when there is neither, or nothing in it.</summary>
    public static CfgValue? Value(this XElement element, string name)
    {
        var child = element.Elements(name).FirstOrDefault();
        var text = child?.Leading() ?? element.Attribute(name)?.Value.Trim() ?? "";
        return text.Length == 0 ? null : new CfgValue(text, (child ?? element).Line());
    }

    /// <summary>Whether <c>enabled</c> says so; what says nothing is.</summary>
    public static bool IsEnabled(this XElement element) => element.Attribute("enabled") is not { } enabled || new CfgValue(enabled.Value, 0).IsTrue;
}
