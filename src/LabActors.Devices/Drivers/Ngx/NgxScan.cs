using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Devices.Drivers.Ngx;

/// <summary>A measurement that an NGX reports by itself: of each second (<c>ACQ</c>), or the average of a cycle (<c>ACQ.B</c>).</summary>
/// <param name="IsAverage">Of a whole cycle.</param>
/// <param name="Measurer">Under which name it was made.</param>
/// <param name="TimeOfDay">The instrument's clock, which has no date.</param>
/// <param name="Values">In the order of the detectors, which is the reverse of the event's; NaN for a value that is not there.</param>
public sealed record NgxScan(bool IsAverage, string Measurer, TimeSpan TimeOfDay, ImmutableArray<double> Values)
{
    private const int FirstValue = 5;

    /// <summary>Whether a line is an event, and so no answer.</summary>
    public static bool IsEvent(ReadOnlySpan<byte> line) => line.Length > 0 && line[0] == (byte)'#';

    /// <summary>Reads <c>#EVENT:ACQ,NOM,a,b,HH:MM:SS.fff,v1,v2...#</c>; null for any other event.</summary>
    public static NgxScan? Read(string line)
    {
        if (!line.StartsWith('#') || !line.EndsWith('#') || line.Length < 2)
            return null;
        var fields = line[1..^1].Split(',', StringSplitOptions.TrimEntries);
        if (fields.Length <= FirstValue || fields[0] is not ("EVENT:ACQ" or "EVENT:ACQ.B"))
            return null;
        if (!TimeSpan.TryParseExact(fields[4], [@"hh\:mm\:ss\.FFFFFF", @"hh\:mm\:ss"], CultureInfo.InvariantCulture, out var time))
            return null;
        return new NgxScan(fields[0] == "EVENT:ACQ.B", fields[1], time, [.. fields[FirstValue..].Reverse().Select(Value)]);
    }

    private static double Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
