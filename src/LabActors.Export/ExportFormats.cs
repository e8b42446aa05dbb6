using System.Collections.Immutable;
using LabActors.Export.Csv;
using LabActors.Export.Dvc;
using LabActors.Export.Json;
using LabActors.Export.Parquet;

namespace LabActors.Export;

/// <summary>The formats that runs can be exported in.</summary>
public static class ExportFormats
{
    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } = ["dvc", "csv", "parquet", "json"];

    /// <summary>The exporter of a format.</summary>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    public static IRunExporter Create(string format, string folder, ExportSettings settings) => format switch
    {
        "dvc" => new DvcExporter(folder, settings),
        "csv" => new CsvExporter(folder),
        "parquet" => new ParquetExporter(folder),
        "json" => new JsonExporter(folder, settings),
        _ => throw new ArgumentException($"found the format '{format}'; {string.Join(", ", Names)} were expected"),
    };
}
