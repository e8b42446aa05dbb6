using LabActors.Core.Reduction;

namespace LabActors.Console.FullScreen;

/// <summary>Points of a series against time, and the fitted curve, from time zero on: in dots of braille, eight to a cell, or in ASCII.</summary>
internal static class SignalPlot
{
    private const char NoDots = '\u2800';

    // Bits of the dots of a braille cell, by column and line.
    private static readonly int[,] Dots = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    public static void Draw(CellArea area, LiveSeries series, bool unicode)
    {
        var points = series.Points.Where(point => point.IsGood).ToArray();
        if (points.Length == 0 || area.Width < 2 || area.Height < 1)
            return;
        var (acrossCell, downCell) = unicode ? (2, 4) : (1, 1);
        var (across, down) = (area.Width * acrossCell, area.Height * downCell);
        var last = Math.Max(points[^1].Seconds, 1e-9);
        var first = Math.Min(0, points[0].Seconds);
        var curve = Enumerable.Range(0, across).Select(i => series.Fit.At(first + (last - first) * i / Math.Max(1, across - 1))).ToArray();
        var all = points.Select(point => point.Intensity).Concat(curve.Where(double.IsFinite)).ToArray();
        var (low, high) = (all.Min(), all.Max());
        int Down(double value) => high > low ? (int)Math.Round((high - value) / (high - low) * (down - 1)) : down / 2;

        // The curve first: a cell has one colour, and the points count.
        var (fitted, measured) = (new int[area.Width, area.Height], new int[area.Width, area.Height]);
        for (var i = 0; i < across; i++)
        {
            if (double.IsFinite(curve[i]))
                Set(fitted, i, Down(curve[i]), acrossCell, downCell);
        }

        foreach (var point in points)
            Set(measured, (int)Math.Round((point.Seconds - first) / (last - first) * (across - 1)), Down(point.Intensity), acrossCell, downCell);
        for (var x = 0; x < area.Width; x++)
        {
            for (var y = 0; y < area.Height; y++)
            {
                if ((fitted[x, y] | measured[x, y]) != 0)
                    area.Put(x, y, Glyph(fitted[x, y], measured[x, y], unicode).ToString(), measured[x, y] != 0 ? Ink.Aqua : Ink.Dim);
            }
        }
    }

    private static void Set(int[,] cells, int across, int down, int acrossCell, int downCell) =>
        cells[across / acrossCell, down / downCell] |= Dots[across % acrossCell, down % downCell];

    private static char Glyph(int fitted, int measured, bool unicode) => unicode ? (char)(NoDots + (fitted | measured)) : measured != 0 ? '*' : '.';
}
