using System.Buffers.Binary;
using LabActors.Core.Reduction;

namespace LabActors.Export.Dvc;

/// <summary>A series as Pychron's raw data has it: base64 of pairs of big-endian 32-bit floats, seconds since time zero and intensity.</summary>
public static class DvcBlob
{
    private const int PairSize = 8;

    /// <summary>The format that Pychron's files name.</summary>
    public const string Format = ">ff";

    /// <summary>The points that may be fitted; null when there is none.</summary>
    public static string? Pack(IEnumerable<SeriesPoint> points) => Pack(points.Where(p => p.IsGood).Select(p => (p.Seconds, p.Intensity)));

    /// <summary>Pairs of any kind; null when there is none.</summary>
    public static string? Pack(IEnumerable<(double X, double Y)> pairs)
    {
        var all = pairs.ToArray();
        if (all.Length == 0)
            return null;
        var bytes = new byte[all.Length * PairSize];
        for (var i = 0; i < all.Length; i++)
        {
            BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(i * PairSize), (float)all[i].X);
            BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan((i * PairSize) + 4), (float)all[i].Y);
        }

        return Convert.ToBase64String(bytes);
    }
}
