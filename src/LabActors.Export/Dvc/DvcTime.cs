using System.Globalization;

namespace LabActors.Export.Dvc;

/// <summary>Instants as Pychron's files have them: local time of the laboratory, without zone.</summary>
internal static class DvcTime
{
    /// <summary><c>2019-01-03T15:59:08.956341</c>; no fraction where there is none.</summary>
    public static string Local(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var microseconds = local.Ticks % TimeSpan.TicksPerSecond / 10;
        return local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            + (microseconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{microseconds:000000}"));
    }
}
