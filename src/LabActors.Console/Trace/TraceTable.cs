using System.Globalization;
using LabActors.Actors.Scripts.Tracing;
using Spectre.Console;

namespace LabActors.Console.Trace;

/// <summary>A trace for people: a table of the commands, and how it ended.</summary>
public sealed class TraceTable(TextWriter output) : ITraceView
{
    /// <inheritdoc/>
    public void Show(ScriptTraceResult result)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("#").RightAligned());
        table.AddColumn(new TableColumn("line").RightAligned());
        table.AddColumn("file");
        table.AddColumn("command");
        foreach (var command in result.Commands)
        {
            table.AddRow(
                new Text(command.Seq.ToString(CultureInfo.InvariantCulture)),
                new Text(command.Line.ToString(CultureInfo.InvariantCulture)),
                new Text(Path.GetFileName(command.File)),
                new Text(new string(' ', 2 * command.Depth) + Call(command)));
        }

        console.Write(table);
        var duration = $"about {result.Duration.ToString("0.#", CultureInfo.InvariantCulture)} s";
        console.WriteLine(Error(result) is { } error ? $"failed after {duration}: {error}" : $"completed, {duration}");
    }

    /// <summary>The error with its place; null when the script completed.</summary>
    public static string? Error(ScriptTraceResult result) =>
        result.Error is null ? null
        : result.Line > 0 ? $"{result.Error} ({Path.GetFileName(result.File)} line {result.Line})"
        : result.Error;

    private static string Call(TracedCommand command) =>
        $"{command.Name}({string.Join(", ", command.Args.EnumerateArray().Select(a => a.GetRawText()).Concat(command.Kwargs.EnumerateObject().Select(k => $"{k.Name}={k.Value.GetRawText()}")))})";
}
