using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LabActors.Core.Notifications;

namespace LabActors.Actors.Notifications;

/// <summary>
/// A program of the user's: the event as JSON on its standard input and as <c>LABACTORS_*</c> in its environment. Exit code 0 means taken. At its limit it is killed with all
/// that it started.
/// </summary>
/// <param name="Command">Program and arguments; no shell is between.</param>
/// <param name="Folder">Where it runs, and where a program with a relative path is.</param>
public sealed record CommandChannel(string Name, ImmutableArray<string> Command, string Folder, ImmutableHashSet<string> Events, TimeSpan Limit) : INotificationChannel
{
    private const int MostOutput = 4000;

    /// <inheritdoc/>
    public bool Wants(ExperimentEvent experiment) => experiment.IsAmong(Events);

    /// <inheritdoc/>
    public async Task<string> DeliverAsync(long id, ExperimentEvent experiment, CancellationToken stop)
    {
        var local = Path.Combine(Folder, Command[0]);
        var start = new ProcessStartInfo(File.Exists(local) ? local : Command[0], Command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in Variables(id, experiment))
            start.Environment[$"LABACTORS_{name}"] = value;
        using var process = Process.Start(start) ?? throw new IOException($"{Command[0]} could not be started");
        try
        {
            var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await WriteAsync(process, EventJson.Of(id, experiment), stop).ConfigureAwait(false);
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
            var said = string.Join('\n', (await output.ConfigureAwait(false)).Select(o => o.Trim()).Where(o => o.Length > 0));
            said = said.Length > MostOutput ? said[..MostOutput] + " ..." : said;
            return process.ExitCode == 0 ? said : throw new IOException($"exit code {process.ExitCode}{(said.Length > 0 ? $": {said}" : "")}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>A program that does not read its input has closed it; that is its affair.</summary>
    private static async Task WriteAsync(Process process, string json, CancellationToken stop)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(json.AsMemory(), stop).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException) when (!stop.IsCancellationRequested)
        {
        }
    }

    private static IEnumerable<(string Name, string Value)> Variables(long id, ExperimentEvent e) =>
    [
        ("ID", id.ToString(CultureInfo.InvariantCulture)),
        ("EVENT", e.Event),
        ("QUEUE", e.Queue),
        ("QUEUE_ID", e.QueueId),
        ("QUEUE_PATH", e.QueuePath),
        ("RUN", e.Run),
        ("RUN_UUID", e.RunUuid),
        ("ANALYSIS_TYPE", e.AnalysisType),
        ("ROW", e.Row.ToString(CultureInfo.InvariantCulture)),
        ("INSTRUMENT", e.Instrument),
        ("EXTRACTION_DEVICE", e.ExtractionDevice),
        ("OPERATOR", e.Operator),
        ("STATE", e.State),
        ("CAUSE", e.Cause),
        ("AT", e.At.ToString("O", CultureInfo.InvariantCulture)),
        ("SIMULATED", e.Simulated ? "true" : "false"),
    ];
}
