using System.Collections.Immutable;

namespace LabActors.Devices.Framings;

/// <summary>
/// A message that ends with one of several terminators, the longest that fits. Terminators at the very beginning are what is left of the message before (the LF of a
/// CR LF of which only the CR was awaited) and are passed over.
/// </summary>
/// <param name="Ends">Terminators.</param>
/// <param name="CheckBytes">Bytes after the terminator that belong to the message still (a BCC behind ETX). The terminator is then kept, since the check is over it.</param>
public sealed record Terminated(ImmutableArray<ReadOnlyMemory<byte>> Ends, int CheckBytes = 0) : Framing
{
    /// <summary>CR LF, CR or LF.</summary>
    public static Terminated Line { get; } = new([Ascii("\r\n"), Ascii("\r"), Ascii("\n")]);

    /// <summary>CR.</summary>
    public static Terminated Cr { get; } = By("\r");

    /// <summary>CR LF.</summary>
    public static Terminated CrLf { get; } = By("\r\n");

    /// <summary>One or several texts.</summary>
    public static Terminated By(params string[] ends) => new([.. ends.Select(Ascii)]);

    /// <inheritdoc/>
    protected override FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd)
    {
        var start = Leftover(bytes.Span);
        for (var at = start; at < bytes.Length; at++)
        {
            if (EndAt(bytes.Span, at) is not (> 0 and var length))
                continue;
            var end = at + length + CheckBytes;
            if (end > bytes.Length)
                return FrameRead.Incomplete;
            return FrameRead.Whole(end, CheckBytes == 0 ? bytes[start..at] : bytes[start..end]);
        }

        return FrameRead.Incomplete;
    }

    /// <inheritdoc/>
    public override int Leftover(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (CheckBytes == 0 && EndAt(bytes, start) is > 0 and var left)
            start += left;
        return start;
    }

    private int EndAt(ReadOnlySpan<byte> bytes, int at)
    {
        var longest = 0;
        foreach (var end in Ends)
        {
            if (end.Length > longest && bytes[at..].StartsWith(end.Span))
                longest = end.Length;
        }

        return longest;
    }

    private static ReadOnlyMemory<byte> Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
