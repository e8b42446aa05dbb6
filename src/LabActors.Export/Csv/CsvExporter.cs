using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace LabActors.Export.Csv;

/// <summary>
/// The tables that laboratories take into their spreadsheets: <c>analyses.csv</c> with a row a run, and for each run its readings in blocks,
/// <c>raw/RUN.csv</c>. A run that is in the table already is replaced there.
/// </summary>
public sealed class CsvExporter(string folder) : IRunExporter
{
    /// <summary>The table of analyses.</summary>
    public const string Table = "analyses.csv";

    /// <inheritdoc/>
    public ExportOutcome Export(ExportedRun run)
    {
        using var taken = FolderLock.Take(folder);
        var raw = Path.Combine(folder, "raw", RunFileNames.Of(run.Record) + ".csv");
        var changed = RunFileNames.Write(raw, Bytes(writer => RawCsv.Write(writer, run)));
        var table = Path.Combine(folder, Table);
        var rows = AnalysesCsv.Merge(Read(table), AnalysesCsv.Row(run));
        changed |= RunFileNames.Write(table, Bytes(writer => AnalysesCsv.Write(writer, rows)));
        return new(run.Record.RunUuid, run.Record.RunId, table, changed, []);
    }

    private static byte[] Bytes(Action<CsvWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
            write(writer);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static List<Dictionary<string, string>> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        using var reader = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        if (!reader.Read() || !reader.ReadHeader() || reader.HeaderRecord is not { } names)
            return [];
        if (!names.Contains(AnalysesCsv.Uuid))
            throw new IOException($"{path}: found no column '{AnalysesCsv.Uuid}'; a table that this program wrote was expected");
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
            rows.Add(names.ToDictionary(name => name, name => reader.GetField(name) ?? "", StringComparer.Ordinal));
        return rows;
    }
}
