using System.Collections.Immutable;
using System.Text.Json;
using Akka.Event;

namespace LabActors.Actors.Scripts;

/// <summary>What a script process sends: one JSON array a line, its first item the tag.</summary>
public abstract record HostMessage : IDeadLetterSuppression
{
    private HostMessage()
    {
    }

    /// <summary>True when the process stops computing with this message until it is answered.</summary>
    public virtual bool HandsOver => false;

    /// <summary>The process runs.</summary>
    public sealed record Ready(string PythonVersion) : HostMessage;

    /// <summary>A command was called; its arguments are not bound yet.</summary>
    public sealed record Called(
        long Seq, string Name, JsonElement Positional, JsonElement Keywords, int Line, int Depth, string File) : HostMessage
    {
        /// <inheritdoc/>
        public override bool HandsOver => true;
    }

    /// <summary>Lines were printed.</summary>
    public sealed record Output(ImmutableArray<string> Lines) : HostMessage;

    /// <summary>A call-back returned, or raised.</summary>
    public sealed record CalledBack(long Handle, JsonElement Value, string? Error) : HostMessage
    {
        /// <inheritdoc/>
        public override bool HandsOver => true;
    }

    /// <summary>A snippet ended, or raised.</summary>
    public sealed record SnippetRun(string? Error) : HostMessage
    {
        /// <inheritdoc/>
        public override bool HandsOver => true;
    }

    /// <summary>The script computes without end, at that line; the host is trying to stop it.</summary>
    public sealed record Stuck(int Line, string File) : HostMessage;

    /// <summary>The script is over.</summary>
    /// <param name="Outcome"><c>completed</c>, <c>failed</c>, <c>canceled</c> or <c>stuck</c>.</param>
    /// <param name="Error">What was raised, null when completed.</param>
    /// <param name="Line">Its line, 0 when unknown.</param>
    /// <param name="File">Its file.</param>
    /// <param name="Callers">The scripts that had called that file, with lines, outermost first.</param>
    public sealed record Ended(
        string Outcome, string? Error, int Line, string File, ImmutableArray<(string File, int Line)> Callers) : HostMessage
    {
        /// <inheritdoc/>
        public override bool HandsOver => true;
    }

    /// <summary>The process is gone: always the last message.</summary>
    /// <param name="Reason">Why it was killed, or how it died, in words.</param>
    /// <param name="Killed">True when the program killed it.</param>
    public sealed record Exited(string Reason, bool Killed) : HostMessage
    {
        /// <inheritdoc/>
        public override bool HandsOver => true;
    }

    /// <summary>Reads one line; throws <see cref="JsonException"/> or <see cref="FormatException"/> when it is anything else.</summary>
    public static HostMessage Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        Advance(ref reader, JsonTokenType.StartArray);
        return Text(ref reader) switch
        {
            "r" => new Ready(Text(ref reader)),
            "c" => new Called(Long(ref reader), Text(ref reader), Element(ref reader), Element(ref reader), (int)Long(ref reader), (int)Long(ref reader), Text(ref reader)),
            "p" => new Output([.. Element(ref reader).EnumerateArray().Select(l => l.GetString()!)]),
            "b" => new CalledBack(Long(ref reader), Element(ref reader), TextOrNull(ref reader)),
            "s" => new SnippetRun(TextOrNull(ref reader)),
            "w" => new Stuck((int)Long(ref reader), Text(ref reader)),
            "e" => new Ended(Text(ref reader), TextOrNull(ref reader), (int)Long(ref reader), Text(ref reader), ReadCallers(Element(ref reader))),
            var tag => throw new FormatException($"unknown tag '{tag}'"),
        };
    }

    private static ImmutableArray<(string File, int Line)> ReadCallers(JsonElement list) =>
        [.. list.EnumerateArray().Select(c => (c[0].GetString()!, c[1].GetInt32()))];

    private static void Advance(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (!reader.Read() || reader.TokenType != expected)
            throw new FormatException($"expected {expected}");
    }

    private static string Text(ref Utf8JsonReader reader) => TextOrNull(ref reader) ?? throw new FormatException("expected a string");

    private static string? TextOrNull(ref Utf8JsonReader reader) => reader.Read() ? reader.GetString() : throw new FormatException("the line ends too early");

    private static long Long(ref Utf8JsonReader reader) => reader.Read() ? reader.GetInt64() : throw new FormatException("the line ends too early");

    private static JsonElement Element(ref Utf8JsonReader reader) =>
        reader.Read() ? JsonElement.ParseValue(ref reader) : throw new FormatException("the line ends too early");
}
