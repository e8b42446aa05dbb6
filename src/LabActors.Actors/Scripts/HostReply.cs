using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Scripts;

/// <summary>Writes what a script process is sent: one JSON array a line, its first item the tag.</summary>
public static class HostReply
{
    private static readonly JsonWriterOptions Compact = new() { SkipValidation = true };

    /// <summary>Runs a script.</summary>
    public static ReadOnlyMemory<byte> Start(ScriptLaunch launch)
    {
        var script = launch.Script;
        var limits = launch.Limits;
        var context = launch.Context;
        return Line(writer =>
        {
            writer.WriteStringValue("start");
            writer.WriteStartObject();
            writer.WriteString("text", script.Text);
            writer.WriteString("file", script.Path);
            writer.WriteBoolean("legacy", launch.Legacy);
            writer.WriteStartObject("aliases");
            foreach (var (old, today) in CommandCatalog.LegacyNames)
                writer.WriteString(old, today);
            writer.WriteEndObject();
            WriteNames(writer, "commands", script.Kind);
            WriteValues(writer, "vars", context.Variables);
            WriteValues(writer, "mx", context.Mx);
            WriteValues(writer, "ex", context.Ex);
            writer.WriteStartArray("argv");
            writer.WriteEndArray();
            writer.WriteStartObject("limits");
            writer.WriteNumber("computing", limits.Computing.TotalSeconds);
            writer.WriteNumber("memory", limits.Memory);
            writer.WriteNumber("between", limits.LinesBetweenCommands);
            writer.WriteNumber("total", limits.Lines);
            writer.WriteNumber("message", limits.MessageBytes);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    /// <summary>The value that a command returns.</summary>
    public static ReadOnlyMemory<byte> Value(long seq, JsonElement value, ImmutableDictionary<string, JsonElement>? live = null) => Line(writer =>
    {
        writer.WriteStringValue("v");
        writer.WriteNumberValue(seq);
        if (value.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            value.WriteTo(writer);
        if (live is not { Count: > 0 })
            return;
        writer.WriteStartObject();
        foreach (var (name, now) in live)
        {
            writer.WritePropertyName(name);
            now.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary>The text that a gosub runs.</summary>
    /// <param name="seq">The command.</param>
    /// <param name="child">The child script.</param>
    /// <param name="otherKind">Set when the child has the commands of another kind than its caller.</param>
    public static ReadOnlyMemory<byte> Child(long seq, ScriptDocument child, ScriptKind? otherKind) => Line(writer =>
    {
        writer.WriteStringValue("g");
        writer.WriteNumberValue(seq);
        writer.WriteStringValue(child.Text);
        writer.WriteStringValue(child.Path);
        if (otherKind is { } kind)
            WriteNames(writer, null, kind);
        else
            writer.WriteNullValue();
    });

    /// <summary>A command raises.</summary>
    public static ReadOnlyMemory<byte> Raise(long seq, string exception, string message) => Line(writer =>
    {
        writer.WriteStringValue("x");
        writer.WriteNumberValue(seq);
        writer.WriteStringValue(exception);
        writer.WriteStringValue(message);
    });

    /// <summary>The script is to stop.</summary>
    public static ReadOnlyMemory<byte> Cancel(string reason) => Line(writer =>
    {
        writer.WriteStringValue("cancel");
        writer.WriteStringValue(reason);
    });

    /// <summary>A callable is called.</summary>
    public static ReadOnlyMemory<byte> CallBack(long handle, ImmutableArray<JsonElement> args) => Line(writer =>
    {
        writer.WriteStringValue("cb");
        writer.WriteNumberValue(handle);
        writer.WriteStartArray();
        foreach (var argument in args)
            argument.WriteTo(writer);
        writer.WriteEndArray();
    });

    /// <summary>A text is run in the script's namespace.</summary>
    public static ReadOnlyMemory<byte> Snippet(string text) => Line(writer =>
    {
        writer.WriteStringValue("sn");
        writer.WriteStringValue(text);
    });

    private static void WriteNames(Utf8JsonWriter writer, string? property, ScriptKind kind)
    {
        if (property is not null)
            writer.WritePropertyName(property);
        writer.WriteStartArray();
        foreach (var command in CommandCatalog.For(kind))
            writer.WriteStringValue(command.Name);
        writer.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter writer, string property, ImmutableSortedDictionary<string, JsonElement> values)
    {
        writer.WriteStartObject(property);
        foreach (var (name, value) in values)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartArray();
            write(writer);
            writer.WriteEndArray();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }
}
