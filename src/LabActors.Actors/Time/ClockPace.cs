using System.Globalization;

namespace LabActors.Actors.Time;

/// <summary>
/// How fast laboratory time passes: as fast as possible (<see cref="Virtual"/>), or a number of laboratory seconds a
/// second of the wall clock. The pace never changes an instant: it only makes the clock wait before each jump.
/// </summary>
public readonly record struct ClockPace
{
    private readonly double _factor;

    private ClockPace(double factor) => _factor = factor;

    /// <summary>As fast as possible: never waits for the wall clock. The default.</summary>
    public static ClockPace Virtual => default;

    /// <summary>One laboratory second a second.</summary>
    public static ClockPace Real { get; } = new(1);

    /// <summary>False for <see cref="Virtual"/>.</summary>
    public bool WaitsForWallClock => _factor > 0;

    /// <summary>Laboratory seconds a second; infinite for <see cref="Virtual"/>.</summary>
    public double Factor => _factor > 0 ? _factor : double.PositiveInfinity;

    /// <summary><paramref name="factor"/> laboratory seconds a second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not a number above zero.</exception>
    public static ClockPace Times(double factor) =>
        factor > 0 && double.IsFinite(factor)
            ? new ClockPace(factor)
            : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A pace is a number above zero.");

    /// <summary>Reads <c>virtual</c>, <c>real</c> or <c>xN</c> (<c>x50</c>, <c>x0.5</c>).</summary>
    public static bool TryParse(string? text, out ClockPace pace)
    {
        pace = Virtual;
        var word = text?.Trim().ToLowerInvariant() ?? "";
        switch (word)
        {
            case "virtual":
                return true;
            case "real":
                pace = Real;
                return true;
            case ['x', .. var number]
                when double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
                     && factor > 0 && double.IsFinite(factor):
                pace = Times(factor);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a pace.</summary>
    /// <exception cref="FormatException">The text is none of the three forms.</exception>
    public static ClockPace Parse(string text) =>
        TryParse(text, out var pace)
            ? pace
            : throw new FormatException($"'{text}' is no pace of the clock: expected 'virtual', 'real' or 'xN' such as 'x50'.");

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        _factor switch
        {
            0 => "virtual",
            1 => "real",
            var factor => string.Create(CultureInfo.InvariantCulture, $"x{factor}"),
        };
}
