using System.Collections.Immutable;
using System.Text.Json;

namespace LabActors.Devices.Transports;

/// <summary>A transaction's trace as one line of JSON: bytes as a person reads them (<see cref="WireText"/>), so that a file of traces can be read, searched and replayed.</summary>
public static class LinkTraceLine
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    public static string Write(LinkTrace trace) => JsonSerializer.Serialize(
        new Line(
            trace.At,
            trace.Port,
            trace.Device,
            trace.What,
            trace.Outcome.ToString(),
            trace.Reason,
            trace.Attempts,
            trace.Took.TotalMilliseconds,
            [.. trace.Bytes.Select(b => new Piece(b.Direction.ToString(), WireText.Of(b.Bytes.Span), b.After.TotalMilliseconds))]),
        Options);

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is not one; the message says what was found.</exception>
    public static LinkTrace Read(string text)
    {
        try
        {
            var line = JsonSerializer.Deserialize<Line>(text, Options) ?? throw new FormatException("found nothing, expected a traced transaction");
            return new LinkTrace(
                line.Port,
                line.Device,
                line.What,
                line.At,
                TimeSpan.FromMilliseconds(line.TookMs),
                Enum.Parse<LinkOutcome>(line.Outcome),
                line.Reason,
                line.Attempts,
                [.. line.Bytes.Select(b => new TracedBytes(Enum.Parse<WireDirection>(b.Direction), WireText.Parse(b.Bytes), TimeSpan.FromMilliseconds(b.AfterMs)))]);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new FormatException($"found '{(text.Length > 60 ? text[..60] + "..." : text)}', expected a traced transaction as one line of JSON: {failure.Message}", failure);
        }
    }

    /// <summary>Reads a line; null when it is none.</summary>
    public static LinkTrace? TryRead(string text)
    {
        try
        {
            return Read(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private sealed record Line(
        DateTimeOffset At, string Port, string Device, string What, string Outcome, string Reason, int Attempts, double TookMs, ImmutableArray<Piece> Bytes);

    private sealed record Piece(string Direction, string Bytes, double AfterMs);
}
