using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LabActors.Actors.Scripts.Tracing;

namespace LabActors.Console.Trace;

/// <summary>A trace as JSON: an object a command, and one for the end.</summary>
public sealed class TraceJson(TextWriter output) : ITraceView
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public void Show(ScriptTraceResult result)
    {
        foreach (var command in result.Commands)
        {
            Line(writer =>
            {
                writer.WriteNumber("seq", command.Seq);
                writer.WriteString("name", command.Name);
                writer.WritePropertyName("args");
                command.Args.WriteTo(writer);
                writer.WritePropertyName("kwargs");
                command.Kwargs.WriteTo(writer);
                writer.WriteNumber("line", command.Line);
                writer.WriteNumber("depth", command.Depth);
            });
        }

        Line(writer =>
        {
            writer.WriteString("end", result.Completed ? "completed" : "failed");
            writer.WriteString("error", TraceTable.Error(result));
            writer.WriteNumber("duration_s", Math.Round(result.Duration, 6));
        });
        output.Flush();
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
