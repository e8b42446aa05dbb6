using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Reduction;

/// <summary>Numbers are those of Draper and Smith's steam data and of the regression vectors, restated.</summary>
public sealed class RegressionTests
{
    private static readonly double[] Times = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24];
    private static readonly double[] Intensities = [99.116, 97.864, 97.194, 96.556, 95.3, 94.596, 93.534, 93.174, 92.376, 91.54, 91.046, 90.214];

    [Theory]
    [InlineData("linear_SEM", 99.53951515151519, 0.14964444273937183)]
    [InlineData("linear_SD", 99.53951515151519, 0.28550340040656025)]
    [InlineData("linear_CI", 99.53951515151519, 0.16468261139538595)]
    [InlineData("parabolic_SEM", 100.01295454545463, 0.17769955123291764)]
    [InlineData("cubic", 100.0527272727, 0.2978113413)]
    [InlineData("average_SEM", 94.37583333333333, 0.8295546983)]
    [InlineData("average_SD", 94.37583333333333, 2.8736617702327045)]
    [InlineData("average_SE", 94.37583333333333, 2.8736617702327045)]
    public void The_intercept_and_its_error_agree_with_the_published_numbers(string fit, double intercept, double error)
    {
        var (plan, notes) = FitPlan.Parse(new FitSetting(fit));
        var result = Regression.Fit(Times, Intensities, plan);

        notes.ShouldBeEmpty();
        result.Notes.ShouldBeEmpty();
        result.Intercept!.Value.ShouldBe(intercept, Math.Abs(intercept) * 1e-9);
        result.Error!.Value.ShouldBe(error, error * 2e-6);
        result.Used.ShouldBe(12);
        result.Total.ShouldBe(12);
    }

    [Fact]
    public void The_steam_data_of_Draper_and_Smith_give_the_book_s_line()
    {
        double[] x = [35.3, 29.7, 30.8, 58.8, 61.4, 71.3, 74.4, 76.7, 70.7, 57.5, 46.4, 28.9, 28.1, 39.1, 46.8, 48.5, 59.3, 70.0, 70.0, 74.5, 72.1, 58.1, 44.6, 33.4, 28.6];
        double[] y = [10.98, 11.13, 12.51, 8.4, 9.27, 8.73, 6.36, 8.5, 7.82, 9.14, 8.24, 12.19, 11.88, 9.57, 10.94, 9.58, 10.09, 8.11, 6.83, 8.88, 7.68, 8.47, 8.86, 10.36, 11.08];

        var result = Regression.Fit(x, y, new(FitKind.Linear, ErrorKind.Sem));

        result.Intercept!.Value.ShouldBe(13.62298926817268, 1e-9);
        result.Coefficients[1].ShouldBe(-0.0798286933112677, 1e-9);
        result.Error!.Value.ShouldBe(0.5814634941477709, 1e-9);
        result.StandardError!.Value.ShouldBe(0.8901245161193019, 1e-9);
        result.At(28.6).ShouldBe(11.339888639470423, 1e-9);
    }

    [Theory]
    [InlineData(3, "parabolic", "parabolic", 100.94999999999996)]
    [InlineData(2, "parabolic", "linear", 100.368)]
    [InlineData(1, "parabolic", "average", 99.116)]
    [InlineData(1, "linear", "average", 99.116)]
    public void Few_points_get_the_curve_they_can_bear_and_no_error_that_they_do_not_know(int points, string asked, string used, double intercept)
    {
        var result = Regression.Fit(Times[..points], Intensities[..points], FitPlan.Parse(new FitSetting(asked)).Plan);

        result.Choice.FitName.ShouldBe(used);
        result.Intercept!.Value.ShouldBe(intercept, 1e-9);
        result.Error.ShouldBeNull();
        result.Notes.ShouldContain(note => note.Contains("error") && note.Contains("unknown"));
        if (used != asked) result.Notes.ShouldContain(note => note.Contains($"{used} is used"));
    }

    [Fact]
    public void A_series_without_points_has_no_intercept_and_says_so()
    {
        var result = Regression.Fit([], [], FitChoice.SignalDefault);

        result.Intercept.ShouldBeNull();
        result.Error.ShouldBeNull();
        double.IsNaN(result.At(0)).ShouldBeTrue();
        result.Notes.ShouldHaveSingleItem().ShouldContain("no point");
    }

    [Fact]
    public void One_value_that_is_not_a_number_is_left_out_and_told_instead_of_spoiling_the_fit()
    {
        double[] spoiled = [.. Intensities];
        spoiled[3] = double.NaN;
        double[] times = [.. Times.Where((_, i) => i != 3)], rest = [.. Intensities.Where((_, i) => i != 3)];

        var result = Regression.Fit(Times, spoiled, FitChoice.SignalDefault);

        result.Intercept.ShouldBe(Regression.Fit(times, rest, FitChoice.SignalDefault).Intercept);
        (result.Used, result.Total).ShouldBe((11, 12));
        result.Notes.ShouldHaveSingleItem().ShouldContain("1 of 12 points");
    }

    [Fact]
    public void A_constant_series_keeps_its_value_and_has_no_error()
    {
        foreach (var fit in Enum.GetValues<FitKind>())
        {
            var filtered = FitPlan.Of(new(fit, ErrorKind.Sem), new OutlierFilter(2, 2));
            var result = Regression.Fit(Times, [.. Times.Select(_ => 5.0)], filtered);
            result.Intercept.ShouldBe(5.0);
            result.Error.ShouldBe(0.0);
            result.Used.ShouldBe(Times.Length);
        }
    }

    [Fact]
    public void Readings_at_one_instant_only_cannot_bear_a_line()
    {
        var result = Regression.Fit([3, 3, 3], [1, 2, 3], FitChoice.SignalDefault);

        result.Choice.Fit.ShouldBe(FitKind.Average);
        result.Intercept.ShouldBe(2);
        result.Notes.ShouldContain(note => note.Contains("average is used"));
    }

    [Fact]
    public void Without_errors_of_the_points_an_MSEM_is_the_SEM_and_says_so()
    {
        var result = Regression.Fit(Times, Intensities, FitPlan.Parse(new FitSetting("linear_MSEM")).Plan);

        result.Error.ShouldBe(Regression.Fit(Times, Intensities, FitChoice.SignalDefault).Error);
        result.Notes.ShouldHaveSingleItem().ShouldContain("MSWD");
    }

    [Fact]
    public void A_live_stream_has_the_intercepts_of_the_vector_at_its_counts()
    {
        // the small series, as its points come in; each prefix is a fit of its own
        Regression.Fit(Times[..4], Intensities[..4], FitPlan.Parse(new FitSetting("parabolic")).Plan).Intercept!.Value.ShouldBe(100.53750000000002, 1e-9);
        Regression.Fit(Times[..4], Intensities[..4], FitPlan.Parse(new FitSetting("parabolic")).Plan).Error!.Value.ShouldBe(0.342372238944706, 1e-9);
        Regression.Fit(Times[..4], Intensities[..4], FitPlan.Parse(new FitSetting("average")).Plan).Error!.Value.ShouldBe(0.5473800477425781, 1e-9);
    }
}
