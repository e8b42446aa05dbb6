using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>The drawing of the line: <c>canvas.xml</c>.</summary>
internal sealed record CanvasFile(string Path, ImmutableArray<CanvasItem> Items, ImmutableArray<CanvasLink> Links)
{
    public static CanvasFile None { get; } = new("", [], []);

    private static readonly string[] Things =
    [
        "valve", "rough_valve", "manual_valve", "switch", "double_actuation_valve",
        "stage", "spectrometer", "laser", "tank", "pipette", "getter", "coldfinger", "turbo", "ionpump", "gauge",
    ];

    private static readonly string[] Ends = ["start", "end", "left", "right", "mid", "top", "bottom"];
    private static readonly string[] Drawing = ["label", "line", "image", "legend", "param", "widget", "rect", "circle", "vlabel", "slabel", "clabel", "translation", "dimension", "color", "volume", "font", "display_name", "fill", "border"];

    public static CanvasFile Read(SetupFile file, ImportFindings findings)
    {
        var items = new List<CanvasItem>();
        var links = ImmutableArray.CreateBuilder<CanvasLink>();
        Walk(SetupXml.Root(file, findings), items, links, file.Path, findings);
        foreach (var twice in items.GroupBy(i => i.Name).Where(g => g.Count() > 1))
            findings.Changed($"{twice.Last().Kind} {twice.Key}", file.Path, twice.Last().Line, $"drawn a second time (first in line {twice.First().Line}): the first counts");
        return new CanvasFile(file.Path, [.. items.DistinctBy(i => i.Name)], links.ToImmutable());
    }

    public CanvasItem? Find(string name) => Items.FirstOrDefault(i => i.Name == name);

    private static void Walk(XElement parent, List<CanvasItem> items, ImmutableArray<CanvasLink>.Builder links, string file, ImportFindings findings)
    {
        foreach (var element in parent.Elements())
        {
            var kind = element.Name.LocalName;
            if (kind.EndsWith("connection", StringComparison.Ordinal) || kind is "elbow" or "cross" or "tee" or "fork")
            {
                links.Add(new CanvasLink(element.Line(), [.. element.Elements().Where(e => Ends.Contains(e.Name.LocalName)).Select(e => e.Leading()).Where(e => e.Length > 0)]));
                continue;
            }

            if (Drawing.Contains(kind))
                continue;
            if (Things.Contains(kind))
                items.Add(new CanvasItem(kind, element.Leading(), element.Line(), At(element), element.Value("volume")?.Number));
            else
                findings.LeftOut($"element {kind}", file, element.Line(), $"found '{kind}', which is not known of a drawing; what is in it is read");
            Walk(element, items, links, file, findings);
        }
    }

    private static DrawnAt? At(XElement element) =>
        element.Value("translation")?.List is [var x, var y]
        && double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
        && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var up)
            ? new DrawnAt(right, up)
            : null;
}
