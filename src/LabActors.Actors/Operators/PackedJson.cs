using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;

namespace LabActors.Actors.Operators;

/// <summary>JSON that is too long for one message between a console and a node: compressed (Brotli), and cut into parts that fit a message each.</summary>
internal static class PackedJson
{
    // A message far below Akka.Remote's frame, whose own JSON makes four bytes of three.
    private const int PartSize = 48 * 1024;

    /// <summary>The parts; at least one.</summary>
    public static ImmutableArray<byte[]> Write(Action<Utf8JsonWriter> write)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var json = new Utf8JsonWriter(brotli))
            write(json);
        return [.. packed.ToArray().Chunk(PartSize)];
    }

    /// <summary>The JSON.</summary>
    /// <param name="largest">Bytes that a sender may make us unpack.</param>
    /// <exception cref="InvalidDataException">It is no compressed text, or one that is too long.</exception>
    public static ReadOnlyMemory<byte> Read(IEnumerable<byte[]> parts, int largest)
    {
        using var packed = new MemoryStream(parts.SelectMany(part => part).ToArray());
        using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = brotli.Read(buffer)) > 0;)
        {
            if (plain.Length + read > largest)
                throw new InvalidDataException($"it unpacks to more than {largest} bytes");
            plain.Write(buffer, 0, read);
        }

        return plain.GetBuffer().AsMemory(0, (int)plain.Length);
    }
}
