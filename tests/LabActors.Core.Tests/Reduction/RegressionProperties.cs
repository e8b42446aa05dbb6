using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

/// <summary>What must hold of every series.</summary>
[Properties(Arbitrary = [typeof(RegressionProperties)], MaxTest = 200)]
public sealed class RegressionProperties
{
    /// <summary>A series as an instrument gives it: 6 to 60 readings about a second apart, from 15 s on.</summary>
    public sealed record Series(double[] Times, double[] Intensities, FitChoice Choice);

    /// <summary>Series with noise, and a fit.</summary>
    public static Arbitrary<Series> AnySeries() =>
        (from n in Gen.Choose(6, 60)
         from fit in Gen.Elements(FitKind.Average, FitKind.Linear, FitKind.Parabolic)
         from error in Gen.Elements(ErrorKind.Sem, ErrorKind.Sd)
         from start in Gen.Choose(0, 300)
         from level in Gen.Choose(-1000, 10000)
         from noise in Gen.ArrayOf(Gen.Choose(-1000, 1000), n)
         select new Series([.. Enumerable.Range(0, n).Select(i => start + (1.06 * i))], [.. noise.Select(v => level + (v / 1000.0))], new FitChoice(fit, error))).ToArbitrary();

    [Property]
    public void Adding_a_constant_shifts_the_intercept_by_it_and_leaves_the_error(Series series, short constant)
    {
        var before = Fit(series);
        var after = Regression.Fit(series.Times, [.. series.Intensities.Select(y => y + constant)], series.Choice);

        Near(after.Intercept, before.Intercept + constant, 1e-6);
        Near(after.Error, before.Error, 1e-6);
    }

    [Property]
    public void Scaling_the_intensities_scales_intercept_and_error(Series series, byte factor)
    {
        var k = 1 + (factor / 10.0);
        var after = Regression.Fit(series.Times, [.. series.Intensities.Select(y => k * y)], series.Choice);

        Near(after.Intercept, Fit(series).Intercept * k, 1e-6);
        Near(after.Error, Fit(series).Error * k, 1e-6);
    }

    [Property]
    public void The_order_of_the_points_does_not_matter(Series series, int seed)
    {
        var order = Enumerable.Range(0, series.Times.Length).ToArray();
        new Random(seed).Shuffle(order);
        var after = Regression.Fit([.. order.Select(i => series.Times[i])], [.. order.Select(i => series.Intensities[i])], series.Choice);

        Near(after.Intercept, Fit(series).Intercept, 1e-6);
        Near(after.Error, Fit(series).Error, 1e-6);
    }

    [Property]
    public void Exact_data_give_the_curve_itself_and_no_error(Series series, short a, sbyte b, sbyte c)
    {
        var degree = (int)series.Choice.Fit;
        double[] y = [.. series.Times.Select(t => a + (degree > 0 ? b / 10.0 * t : 0) + (degree > 1 ? c / 1000.0 * t * t : 0))];
        var result = Regression.Fit(series.Times, y, series.Choice);

        Near(result.Intercept, a, 1e-5);
        Near(result.Error, 0, 1e-5);
    }

    [Property]
    public void The_residuals_of_a_fit_sum_to_zero(Series series)
    {
        var result = Fit(series);
        var sum = series.Times.Zip(series.Intensities, (t, y) => y - result.At(t)).Sum();

        Math.Abs(sum).ShouldBeLessThan(1e-6 * (1 + series.Intensities.Max(Math.Abs)));
    }

    [Property]
    public void Nothing_that_an_instrument_can_send_makes_a_fit_throw_or_give_what_is_not_a_number(double[] times, double[] intensities, FitKind fit)
    {
        var n = Math.Min(times.Length, intensities.Length);
        var result = Regression.Fit(times[..n], intensities[..n], new FitChoice(fit, ErrorKind.Sem));

        result.Total.ShouldBe(n);
        if (result.Intercept is { } value) double.IsNaN(value).ShouldBeFalse();
        if (result.Error is { } error) double.IsNaN(error).ShouldBeFalse();
    }

    private static RegressionResult Fit(Series series) => Regression.Fit(series.Times, series.Intensities, series.Choice);

    private static void Near(double? found, double? expected, double tolerance) =>
        found!.Value.ShouldBe(expected!.Value, tolerance * (1 + Math.Abs(expected.Value)));
}
