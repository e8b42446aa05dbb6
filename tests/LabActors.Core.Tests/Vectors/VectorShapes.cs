using System.Text.Json;

namespace LabActors.Core.Tests.Vectors;

/// <summary>
/// The category of a vector that does not name it, by the fields that only vectors of its kind have: those of regression and of ages.
/// </summary>
internal static class VectorShapes
{
    private static readonly (string Category, string Part, string Field)[] Shapes =
    [
        ("live_stream", "expected", "stream"),
        ("exponential", "inputs", "model"),
        ("blank_interpolation", "inputs", "kind"),
        ("york", "inputs", "xserr"),
        ("weighted_polynomial", "inputs", "yserr"),
        ("prediction", "inputs", "predict_at"),
        ("intercept", "expected", "intercept"),
        ("constants", "expected", "lambda_b"),
        ("flux", "inputs", "monitor_age_years"),
        ("age_equation", "inputs", "include_decay_error"),
        ("step_heat", "inputs", "steps"),
        ("full_chain", "inputs", "isotopes"),
        ("argon_split", "inputs", "Ar40_39_38_37_36_corrected"),
        ("abundance_sensitivity", "inputs", "Ar40_39_38_37_36"),
        ("decay_factors", "inputs", "segments_power_durationdays_elapseddays"),
        ("plateau", "inputs", "gas_fraction"),
        ("group_mean", "expected", "weighted_mean"),
        ("mswd_limits", "expected", "limits"),
        ("mswd_probability", "inputs", "mswd"),
        ("mean_j", "expected", "saved_mean_j"),
        ("age_converter", "inputs", "original_monitor_age"),
    ];

    public static string Category(Vector vector)
    {
        if (!vector.Has("inputs") || !vector.Has("expected")) return "";
        var category = Shapes.FirstOrDefault(shape => vector[shape.Part].TryGetProperty(shape.Field, out _)).Category ?? "";
        return category == "weighted_polynomial" && !vector["inputs"].TryGetProperty("fit", out _) ? "weighted_mean" : category;
    }

    /// <summary>Numbers of a list, by Python's names where they are none.</summary>
    public static double[] Numbers(this JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    public static double Number(this JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.Number => number.GetDouble(),
        JsonValueKind.String when number.GetString() == "Infinity" => double.PositiveInfinity,
        JsonValueKind.String when number.GetString() == "-Infinity" => double.NegativeInfinity,
        _ => double.NaN,
    };

    /// <summary>Equal to a part of the expected value.</summary>
    public static void ShouldBeNear(this double? found, double expected, double relative, string what)
    {
        found.ShouldNotBeNull(what);
        found.Value.ShouldBe(expected, Math.Max(Math.Abs(expected) * relative, 1e-300), what);
    }
}
