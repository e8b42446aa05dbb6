using System.Globalization;

namespace LabActors.Console.Session;

/// <summary>How laboratory time goes: with the wall clock, as fast as it can, or at a multiple of the wall clock.</summary>
/// <param name="Factor">Laboratory seconds per second of wall clock; positive infinity is virtual time.</param>
public sealed record LabTime(double Factor)
{
    /// <summary>Laboratory time is wall-clock time.</summary>
    public static LabTime Real { get; } = new(1);

    /// <summary>The clock jumps to the next deadline whenever nothing is running.</summary>
    public static LabTime Virtual { get; } = new(double.PositiveInfinity);

    /// <summary>True when the clock never waits.</summary>
    public bool IsVirtual => double.IsPositiveInfinity(Factor);

    /// <summary>Reads <c>real</c>, <c>virtual</c> or <c>xN</c> with N a positive number (<c>x50</c>, <c>x0.5</c>); null when it is none of them.</summary>
    public static LabTime? Parse(string text) => text switch
    {
        "real" => Real,
        "virtual" => Virtual,
        ['x', .. var factor] when double.TryParse(factor, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value > 0 && double.IsFinite(value) => new LabTime(value),
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => this switch
    {
        { IsVirtual: true } => "virtual",
        { Factor: 1 } => "real",
        _ => string.Create(CultureInfo.InvariantCulture, $"x{Factor}"),
    };
}
