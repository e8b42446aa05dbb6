using System.Text.Json;
using LabActors.Core.Conditionals;

namespace LabActors.Core.Tests.Vectors;

/// <summary>The values of an environment of the conditional vectors: static numbers (A), series with linear fits (B), nothing measured yet (C).</summary>
internal sealed class VectorValues(JsonElement environment) : IMeasuredValues
{
    /// <summary>Detectors in the newest reading; null when there is none.</summary>
    public IReadOnlyCollection<string>? Active { get; init; } = environment.TryGetProperty("active_detectors", out var active)
        ? [.. active.EnumerateArray().Select(d => d.GetString()!)]
        : null;

    /// <summary>Replaces the age.</summary>
    public double? Age { get; init; }

    public ConditionVocabulary Vocabulary => new(
        [.. Isotopes.Select(i => i.Name)],
        [.. Isotopes.Select(i => i.Value.GetProperty("detector").GetString()!)
            .Concat(Active ?? []).Concat(Keys("deflections")).Concat(["H2", "H1", "AX", "L1", "L2", "CDD", "L2(CDD)"]).Distinct()],
        [.. Keys("devices")],
        [.. Keys("pressures").Select(p => p.Split('.')).Select(p => new GaugeName(p[0], p[1], p[0], p[1]))],
        []);

    private IEnumerable<JsonProperty> Isotopes => environment.GetProperty("isotopes").EnumerateObject();

    public MeasuredValue Read(ConditionValue value, int window) => value.Source switch
    {
        ValueSource.Isotope => OfIsotope(environment.GetProperty("isotopes").GetProperty(value.Name), value.Quantity, window),
        ValueSource.Detector => OfDetector(value.Name, value.Quantity, window),
        ValueSource.Ratio => Of(Corrected(environment.GetProperty("isotopes").GetProperty(value.Name))
            / Corrected(environment.GetProperty("isotopes").GetProperty(value.Second))),
        ValueSource.Computed => Computed(value),
        ValueSource.Device => Lookup("devices", value.Name),
        ValueSource.Gauge => Lookup("pressures", $"{value.Name}.{value.Second}"),
        _ => MeasuredValue.Unavailable("is not given"),
    };

    private MeasuredValue OfDetector(string name, ValueQuantity quantity, int window)
    {
        if (quantity == ValueQuantity.Inactive)
            return Active is null ? MeasuredValue.Unavailable("was not read") : MeasuredValue.Of(!Active.Contains(name));
        if (quantity == ValueQuantity.Deflection)
            return Lookup("deflections", name);
        var isotope = Isotopes.Where(i => i.Value.GetProperty("detector").GetString() == name).Select(i => (JsonElement?)i.Value).FirstOrDefault();
        return isotope is { } found
            ? OfIsotope(found, quantity == ValueQuantity.Plain ? ValueQuantity.Current : quantity, window)
            : MeasuredValue.Unavailable("has no readings");
    }

    private static MeasuredValue OfIsotope(JsonElement isotope, ValueQuantity quantity, int window)
    {
        var ys = Points(isotope, "ys", window);
        return quantity switch
        {
            ValueQuantity.Plain when window > 0 => ys.Length > 0 ? Of(ys.Average()) : NoReadings,
            ValueQuantity.Plain => Of(Corrected(isotope)),
            ValueQuantity.BaselineCorrected => Of(Intercept(isotope) - Number(isotope, "baseline", 0)),
            ValueQuantity.Baseline => Of(Number(isotope, "baseline", double.NaN)),
            ValueQuantity.Error => Of(double.Hypot(Number(isotope, "error", double.NaN), Number(isotope, "blank_error", 0))),
            ValueQuantity.Slope => ys.Length > 1 ? Of(Line(Points(isotope, "xs", window), ys).Slope) : NoReadings,
            ValueQuantity.Average => ys.Length > 0 ? Of(ys.Average()) : NoReadings,
            ValueQuantity.Maximum => ys.Length > 0 ? Of(ys.Max()) : NoReadings,
            ValueQuantity.Minimum => ys.Length > 0 ? Of(ys.Min()) : NoReadings,
            _ => Points(isotope, "ys", 0) is [.., var last] ? Of(last) : NoReadings,
        };
    }

    private static MeasuredValue NoReadings => MeasuredValue.Unavailable("has no readings");

    private static double Corrected(JsonElement isotope) =>
        (Intercept(isotope) - Number(isotope, "baseline", 0) - Number(isotope, "blank", 0)) * Number(isotope, "ic_factor", 1);

    private static double Intercept(JsonElement isotope)
    {
        if (isotope.TryGetProperty("value", out var value))
            return value.GetDouble();
        var ys = Points(isotope, "ys", 0);
        return ys.Length > 1 ? Line(Points(isotope, "xs", 0), ys).Intercept : double.NaN;
    }

    private static (double Intercept, double Slope) Line(double[] xs, double[] ys)
    {
        var (x, y) = (xs.Average(), ys.Average());
        var slope = xs.Zip(ys).Sum(p => (p.First - x) * (p.Second - y)) / xs.Sum(v => (v - x) * (v - x));
        return (y - (slope * x), slope);
    }

    private static double[] Points(JsonElement isotope, string name, int window) =>
        isotope.TryGetProperty(name, out var points) ? [.. points.EnumerateArray().Select(p => p.GetDouble()).TakeLast(window > 0 ? window : int.MaxValue)] : [];

    private static double Number(JsonElement isotope, string name, double missing) =>
        isotope.TryGetProperty(name, out var value) ? value.GetDouble() : missing;

    private MeasuredValue Computed(ConditionValue value)
    {
        if (value.Name == "age" && Age is { } age)
            return Of(age);
        // Nothing measured: nothing is computed yet, whatever number the original starts with.
        if (Isotopes.All(i => i.Value.TryGetProperty("ys", out var ys) && ys.GetArrayLength() == 0))
            return NoReadings;
        foreach (var group in new[] { "attrs", "computed" })
        {
            if (environment.TryGetProperty(group, out var numbers) && numbers.TryGetProperty(value.Name, out var number))
                return (value.Quantity, number.ValueKind) switch
                {
                    (ValueQuantity.Error, JsonValueKind.Array) => Of(number[1].GetDouble()),
                    (ValueQuantity.Error, _) => MeasuredValue.Unavailable("has no error"),
                    (_, JsonValueKind.Array) => Of(number[0].GetDouble()),
                    _ => Of(number.GetDouble()),
                };
        }

        return MeasuredValue.Unavailable("is not computed");
    }

    private MeasuredValue Lookup(string group, string name) =>
        environment.TryGetProperty(group, out var numbers) && numbers.TryGetProperty(name, out var number)
            ? Of(number.GetDouble())
            : MeasuredValue.Unavailable("was not read");

    private IEnumerable<string> Keys(string group) =>
        environment.TryGetProperty(group, out var numbers) ? numbers.EnumerateObject().Select(n => n.Name) : [];

    private static MeasuredValue Of(double number) => MeasuredValue.Of(number);
}
