using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Report;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Reduction;
using LabActors.Core.Tests.Reduction;

namespace LabActors.Actors.Tests.Results;

public sealed class ResultsPlotTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-plot-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_evolution_has_its_residuals_below_it_and_points_that_were_left_out_apart()
    {
        var run = Changed(Row("u1", "66681-01"), row => row["Isotopes"]![0]!["Outliers"] = "[3,17]");
        var picture = Picture("66681-01", run);

        var first = picture.Elements(Svg + "g").First();
        first.Element(Svg + "title")!.Value.ShouldBe("Ar40 on H1");
        Moves(first, "signal").ShouldBe(20);
        Moves(first, "signal residual").ShouldBe(20);
        Moves(first, "outlier").ShouldBe(2);
        picture.Elements(Svg + "g").Count().ShouldBe(3, "one an isotope");
    }

    [Fact]
    public void An_ideogram_has_every_dated_analysis_of_an_identifier_and_their_weighted_mean()
    {
        var picture = Picture(
            "night", Dated("u1", "66681-01", 28.11, 0.05), Dated("u2", "66681-02", 28.25, 0.06), Dated("u3", "66681-03", 28.19, 0.04), Dated("u4", "66681-04", 28.31, 0.07),
            Dated("u5", "66681-05", 28.05, 0.05), Dated("u6", "66681-06", 28.22, 0.05), Dated("u7", "66681-07", 99, 0.05, state: "failed"), Dated("u8", "12345-01", 100, 1));

        var ideogram = picture.Elements(Svg + "g").Single(g => g.Element(Svg + "title")!.Value == "Ideogram of 66681 FC-2");
        Moves(ideogram, "age").ShouldBe(6, "neither the failed one nor another sample");
        ideogram.Elements(Svg + "text").ShouldContain(t => t.Value == "28.175 ± 0.021 Ma (± 0.045 with the error of J)");
        ideogram.Elements(Svg + "text").ShouldContain(t => t.Value == "MSWD 2.83 (more or less than the errors let expect), n = 6");
        ideogram.Elements(Svg + "text").Select(t => t.Value).ShouldContain("66681-04", "each bar is named");
        ideogram.Elements(Svg + "text").First().Value.ShouldEndWith("(simulated)");
        picture.Elements(Svg + "g").First().Element(Svg + "title")!.Value.ShouldBe("Timeline of the runs");
    }

    [Fact]
    public void A_spectrum_has_a_box_a_step_as_wide_as_its_gas_and_its_plateau_apart()
    {
        double[] ages = [7, 1, 1, 1, 1, 6, 7];
        var picture = Picture("heating", [.. ages.Select((age, i) => Dated($"u{i}", $"66681-03{(char)('A' + i)}", age, 0.1, step: i))]);

        var spectrum = picture.Elements(Svg + "g").Single(g => g.Element(Svg + "title")!.Value == "Age spectrum of 66681-03 FC-2");
        var boxes = spectrum.Elements(Svg + "rect").ToLookup(rect => (string)rect.Attribute("class")!);
        boxes["step"].Count().ShouldBe(3);
        boxes["step plateau"].Count().ShouldBe(4);
        boxes["step plateau"].ShouldAllBe(box => Math.Abs((double)box.Attribute("width")! - (410.0 / 7)) < 0.2);
        spectrum.Elements(Svg + "text").ShouldContain(t => t.Value == "plateau 03B to 03E, 57.1 % of the 39ArK");
        spectrum.Elements(Svg + "text").ShouldContain(t => t.Value.StartsWith("1.000 ± 0.050 Ma"));
        spectrum.Elements(Svg + "line").ShouldContain(line => (string)line.Attribute("class")! == "plateau-line");
    }

    [Fact]
    public void A_page_needs_nothing_from_outside_and_says_that_it_is_simulated()
    {
        var file = Path.Combine(_folder, "night.html");
        ResultsPlot.Write(file, "night <1>", [Dated("u1", "66681-01", 28.1, 0.1), Dated("u2", "66681-02", 28.2, 0.1)]);

        var text = File.ReadAllText(file);
        text.ShouldStartWith("<!DOCTYPE html>");
        Regex.IsMatch(text, @"(?i)https?:|src=|url\(|@import|<script|<link").ShouldBeFalse();
        var page = XElement.Parse(text[text.IndexOf('\n')..]);
        page.Descendants("h1").Single().Value.ShouldBe("night <1>");
        page.Descendants("p").ShouldContain(p => (string?)p.Attribute("class") == "banner");
        page.Descendants("h2").ShouldContain(h => h.Value == "Ages");
        page.Descendants("article").Count().ShouldBe(2);
    }

    [Fact]
    public void A_picture_has_colours_that_every_program_knows_a_size_and_a_legend()
    {
        var picture = Picture("night", Dated("u1", "66681-01", 28.1, 0.1), Dated("u2", "66681-02", 28.2, 0.1));

        var style = picture.Element(Svg + "style")!.Value;
        Regex.IsMatch(style, @"var\(|@media|--[a-z]").ShouldBeFalse("drawing programs know none of these and draw in black");
        style.ShouldContain("path.signal { stroke: #1f6fb4");
        ((double)picture.Attribute("width")!).ShouldBe(1000);
        ((double)picture.Attribute("height")!).ShouldBeGreaterThan(1000);
        string[] legend = ["extraction", "two runs overlap", "signal", "fit and intercept ± 1 sigma", "left out", "sniff (equilibration)", "baseline"];
        legend.ShouldBeSubsetOf(picture.Elements(Svg + "text").Select(t => t.Value));

        // Nothing is written beyond the picture's right edge; a letter of the size of a value is about 6.3 wide.
        foreach (var drawing in picture.Elements(Svg + "g").Where(g => g.Element(Svg + "title")!.Value.StartsWith("Ideogram", StringComparison.Ordinal)))
            drawing.Elements(Svg + "text").Where(t => (string?)t.Attribute("class") == "value").ShouldAllBe(t => (double)t.Attribute("x")! + (6.3 * t.Value.Length) < 480);
    }

    private XElement Picture(string title, params AnalysisRow[] analyses)
    {
        var file = Path.Combine(_folder, "out.svg");
        ResultsPlot.Write(file, title, analyses);
        return XDocument.Load(file).Root!;
    }

    private static AnalysisRow Row(string uuid, string runId) => AnalysisRows.From(RunRecord.Fold(RunStory.Whole(uuid, runId, Start).Events));

    private static AnalysisRow Dated(string uuid, string runId, double age, double error, int step = -1, string state = "success") => Changed(Row(uuid, runId), row =>
    {
        (row["Age"], row["AgeError"], row["AgeErrorWithJ"]) = (age, error, Math.Sqrt((error * error) + (0.04 * 0.04)));
        (row["K39"], row["Step"], row["State"], row["Sample"]) = (1.0, step, state, "FC-2");
    });

    /// <summary>A row as it would be if the database had other values.</summary>
    private static AnalysisRow Changed(AnalysisRow row, Action<JsonNode> change)
    {
        var node = JsonSerializer.SerializeToNode(row)!;
        change(node);
        return node.Deserialize<AnalysisRow>()!;
    }

    private static int Moves(XElement plot, string style) =>
        plot.Elements(Svg + "path").Where(path => (string?)path.Attribute("class") == style).Sum(path => ((string)path.Attribute("d")!).Count(c => c == 'M'));
}
