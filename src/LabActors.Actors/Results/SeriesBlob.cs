using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>
/// Packs a series for the results database: for each reading 20 bytes, little-endian: count (int32), seconds since time zero
/// (float64), intensity in fA (float64, NaN where the detector gave none). Not one bit is lost; qualities other than good are
/// kept beside it, by count.
/// </summary>
public static class SeriesBlob
{
    private const int PointSize = 20;

    /// <summary>The readings as bytes.</summary>
    public static byte[] Pack(ImmutableArray<SeriesPoint> points)
    {
        var bytes = new byte[points.Length * PointSize];
        for (var i = 0; i < points.Length; i++)
        {
            var cell = bytes.AsSpan(i * PointSize, PointSize);
            BinaryPrimitives.WriteInt32LittleEndian(cell, points[i].Count);
            BinaryPrimitives.WriteDoubleLittleEndian(cell[4..], points[i].Seconds);
            BinaryPrimitives.WriteDoubleLittleEndian(cell[12..], points[i].Intensity);
        }

        return bytes;
    }

    /// <summary>The qualities that are not good, as a JSON object of count to quality.</summary>
    public static string PackQuality(ImmutableArray<SeriesPoint> points) => JsonSerializer.Serialize(
        points.Where(p => p.Quality != SeriesPoint.Good).DistinctBy(p => p.Count).ToDictionary(p => p.Count.ToString(CultureInfo.InvariantCulture), p => p.Quality));

    /// <summary>The readings again.</summary>
    public static ImmutableArray<SeriesPoint> Unpack(byte[] bytes, string quality)
    {
        var qualities = JsonSerializer.Deserialize<Dictionary<int, string>>(quality) ?? [];
        var points = ImmutableArray.CreateBuilder<SeriesPoint>(bytes.Length / PointSize);
        for (var at = 0; at + PointSize <= bytes.Length; at += PointSize)
        {
            var cell = bytes.AsSpan(at, PointSize);
            var count = BinaryPrimitives.ReadInt32LittleEndian(cell);
            points.Add(new(
                BinaryPrimitives.ReadDoubleLittleEndian(cell[4..]),
                BinaryPrimitives.ReadDoubleLittleEndian(cell[12..]),
                count,
                qualities.GetValueOrDefault(count, SeriesPoint.Good)));
        }

        return points.ToImmutable();
    }
}
