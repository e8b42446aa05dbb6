using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using static LabActors.Core.Journal.Events.ConditionalEvents;

namespace LabActors.Core.Tests.Conditionals;

public sealed class RatioChangeTests
{
    private static readonly ImmutableArray<string> Isotopes = ["Ar40", "Ar39", "Ar36"];
    private static readonly RatioChangeCheck Airs = new("Ar40", "Ar36", "air", 3, null, 10, null, null, null, 2, InARow: true, NoticeOnly: false);

    [Theory]
    [InlineData("295 296 297 310 311", "....A")]
    [InlineData("295 296 297 310 296 311", "......")]
    [InlineData("310 320 330 400", "...F")]
    [InlineData("295 296 297 310 311 312 313", "....A.A")]
    [InlineData("295 296", "..")]
    public void Two_failures_in_a_row_are_an_alarm_and_failures_are_no_standard(string values, string expected)
    {
        var seen = Play(Airs, values);

        string.Concat(seen.Select(m => m.IsAlarm ? 'A' : '.')).ShouldBe(expected.Replace('F', '.'));
        if (expected.Contains('F'))
            seen[^1].Change.ShouldBe("differs by 80 from 320, limit 10");
    }

    [Fact]
    public void Failures_need_not_follow_one_another_where_it_is_not_said() =>
        Play(Airs with { InARow = false }, "295 296 297 310 296 311").Select(m => m.IsAlarm).ShouldBe([false, false, false, false, false, true]);

    [Theory]
    [InlineData(298.0, null, 1.0, null, null, "302", "differs by 1.342 % from 298, limit 1 %")]
    [InlineData(298.0, 3.0, null, null, null, "299", "")]
    [InlineData(null, null, null, 3.0, null, "295 296 297 300", "differs by 4 standard deviations from 296, limit 3")]
    [InlineData(null, null, null, null, 2.0, "295 296 297 310", "MSWD")]
    [InlineData(null, null, null, 3.0, null, "295 295 295 300", "differs by")]
    public void Each_limit_is_looked_at(double? nominal, double? threshold, double? percent, double? sigmas, double? mswd, string values, string change)
    {
        var check = Airs with { Nominal = nominal, Threshold = threshold, PercentThreshold = percent, Sigmas = sigmas, MswdThreshold = mswd };

        Play(check, values)[^1].Change.ShouldStartWith(change);
    }

    [Fact]
    public void What_a_run_came_to_is_found_again()
    {
        var seen = Play(Airs, "295 296 297 310 311");
        var history = seen.Aggregate(RatioHistory.Empty, (known, m) => known.Apply(m));

        history.Of(seen[4].RunUuid).ShouldBe([seen[4]]);
        seen[4].IsAlarm.ShouldBeTrue();
        history.Of("another").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("- ratio: Ar40/Ar41\n  threshold: 1\n  analysis_type: air\n", 1, "expected two isotopes")]
    [InlineData("- ratio: Ar40/Ar36\n  thershold: 1\n  nsigma: 3\n  analysis_type: air\n", 2, "do you mean 'threshold'")]
    [InlineData("- ratio: Ar40/Ar36\n  analysis_type: air\n", 1, "found no limit")]
    [InlineData("- ratio: Ar40/Ar36\n  threshold: 0\n  analysis_type: air\n", 2, "a number above 0")]
    [InlineData("- ratio: Ar40/Ar36\n  threshold: 1\n  nanalyses: 2.5\n  analysis_type: air\n", 3, "a whole number")]
    [InlineData("- ratio: Ar40/Ar36\n  threshold: 1\n", 1, "analysis_type")]
    [InlineData("ratio: Ar40/Ar36\n", 1, "expected a list of ratios")]
    [InlineData("- ratio: Ar40/Ar36\n  threshold: 1\n  analysis_type: air\n  consecutive_failure: perhaps\n", 4, "True or False")]
    public void What_is_wrong_is_told_with_its_line(string text, int line, string message)
    {
        var (checks, problems) = RatioChangeFile.Read(text, "r.yaml", Isotopes);

        checks.ShouldBeEmpty();
        var problem = problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(line);
        $"{problem.Field}: {problem.Message}".ShouldContain(message);
    }

    [SharedCasesFact]
    public void The_real_file_is_read()
    {
        var path = Path.Combine(Repository.SharedCases, "ratio_change_detection.yaml");
        var (checks, problems) = RatioChangeFile.Read(File.ReadAllText(path), path, Isotopes);

        problems.ShouldBeEmpty();
        checks.Select(c => (c.Ratio, c.AnalysisType, c.Threshold, c.Failures, c.InARow)).ShouldBe([("Ar40/Ar36", "air", 10, 2, true), ("Ar40/Ar39", "cocktail", 2, 2, true)]);
    }

    private static ImmutableArray<RatioMeasured> Play(RatioChangeCheck check, string values)
    {
        var history = RatioHistory.Empty;
        var all = ImmutableArray.CreateBuilder<RatioMeasured>();
        foreach (var (value, i) in values.Split(' ').Select((v, i) => (double.Parse(v, System.Globalization.CultureInfo.InvariantCulture), i)))
        {
            var measured = history.Judge(DateTimeOffset.UnixEpoch, $"u{i}", $"a-{i}", "Argus", [new RatioValue(check, value, 1)]).Single();
            history = history.Apply(measured);
            all.Add(measured);
        }

        return all.ToImmutable();
    }
}
