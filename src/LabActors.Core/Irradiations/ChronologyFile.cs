using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Ages;
using LabActors.Core.Problems;

namespace LabActors.Core.Irradiations;

/// <summary>Pychron's <c>chronology.txt</c>: a line <c>power,2018-10-15 06:19:00,2018-10-15 14:19:00</c> for each time in the reactor.</summary>
public static class ChronologyFile
{
    private static readonly string[] Formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>Reads the segments; an empty file is an irradiation whose decay needs no correction.</summary>
    public static ImmutableArray<IrradiationSegment> Read(string text, string file, TimeZoneInfo zone, ICollection<Problem> problems)
    {
        var segments = ImmutableArray.CreateBuilder<IrradiationSegment>();
        foreach (var (line, number) in text.Split('\n').Select((line, i) => (line.Trim(), i + 1)).Where(l => l.Item1.Length > 0 && l.Item1[0] != '#'))
        {
            if (line.Split(',') is [var power, var start, var end]
                && double.TryParse(power, NumberStyles.Float, CultureInfo.InvariantCulture, out var p)
                && p >= 0
                && Time(start, zone) is { } from
                && Time(end, zone) is { } to
                && from < to)
            {
                segments.Add(new(p, from, to));
                continue;
            }

            problems.Add(new Problem(file, number, 0, $"found '{line}', expected power,start,end as in 1.0,2018-10-15 06:19:00,2018-10-15 14:19:00"));
        }

        return segments.ToImmutable();
    }

    private static DateTimeOffset? Time(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, zone.GetUtcOffset(time))
            : null;
}
