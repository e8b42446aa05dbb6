using System.Globalization;

namespace LabActors.Console.Replay;

/// <summary>An instant of laboratory time as it is typed: with its day, or a time of day, which is the first one after the journal's beginning.</summary>
internal sealed record AskedTime(DateTimeOffset? Instant, TimeOnly OfDay)
{
    /// <summary>What is expected where something else was found.</summary>
    public const string Expected = "laboratory time such as 2026-03-02T17:05:30, or a time of its first day such as 17:05:30";

    private static readonly string[] Instants =
    [
        .. from day in new[] { "yyyy-MM-dd'T'", "yyyy-MM-dd " }
           from time in new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF" }
           from zone in new[] { "", "K" }
           select day + time + zone,
    ];

    private static readonly string[] Times = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF"];

    /// <summary>Reads it; null when it is no time.</summary>
    public static AskedTime? Parse(string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text.Trim(), Instants, CultureInfo.InvariantCulture, Utc, out var instant))
            return new AskedTime(instant, default);
        return TimeOnly.TryParseExact(text.Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new AskedTime(null, time) : null;
    }

    /// <summary>The instant in a journal.</summary>
    /// <param name="first">When it begins.</param>
    public DateTimeOffset In(DateTimeOffset first)
    {
        if (Instant is { } instant)
            return instant;
        var day = first.UtcDateTime.Date;
        var at = new DateTimeOffset(day + OfDay.ToTimeSpan(), TimeSpan.Zero);

        // A journal that begins at 17:05:12 was meant by 17:05.
        return at.AddMinutes(1) > first ? at : at.AddDays(1);
    }
}
