using System.Text.Json.Serialization;

namespace LabActors.Core.Labs.Simulation;

/// <summary>
/// Amounts of the gases that the simulator knows, in mol (or as rates in mol/s, or relative in a gas's recipe).
/// </summary>
/// <param name="Reactive">Everything that a getter takes up, lumped.</param>
public readonly record struct GasAmounts(
    double Ar40 = 0,
    double Ar39 = 0,
    double Ar38 = 0,
    double Ar37 = 0,
    double Ar36 = 0,
    double Reactive = 0)
{
    /// <summary>Number of gases.</summary>
    public const int Count = 6;

    /// <summary>Index of the reactive gas.</summary>
    public const int ReactiveIndex = 5;

    /// <summary>Names in the order of the indexer.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Ar40", "Ar39", "Ar38", "Ar37", "Ar36", "reactive"];

    /// <summary>Amount by index: 40Ar, 39Ar, 38Ar, 37Ar, 36Ar, reactive.</summary>
    public double this[int index] => index switch
    {
        0 => Ar40,
        1 => Ar39,
        2 => Ar38,
        3 => Ar37,
        4 => Ar36,
        5 => Reactive,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "a gas has the index 0 to 5"),
    };

    /// <summary>All gases together.</summary>
    [JsonIgnore]
    public double Total => Ar40 + Ar39 + Ar38 + Ar37 + Ar36 + Reactive;

    /// <summary>From six amounts in the order of the indexer.</summary>
    public static GasAmounts From(ReadOnlySpan<double> amounts) =>
        new(amounts[0], amounts[1], amounts[2], amounts[3], amounts[4], amounts[5]);

    /// <summary>Sum.</summary>
    public static GasAmounts operator +(GasAmounts a, GasAmounts b) =>
        new(a.Ar40 + b.Ar40, a.Ar39 + b.Ar39, a.Ar38 + b.Ar38, a.Ar37 + b.Ar37, a.Ar36 + b.Ar36, a.Reactive + b.Reactive);

    /// <summary>Multiple.</summary>
    public static GasAmounts operator *(GasAmounts a, double factor) =>
        new(a.Ar40 * factor, a.Ar39 * factor, a.Ar38 * factor, a.Ar37 * factor, a.Ar36 * factor, a.Reactive * factor);

    /// <summary>The same proportions with this much 40Ar.</summary>
    public GasAmounts WithAr40(double ar40) => this * (ar40 / Ar40);
}
