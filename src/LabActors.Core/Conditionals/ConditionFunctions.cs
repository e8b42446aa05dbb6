using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>The functions and the quantities of conditions.</summary>
internal static class ConditionFunctions
{
    public const string BetweenName = "between";

    /// <summary>Functions of a name: what they make of its readings.</summary>
    private static readonly FrozenDictionary<string, ValueQuantity> Statistics = new Dictionary<string, ValueQuantity>
    {
        ["slope"] = ValueQuantity.Slope,
        ["average"] = ValueQuantity.Average,
        ["max"] = ValueQuantity.Maximum,
        ["min"] = ValueQuantity.Minimum,
    }.ToFrozenDictionary();

    /// <summary>Functions of numbers, with the fewest and the most that they take.</summary>
    private static readonly FrozenDictionary<string, (int Fewest, int Most, Func<double[], double> Value)> OfNumbers =
        new Dictionary<string, (int, int, Func<double[], double>)>
        {
            ["abs"] = (1, 1, x => Math.Abs(x[0])),
            ["sqrt"] = (1, 1, x => Math.Sqrt(x[0])),
            ["log"] = (1, 1, x => Math.Log(x[0])),
            ["log10"] = (1, 1, x => Math.Log10(x[0])),
            ["exp"] = (1, 1, x => Math.Exp(x[0])),
            ["max"] = (2, 16, x => x.Max()),
            ["min"] = (2, 16, x => x.Min()),
        }.ToFrozenDictionary();

    private static readonly ImmutableArray<(string Name, ValueQuantity Quantity)> Quantities =
    [
        ("cur", ValueQuantity.Current),
        ("current", ValueQuantity.Current),
        ("bs_corrected", ValueQuantity.BaselineCorrected),
        ("bs", ValueQuantity.Baseline),
        ("std_dev", ValueQuantity.Error),
        ("stddev", ValueQuantity.Error),
        ("sd", ValueQuantity.Error),
        ("deflection", ValueQuantity.Deflection),
        ("inactive", ValueQuantity.Inactive),
    ];

    /// <summary>What may stand behind a name and a point.</summary>
    public static ImmutableArray<string> QuantityNames { get; } = [.. Quantities.Select(q => q.Name)];

    public static ImmutableArray<string> Names { get; } = [BetweenName, .. Statistics.Keys.Concat(OfNumbers.Keys).Distinct().Order(StringComparer.Ordinal)];

    public static bool IsFunction(string name) => name == BetweenName || Statistics.ContainsKey(name) || OfNumbers.ContainsKey(name);

    public static ValueQuantity? Statistic(string name) => Statistics.TryGetValue(name, out var quantity) ? quantity : null;

    public static ValueQuantity? Quantity(string name) =>
        Quantities.Where(q => q.Name == name).Select(q => (ValueQuantity?)q.Quantity).FirstOrDefault();

    /// <summary>What is wrong with a call, null when nothing is.</summary>
    public static string? Fault(string name, int arguments)
    {
        if (!OfNumbers.TryGetValue(name, out var function))
            return $"found {name}(...) of a calculation, expected one isotope or detector, such as {name}(Ar40)";
        if (arguments >= function.Fewest && arguments <= function.Most)
            return null;
        return Statistics.ContainsKey(name)
            ? $"found {name}(...) of {arguments} value, expected an isotope or detector such as {name}(Ar40), or two numbers or more"
            : $"found {arguments} values in {name}(...), expected {function.Fewest}";
    }

    public static double Value(string name, double[] arguments) => OfNumbers[name].Value(arguments);
}
