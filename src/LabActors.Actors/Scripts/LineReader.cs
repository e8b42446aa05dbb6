using System.Buffers;

namespace LabActors.Actors.Scripts;

/// <summary>Reads lines of bytes from a stream, without a copy or a string in between.</summary>
internal static class LineReader
{
    /// <summary>Takes one line, without its end; false to read no more.</summary>
    public delegate bool Taker(ReadOnlySpan<byte> line);

    /// <summary>Hands each line to the taker until the stream ends or the taker has enough; blocks.</summary>
    /// <returns>False when a line was longer than <paramref name="longest"/> bytes.</returns>
    public static bool ReadAll(Stream stream, int longest, Taker take)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var filled = 0;
        try
        {
            while (stream.Read(buffer, filled, buffer.Length - filled) is var read && read > 0)
            {
                var scanned = filled;
                filled += read;
                var start = 0;
                while (buffer.AsSpan(scanned, filled - scanned).IndexOf((byte)'\n') is var found && found >= 0)
                {
                    if (!take(buffer.AsSpan(start, scanned + found - start)))
                        return true;
                    start = scanned += found + 1;
                }

                buffer.AsSpan(start, filled - start).CopyTo(buffer);
                filled -= start;
                if (filled > longest)
                    return false;
                if (filled == buffer.Length)
                    buffer = Larger(buffer);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Larger(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * full.Length);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
