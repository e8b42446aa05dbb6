using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using LabActors.Core.Reduction;
using LabActors.Export.Csv;
using LabActors.Export.Parquet;
using Parquet.Serialization;

namespace LabActors.Export.Tests;

public sealed class TableExporterTests : IDisposable
{
    private readonly Exports _exports = new();

    public void Dispose() => _exports.Dispose();

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("parquet")]
    public void A_second_export_changes_nothing_whatever_the_order(string format)
    {
        ExportedRun[] runs = [Exports.Whole(), Exports.Whole("bbccddee-0000-4000-8000-000000000002", "66681-03B", 1)];
        foreach (var run in runs)
            _exports.Exporter(format).Export(run).Changed.ShouldBeTrue();
        var before = _exports.Files();

        foreach (var run in runs.Reverse())
            _exports.Exporter(format).Export(run).Changed.ShouldBeFalse();

        _exports.Files().ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public void Csv_has_the_raw_blocks_of_Pychron()
    {
        var run = Exports.Whole();
        _exports.Exporter("csv").Export(run);

        var lines = File.ReadAllLines(Path.Combine(_exports.Folder, "raw", "66681-03A-aabbccdd.csv"));
        lines[0].ShouldBe("RUNID,UUID,PROJECT,SAMPLE,REPOSITORY,SIMULATED");
        lines[1].ShouldBe("66681-03A,aabbccdd-0000-4000-8000-000000000001,,,Cohen_1,true");
        lines.ShouldContain("EQUILIBRATION");
        var signal = Array.IndexOf(lines, "SIGNAL");
        lines[signal + 1].ShouldBe("COUNTER,AR39TIME,AR39INTENSITY,AR36TIME,AR36INTENSITY,AR40TIME,AR40INTENSITY");
        var first = run.Record.Series[1].Points("H1")[0];
        lines[signal + 2].Split(',')[5..].ShouldBe([first.Seconds.ToString("R", CultureInfo.InvariantCulture), first.Intensity.ToString("R", CultureInfo.InvariantCulture)]);
        lines[Array.IndexOf(lines, "BASELINE") + 1].ShouldBe("COUNTER,AXTIME,AXINTENSITY,CDDTIME,CDDINTENSITY,H1TIME,H1INTENSITY");
    }

    [Fact]
    public void Csv_has_one_row_a_run_with_values_and_errors()
    {
        var run = Exports.Whole();
        _exports.Exporter("csv").Export(Exports.Whole("bbccddee-0000-4000-8000-000000000002", "66681-03B", 1));
        _exports.Exporter("csv").Export(Exports.WithBlank(run));

        using var reader = new CsvReader(new StreamReader(Path.Combine(_exports.Folder, CsvExporter.Table)), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        reader.Read().ShouldBeTrue();
        reader.GetField("run_id").ShouldBe("66681-03A");
        reader.GetField("simulated").ShouldBe("true");
        reader.GetField<double>("Ar40_intercept").ShouldBe(run.Reduced.Isotopes[0].Intercept);
        reader.GetField<double>("Ar40_intercept_error").ShouldBe(run.Reduced.Isotopes[0].Error!.Value);
        reader.GetField<double>("Ar40_blank").ShouldBe(25.1);
        reader.Read().ShouldBeTrue();
        reader.GetField("run_id").ShouldBe("66681-03B");
        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public async Task Parquet_has_one_row_a_reading_and_one_row_an_analysis()
    {
        var run = Exports.Whole();
        _exports.Exporter("parquet").Export(run);

        await using var readings = File.OpenRead(Path.Combine(_exports.Folder, "readings", "66681-03A-aabbccdd.parquet"));
        var rows = (await ParquetSerializer.DeserializeAsync<ReadingColumns>(readings)).Data.ToArray();
        rows.Length.ShouldBe(run.Record.Series.Sum(series => series.Detectors.Sum(detector => series.Points(detector).Length)));
        rows.ShouldAllBe(row => row.Simulated && row.RunUuid == "aabbccdd-0000-4000-8000-000000000001");
        rows.Where(row => row is { Kind: "signal", Detector: "H1" }).Select(row => (row.Seconds, row.Intensity)).ShouldBe(run.Record.Series[1].Points("H1").Select(p => (p.Seconds, (double?)p.Intensity)));
        await using var analyses = File.OpenRead(Path.Combine(_exports.Folder, "analyses", "66681-03A-aabbccdd.parquet"));
        var analysis = (await ParquetSerializer.DeserializeAsync<AnalysisColumns>(analyses)).Data.ShouldHaveSingleItem();
        analysis.Isotopes.Select(isotope => (isotope.Isotope, isotope.Intercept)).ShouldBe(run.Reduced.Isotopes.Select(isotope => (isotope.Isotope, isotope.Intercept)));
    }

    [Fact]
    public void Json_says_all_that_is_known_of_a_run()
    {
        var run = Exports.Whole();
        _exports.Exporter("json").Export(run);

        var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_exports.Folder, "66681-03A-aabbccdd.json"))).RootElement;
        document.GetProperty("form").GetString().ShouldBe("labactors.run/1");
        document.GetProperty("simulated").GetBoolean().ShouldBeTrue();
        document.GetProperty("request").GetProperty("extract_value").GetDouble().ShouldBe(5);
        document.GetProperty("isotopes")[0].GetProperty("intercept").GetDouble().ShouldBe(run.Reduced.Isotopes[0].Intercept);
        document.GetProperty("series").GetArrayLength().ShouldBe(3);
        document.GetProperty("scripts")[0].GetProperty("text").GetString().ShouldBe("def main():\n    extract()\n");
    }

    [Fact]
    public void Conditionals_and_what_tripped_them_are_in_the_document()
    {
        _exports.Exporter("json").Export(Exports.Tripped());

        var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_exports.Folder, "66681-03A-aabbccdd.json"))).RootElement;
        document.GetProperty("conditionals")[0].GetProperty("kind").GetString().ShouldBe("truncation");
        var tripped = document.GetProperty("conditionals_tripped")[0];
        tripped.GetProperty("seen")[0].GetProperty("value").GetDouble().ShouldBe(1000.25);
        (tripped.GetProperty("level").GetString(), tripped.GetProperty("count").GetInt32()).ShouldBe(("queue", 10));
    }

    [Fact]
    public void Keys_that_come_from_a_dictionary_are_in_an_order_that_is_the_same_in_every_process()
    {
        var values = Enumerable.Range(0, 40).ToImmutableDictionary(i => $"Ar{i}", i => new Quantity(i, 1));
        var run = Exports.Whole();
        var blank = new AnalysisBlank("b", "bu-1-01", "blank_unknown", run.Record.StartedAt, values);
        _exports.Exporter("json").Export(run with { Reduced = run.Reduced with { Blank = blank } });

        var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_exports.Folder, "66681-03A-aabbccdd.json"))).RootElement;
        var names = document.GetProperty("blank").GetProperty("isotopes").EnumerateObject().Select(isotope => isotope.Name).ToArray();
        names.ShouldBe(names.Order(StringComparer.Ordinal));
        names.Length.ShouldBe(40);
    }

    [Fact]
    public void A_reading_that_is_missing_is_empty_and_not_zero()
    {
        var record = Exports.Whole().Record;
        var signal = record.Series[1];
        var reading = signal.Readings[3];
        var gap = record with
        {
            Series = record.Series.SetItem(1, signal with
            {
                Readings = signal.Readings.SetItem(3, reading with { Intensities = reading.Intensities.Remove("CDD"), Quality = reading.Quality.Add("CDD", "missing") }),
            }),
        };
        foreach (var format in new[] { "csv", "json", "parquet" })
            _exports.Exporter(format).Export(Exports.Of(gap));

        var lines = File.ReadAllLines(Path.Combine(_exports.Folder, "raw", "66681-03A-aabbccdd.csv"));
        lines[Array.IndexOf(lines, "SIGNAL") + 5].Split(',')[4].ShouldBe("");
        var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_exports.Folder, "66681-03A-aabbccdd.json"))).RootElement;
        var cdd = document.GetProperty("series")[1].GetProperty("detectors").EnumerateArray().Single(detector => detector.GetProperty("detector").GetString() == "CDD");
        cdd.GetProperty("intensity")[3].ValueKind.ShouldBe(JsonValueKind.Null);
        cdd.GetProperty("quality")[3].GetString().ShouldBe("missing");
    }
}
