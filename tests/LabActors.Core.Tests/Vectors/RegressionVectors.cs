using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Vectors;

/// <summary>Checks of regression vectors. Values to 1e-9; errors to 1e-9, but 2e-6 where the original's table of Student's t has its own rounding.</summary>
internal static class RegressionVectors
{
    private const double Value = 1e-9, TableOfT = 2e-6;

    public static readonly Dictionary<string, Action<Vector>> Checks = new()
    {
        ["intercept"] = Intercept,
        ["live_stream"] = Stream,
        ["prediction"] = Predicts,
        ["weighted_polynomial"] = FitsWeighted,
        ["weighted_mean"] = MeansWeighted,
        ["exponential"] = FitsExponential,
        ["blank_interpolation"] = Interpolates,
        ["york"] = FitsYork,
    };

    private static void Intercept(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var (x, y) = Points(inputs);
        var (plan, notes) = Plan(inputs);
        notes.ShouldBeEmpty(vector.Id);
        var result = Regression.Fit(x, y, plan, Excluded(inputs), Optional(inputs, "time_zero_offset"));
        result.Total.ShouldBe(x.Length, vector.Id);
        if (!double.IsFinite(y.Sum()) || expected.GetProperty("intercept").GetDouble() == 0)
        {
            Sane(vector, x, y, plan, result);
            return;
        }

        var used = expected.GetProperty("n_used").GetInt32();
        var coefficients = expected.TryGetProperty("coefficients", out var c) ? c.Numbers() : [];
        result.Used.ShouldBe(used, vector.Id);
        if (used < coefficients.Length)
        {
            // The original gives some curve out of infinitely many; here the points get the curve that they determine.
            result.Coefficients.Length.ShouldBe(used, vector.Id);
            result.Error.ShouldBeNull(vector.Id);
            result.Notes.ShouldContain(note => note.Contains("is used"), vector.Id);
            return;
        }

        result.Intercept.ShouldBeNear(expected.GetProperty("intercept").GetDouble(), Value, vector.Id);
        foreach (var (found, right) in result.Coefficients.Zip(coefficients)) ((double?)found).ShouldBeNear(right, 1e-8, vector.Id);
        if (used == coefficients.Length) result.Error.ShouldBeNull($"{vector.Id}: unknown, and not 0");
        else result.Error.ShouldBeNear(expected.GetProperty("error").GetDouble(), plan.Error == ErrorKind.Ci ? TableOfT : Value, vector.Id);
        if (expected.TryGetProperty("outlier_excluded", out var outliers))
            result.Outliers.ShouldBe(outliers.EnumerateArray().Select(i => i.GetInt32()), vector.Id);
        if (expected.TryGetProperty("saved_by_lab", out var saved))
        {
            // raw data are rounded to seven digits when they are saved, reviewed fits are made from them
            result.Intercept.ShouldBeNear(saved.GetProperty("value").GetDouble(), 1e-6, vector.Id);
            result.Error.ShouldBeNear(saved.GetProperty("error").GetDouble(), 1e-3, vector.Id);
        }
    }

    /// <summary>Where the original loses everything (one NaN, a constant, one point), the good points are fitted and nothing becomes 0.</summary>
    private static void Sane(Vector vector, double[] x, double[] y, FitPlan plan, RegressionResult result)
    {
        var good = Enumerable.Range(0, x.Length).Where(i => double.IsFinite(y[i])).ToArray();
        var alone = Regression.Fit([.. good.Select(i => x[i])], [.. good.Select(i => y[i])], plan);
        result.Used.ShouldBe(good.Length, vector.Id);
        result.Intercept.ShouldBe(alone.Intercept, vector.Id);
        result.Intercept!.Value.ShouldBeInRange(0.9 * good.Min(i => y[i]), 1.1 * good.Max(i => y[i]), vector.Id);
        if (good.Length < y.Length) result.Notes.ShouldContain(note => note.Contains("not numbers"), vector.Id);
        if (good.Length == 1) result.Error.ShouldBeNull(vector.Id);
        else result.Error.ShouldBe(alone.Error, vector.Id);
    }

    private static void Stream(Vector vector)
    {
        var (x, y) = Points(vector["inputs"]);
        var (plan, _) = Plan(vector["inputs"]);
        var live = LiveSeries.Empty("Ar40", "H1", new FitSetting(vector["inputs"].GetProperty("fit").GetString()!));
        var added = 0;
        foreach (var state in vector["expected"].GetProperty("stream").EnumerateArray())
        {
            var count = state.GetProperty("count").GetInt32();
            for (; added < count; added++) live = live.Add(new SeriesPoint(x[added], y[added], added + 1));
            var freedom = count - (int)plan.At(count).Fit - 1;
            if (freedom >= 0) live.Intercept!.Value.Value.ShouldBe(state.GetProperty("intercept").GetDouble(), Math.Abs(state.GetProperty("intercept").GetDouble()) * Value, $"{vector.Id} at {count}");
            if (freedom > 0) live.Fit.Error.ShouldBeNear(state.GetProperty("error").GetDouble(), Value, $"{vector.Id} at {count}");
            else live.Fit.Error.ShouldBeNull($"{vector.Id} at {count}");
        }
    }

    private static void Predicts(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var (x, y) = Points(inputs);
        var (plan, _) = Plan(inputs);
        foreach (var (at, (value, error)) in inputs.GetProperty("predict_at").Numbers().Zip(expected.GetProperty("predictions").Numbers().Zip(expected.GetProperty("errors").Numbers())))
        {
            // a prediction elsewhere is the intercept of the shifted series
            var shifted = Regression.Fit(x, y, plan, timeZeroOffset: at);
            shifted.Intercept.ShouldBeNear(value, Value, vector.Id);
            shifted.Error.ShouldBeNear(error, Value, vector.Id);
        }

        var line = Regression.Fit(x, y, FitPlan.Of(FitChoice.SignalDefault));
        line.StandardError.ShouldBeNear(expected.GetProperty("standard_error_of_fit").GetDouble(), Value, vector.Id);
        line.Error.ShouldBeNear(expected.GetProperty("coefficient_errors")[0].GetDouble(), Value, vector.Id);
    }

    private static void FitsWeighted(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var (x, y) = Points(inputs);
        var (plan, _) = Plan(inputs);
        var fit = WeightedPolynomial.Fit(x, y, inputs.GetProperty("yserr").Numbers(), (int)plan.At(x.Length).Fit);
        Same(fit.Coefficients, expected.GetProperty("coefficients"), Value, vector.Id);
        Same(fit.CoefficientErrors.Select(e => e * Math.Sqrt(fit.Mswd)), expected.GetProperty("coefficient_errors"), Value, vector.Id);
        ((double?)fit.StandardError).ShouldBeNear(expected.GetProperty("standard_error_of_fit").GetDouble(), Value, vector.Id);
        double[] at = inputs.GetProperty("predict_at").Numbers();
        Same(at.Select(fit.At), expected.GetProperty("predictions"), Value, vector.Id);

        // The original's MSWD is that of the values about their weighted mean, whatever the curve; widened by that of the curve the error is this.
        var about = WeightedMean.Of(y.Zip(inputs.GetProperty("yserr").Numbers(), (v, e) => new Quantity(v, e)))!.Mswd * (x.Length - 1) / (x.Length - fit.Coefficients.Length);
        ((double?)about).ShouldBeNear(expected.GetProperty("mswd").GetDouble(), Value, vector.Id);
        var original = plan.Error == ErrorKind.Msem ? Math.Sqrt(about / fit.Mswd) : 1;
        Same(at.Select(t => fit.ErrorAt(t, plan.Error) * original), expected.GetProperty("errors"), Value, vector.Id);
    }

    private static void MeansWeighted(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var values = inputs.GetProperty("ys").Numbers().Zip(inputs.GetProperty("yserr").Numbers(), (y, e) => new Quantity(y, e)).ToArray();
        var mean = WeightedMean.Of(values)!;
        ((double?)mean.Mean).ShouldBeNear(expected.GetProperty("mean").GetDouble(), Value, vector.Id);
        ((double?)mean.Mswd).ShouldBeNear(expected.GetProperty("mswd").GetDouble(), Value, vector.Id);
        var kind = inputs.GetProperty("error_type").GetString();
        var error = kind switch
        {
            // "SD" is that of the values without weights
            "SD" => Regression.Fit([.. values.Select((_, i) => (double)i)], [.. values.Select(v => v.Value)], new FitChoice(FitKind.Average, ErrorKind.Sd)).Error,
            "SE" => mean.ErrorOf(ErrorKind.Sem),
            _ => mean.ErrorOf(ErrorKind.Msem),
        };
        error.ShouldBeNear(expected.GetProperty("error").GetDouble(), Value, vector.Id);
    }

    private static void FitsExponential(Vector vector)
    {
        var expected = vector["expected"];
        var (x, y) = Points(vector["inputs"]);
        var fit = Regression.Fit(x, y, new FitChoice(FitKind.Exponential, ErrorKind.Sem));
        fit.Choice.Fit.ShouldBe(FitKind.Exponential);
        Same(fit.Coefficients, expected.GetProperty("coefficients_abc"), 1e-6, vector.Id);
        fit.Intercept.ShouldBeNear(expected.GetProperty("prediction_0").GetDouble(), 1e-6, vector.Id);
        fit.StandardError.ShouldBeNear(expected.GetProperty("standard_error_of_fit").GetDouble(), 1e-6, vector.Id);

        // The original's error at 0 is 0 (a defect). The true one is that of a + c with their covariance: between their difference and their sum.
        var errors = expected.GetProperty("coefficient_errors_abc").Numbers();
        fit.Error!.Value.ShouldBeInRange(Math.Abs(errors[0] - errors[2]), errors[0] + errors[2], vector.Id);
        fit.Error.Value.ShouldBe(Jackknife(x, y), 0.5 * fit.Error.Value, vector.Id);
        Regression.Fit(x, y, new FitChoice(FitKind.Exponential, ErrorKind.MonteCarlo)).Error!.Value.ShouldBe(fit.Error.Value, 0.05 * fit.Error.Value, vector.Id);
    }

    /// <summary>The error of the intercept from fits that leave out one point each (Tukey): it knows no formula.</summary>
    private static double Jackknife(double[] x, double[] y)
    {
        var parts = Enumerable.Range(0, x.Length)
            .Select(left => Regression.Fit([.. x.Where((_, i) => i != left)], [.. y.Where((_, i) => i != left)], new FitChoice(FitKind.Exponential, ErrorKind.Sem)).Intercept!.Value)
            .ToArray();
        var mean = parts.Average();
        return Math.Sqrt(parts.Sum(p => (p - mean) * (p - mean)) * (x.Length - 1) / x.Length);
    }

    private static void Interpolates(Vector vector)
    {
        var inputs = vector["inputs"];
        var (times, t) = (inputs.GetProperty("xs").Numbers(), inputs.GetProperty("t").GetDouble());
        var values = inputs.GetProperty("ys").Numbers().Zip(inputs.GetProperty("yserr").Numbers(), (y, e) => new Quantity(y, e)).ToArray();
        var kind = inputs.GetProperty("kind").GetString();
        var found = kind switch
        {
            "preceding" => BlankInterpolation.Preceding(times, values, t),
            "succeeding" => BlankInterpolation.Succeeding(times, values, t),
            "bracketing average" => BlankInterpolation.BracketingAverage(times, values, t),
            _ => BlankInterpolation.BracketingInterpolation(times, values, t),
        };
        if (kind == "bracketing average" && (t < times[0] || t > times[^1]))
        {
            // The original averages the first blank with itself, also after the last one: nothing brackets here, the nearest one counts as it is.
            found.ShouldBe(t < times[0] ? values[0] : values[^1], vector.Id);
            return;
        }

        ((double?)found.Value).ShouldBeNear(vector["expected"].GetProperty("value")[0].GetDouble(), Value, vector.Id);
        found.Error.ShouldBeNear(vector["expected"].GetProperty("error")[0].GetDouble(), Value, vector.Id);
    }

    private static void FitsYork(Vector vector)
    {
        var (inputs, expected) = (vector["inputs"], vector["expected"]);
        var (x, y) = Points(inputs);
        var (sx, sy) = (inputs.GetProperty("xserr").Numbers(), inputs.GetProperty("yserr").Numbers());
        var line = YorkRegression.Of([.. x.Select((_, i) => new CorrelatedPoint(x[i], sx[i], y[i], sy[i]))])!;
        ((double?)line.Slope).ShouldBeNear(expected.GetProperty("slope").GetDouble(), Value, vector.Id);
        ((double?)line.Intercept).ShouldBeNear(expected.GetProperty("intercept").GetDouble(), Value, vector.Id);
        ((double?)line.Mswd).ShouldBeNear(expected.GetProperty("mswd").GetDouble(), Value, vector.Id);
        ((double?)(line.SlopeError * line.Excess)).ShouldBeNear(expected.GetProperty("slope_err").GetDouble(), Value, vector.Id);
        ((double?)(line.InterceptError * line.Excess)).ShouldBeNear(expected.GetProperty("intercept_err").GetDouble(), Value, vector.Id);
    }

    private static void Same(IEnumerable<double> found, JsonElement expected, double relative, string what)
    {
        var right = expected.Numbers();
        foreach (var (value, wanted) in found.ToArray().Zip(right)) ((double?)value).ShouldBeNear(wanted, relative, what);
        found.Count().ShouldBe(right.Length, what);
    }

    private static (double[] X, double[] Y) Points(JsonElement inputs)
    {
        if (!inputs.TryGetProperty("blob", out var blob)) return (inputs.GetProperty("xs").Numbers(), inputs.GetProperty("ys").Numbers());
        inputs.GetProperty("format").GetString().ShouldBe(">ff");
        var bytes = Convert.FromBase64String(blob.GetString()!);
        double At(int index) => BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(index * 4));
        var n = bytes.Length / 8;
        return ([.. Enumerable.Range(0, n).Select(i => At(2 * i))], [.. Enumerable.Range(0, n).Select(i => At((2 * i) + 1))]);
    }

    private static (FitPlan Plan, ImmutableArray<string> Notes) Plan(JsonElement inputs) => FitPlan.Parse(new FitSetting(
        inputs.GetProperty("fit").GetString()!,
        inputs.TryGetProperty("error_type", out var error) ? error.GetString() ?? "" : "",
        inputs.TryGetProperty("filter_outliers_dict", out var filter) && filter.ValueKind == JsonValueKind.Object && filter.GetProperty("filter_outliers").GetBoolean()
            ? new OutlierFilter(filter.GetProperty("iterations").GetInt32(), filter.GetProperty("std_devs").GetDouble())
            : null));

    private static Exclusions Excluded(JsonElement inputs) => new(
        inputs.TryGetProperty("user_excluded", out var points) && points.ValueKind == JsonValueKind.Array ? [.. points.EnumerateArray().Select(i => i.GetInt32())] : [],
        inputs.TryGetProperty("truncate", out var truncate) ? truncate.GetString() ?? "" : "");

    private static double Optional(JsonElement inputs, string name) =>
        inputs.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;
}
