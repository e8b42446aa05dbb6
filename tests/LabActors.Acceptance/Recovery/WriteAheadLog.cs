using System.Buffers.Binary;

namespace LabActors.Acceptance.Recovery;

/// <summary>
/// SQLite's write-ahead log as a file (https://www.sqlite.org/fileformat2.html#walformat): a header of 32 bytes, then frames of 24 bytes and a page. After a checkpoint it is written again from its beginning under new
/// salts; what stands behind the frames of the header's salts is old, and losing it loses nothing.
/// </summary>
internal static class WriteAheadLog
{
    private const int Header = 32;
    private const int FrameHeader = 24;

    /// <summary>Cuts off the second half of the frames that count.</summary>
    public static void Halve(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var frame = FrameHeader + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8));
        var frames = 0;
        while (Header + ((frames + 1) * frame) <= bytes.Length && bytes.AsSpan(Header + (frames * frame) + 8, 8).SequenceEqual(bytes.AsSpan(16, 8)))
            frames++;
        frames.ShouldBeGreaterThan(1);
        using var file = File.OpenWrite(path);
        file.SetLength(Header + (frames / 2 * frame));
    }
}
