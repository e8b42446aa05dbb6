using System.Globalization;
using System.Xml;

namespace LabActors.Actors.Results.Report;

/// <summary>Numbers and texts as a report shows them.</summary>
public static class ValueText
{
    /// <summary>A value to the second digit of its error: <c>1000.12 ± 0.31</c>; <c>± ?</c> where the error is not known.</summary>
    public static string WithError(double value, double? error)
    {
        if (error is not { } sigma) return $"{value.ToString("G6", CultureInfo.InvariantCulture)} ± ?";
        if (sigma <= 0 || !double.IsFinite(sigma)) return $"{value.ToString("G8", CultureInfo.InvariantCulture)} ± {sigma.ToString("G2", CultureInfo.InvariantCulture)}";

        var decimals = 1 - (int)Math.Floor(Math.Log10(sigma));
        if (decimals is < 0 or > 9) return $"{value.ToString("G8", CultureInfo.InvariantCulture)} ± {sigma.ToString("G2", CultureInfo.InvariantCulture)}";
        var format = $"F{decimals}";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} ± {sigma.ToString(format, CultureInfo.InvariantCulture)}";
    }

    /// <summary>A value that may be absent.</summary>
    public static string WithError(double? value, double? error) => value is { } known ? WithError(known, error) : "–";

    /// <summary>An error to two digits; <c>?</c> where it is not known.</summary>
    public static string Error(double? error)
    {
        if (error is not { } sigma) return "?";
        var decimals = sigma > 0 && double.IsFinite(sigma) ? 1 - (int)Math.Floor(Math.Log10(sigma)) : -1;
        return sigma.ToString(decimals is >= 0 and <= 9 ? $"F{decimals}" : "G2", CultureInfo.InvariantCulture);
    }

    /// <summary><c>1 h 02 min 03 s</c>, without what is zero in front.</summary>
    public static string Duration(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Round(seconds));
        if (span.TotalHours >= 1) return $"{(int)span.TotalHours} h {span.Minutes:00} min {span.Seconds:00} s";
        return span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds:00} s" : $"{span.Seconds} s";
    }

    /// <summary><c>h:mm:ss</c>.</summary>
    public static string Clock(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Round(seconds));
        return $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}";
    }

    /// <summary>An instant of laboratory time, UTC.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A text without the characters that no page can hold; scripts print what they like.</summary>
    public static string Printable(string text)
    {
        if (text.All(c => XmlConvert.IsXmlChar(c))) return text;
        return string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
    }
}
