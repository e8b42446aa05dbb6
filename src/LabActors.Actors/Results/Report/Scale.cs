using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Actors.Results.Report;

/// <summary>A linear scale from values to pixels, with ticks at round values.</summary>
public sealed class Scale
{
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;
    private readonly double _step;

    /// <summary>Values from <paramref name="low"/> to <paramref name="high"/> on pixels from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <param name="ticks">How many ticks there may be at most.</param>
    public Scale(double low, double high, double from, double to, int ticks)
        : this(low, high, from, to, RoundStep((high - low) / ticks))
    {
    }

    private Scale(double low, double high, double from, double to, double step) => (_low, _high, _from, _to, _step) = (low, high, from, to, step);

    /// <summary>A scale of time whose ticks are round minutes or hours; values in s.</summary>
    public static Scale OfTime(double low, double high, double from, double to, int ticks)
    {
        ReadOnlySpan<double> steps = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
        var step = 172800.0;
        for (var i = steps.Length - 1; i >= 0; i--)
            if ((high - low) / steps[i] <= ticks) step = steps[i];
        return new(low, high, from, to, step);
    }

    /// <summary>The least and the greatest of the values, widened by a part of their range; never empty.</summary>
    public static (double Low, double High) Range(IEnumerable<double> values, double margin = 0.06)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(double.IsFinite)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) return (0, 1);
        var width = high - low;
        if (width <= Math.Abs(high) * 1e-12) width = high == 0 ? 1 : Math.Abs(high) * 0.01;
        return (low - (width * margin), high + (width * margin));
    }

    /// <summary>The pixel of a value.</summary>
    public double At(double value) => _from + ((value - _low) / (_high - _low) * (_to - _from));

    /// <summary>True when the value is on the scale.</summary>
    public bool Holds(double value) => value >= _low && value <= _high;

    /// <summary>Ticks with their labels, all with as many decimals as the step needs.</summary>
    public ImmutableArray<(double Value, string Label)> Ticks()
    {
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(_step) + 1e-9), 0, 9);
        var big = Math.Max(Math.Abs(_low), Math.Abs(_high)) >= 1e7;
        var format = big ? "G6" : $"F{decimals}";
        return [.. Steps().Select(value => (value, value.ToString(format, CultureInfo.InvariantCulture)))];
    }

    /// <summary>Ticks labelled as elapsed time, <c>h:mm</c> or <c>h:mm:ss</c>.</summary>
    public ImmutableArray<(double Value, string Label)> TimeTicks() => [.. Steps().Select(value => (value, Elapsed(value)))];

    private string Elapsed(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Round(seconds));
        var hours = (int)span.TotalHours;
        return _step % 60 == 0 ? $"{hours}:{span.Minutes:00}" : $"{hours}:{span.Minutes:00}:{span.Seconds:00}";
    }

    private IEnumerable<double> Steps()
    {
        var first = Math.Ceiling((_low / _step) - 1e-9);
        var last = Math.Floor((_high / _step) + 1e-9);
        for (var i = first; i <= last; i++) yield return i * _step + 0.0;
    }

    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
