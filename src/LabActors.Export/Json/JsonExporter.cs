using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LabActors.Export.Json;

/// <summary>One self-describing document a run: everything that is known of it, names in snake_case, units beside the values, instants in UTC.</summary>
public sealed class JsonExporter(string folder, ExportSettings settings) : IRunExporter
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public ExportOutcome Export(ExportedRun run)
    {
        using var taken = FolderLock.Take(folder);
        var path = Path.Combine(folder, RunFileNames.Of(run.Record) + ".json");
        var changed = RunFileNames.Write(path, Encoding.UTF8.GetBytes(Text(run, settings)));
        return new(run.Record.RunUuid, run.Record.RunId, path, changed, []);
    }

    /// <summary>The document.</summary>
    public static string Text(ExportedRun run, ExportSettings settings) => RunDocument.Of(run, settings).ToJsonString(Readable);
}
