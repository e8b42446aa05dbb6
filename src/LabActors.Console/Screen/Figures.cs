using System.Globalization;

namespace LabActors.Console.Screen;

/// <summary>Numbers and times as the console writes them.</summary>
public static class Figures
{
    /// <summary>A value with its error, the error to two figures and the value as far as the error reaches: <c>12345.7 ± 1.2</c>.</summary>
    public static string WithError(double? value, double? error)
    {
        if (value is not { } number || !double.IsFinite(number))
            return "none";
        if (error is not { } uncertainty || !double.IsFinite(uncertainty) || uncertainty <= 0)
            return Intensity(number);
        var decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(uncertainty)), 0, 9);
        return string.Create(CultureInfo.InvariantCulture, $"{Fixed(number, decimals)} ± {Fixed(uncertainty, decimals)}");
    }

    /// <summary>A value with the last two figures of its error behind it: <c>12345.7(12)</c> is 12345.7 ± 1.2.</summary>
    public static string Concise(double value, double error)
    {
        if (!double.IsFinite(value) || !double.IsFinite(error) || error <= 0)
            return double.IsFinite(value) ? Intensity(value) : "none";
        var decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(error)), 0, 9);
        return string.Create(CultureInfo.InvariantCulture, $"{Fixed(value, decimals)}({Math.Round(error * Math.Pow(10, decimals)):0})");
    }

    /// <summary>An intensity to five figures.</summary>
    public static string Intensity(double value)
    {
        var magnitude = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return Fixed(value, Math.Clamp(4 - magnitude, 0, 4));
    }

    /// <summary>A number of things: <c>1 error</c>, <c>2 errors</c>.</summary>
    public static string Number(int number, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");

    /// <summary>A stretch of laboratory time: <c>0:27</c>, <c>1:02:05</c>.</summary>
    public static string Clock(TimeSpan time)
    {
        var whole = TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, time.TotalSeconds)));
        return whole.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes}:{whole.Seconds:00}");
    }

    private static string Fixed(double value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
