using System.Buffers.Binary;
using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using LabActors.Core.Tests.Vectors;

namespace LabActors.Core.Tests.Conditionals;

/// <summary>Conditionals on the live analysis of a run.</summary>
public sealed class LiveConditionalTests
{
    private static readonly DateTimeOffset Zero = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ConditionVocabulary Names = new(["Ar40", "Ar36"], ["H1", "CDD"], [], []);

    /// <summary>Scenario 20 of reference/data.md §6: a real series of 120 points, the lab's own baseline.</summary>
    [SharedVectorsTheory]
    [InlineData("Ar40.bs_corrected>4400", 19)]
    [InlineData("Ar40.bs_corrected>5000", 120)]
    public void Scenario_20_a_truncation_on_a_real_series(string test, int points)
    {
        var vector = VectorFiles.Of(VectorFiles.Shared("regression_vectors_real.json")).Single(v => v.Id.EndsWith("26233-07A_signal_Ar40", StringComparison.Ordinal));
        var series = Points(vector["inputs"].GetProperty("blob").GetString()!);
        var conditional = new Conditional { Kind = ConditionalKind.Truncation, Level = ConditionalLevel.Run, Test = test, Start = 5, Frequency = 5, Trips = 3 };
        var (taken, trip) = Play(conditional, series, new Quantity(0.20653985, 0.00607447));

        taken.ShouldBe(points);
        if (points == series.Length)
            trip.ShouldBeNull();
        else
            trip!.Seen.Single().Value!.Value.ShouldBe(4455.4415104, 1e-5);
    }

    [Theory]
    [InlineData("Ar40>99", 0, true)]
    [InlineData("Ar40>99", 5, false)]
    [InlineData("Ar40.cur<70", 0, true)]
    [InlineData("slope(Ar40)<-3.9", 0, true)]
    [InlineData("slope(H1)<-3.9", 3, true)]
    [InlineData("max(Ar40)<81", 5, true)]
    [InlineData("average(Ar40)<80", 0, false)]
    [InlineData("H1.inactive", 0, false)]
    [InlineData("CDD.inactive", 0, true)]
    [InlineData("Ar40.bs_corrected>0", 0, null)]
    [InlineData("Ar36>0", 0, null)]
    [InlineData("Ar40/Ar36>0", 0, null)]
    [InlineData("instant_age>0", 0, null)]
    [InlineData("H1>60", 0, true)]
    [InlineData("CDD>0", 0, null)]
    public void A_condition_on_ten_readings_that_fall_by_four_a_second(string test, int window, bool? expected)
    {
        ImmutableArray<(double, double)> series = [.. Enumerable.Range(0, 10).Select(i => ((double)i, 100.0 - (4 * i)))];
        var analysis = series.Aggregate(Begun(null), (a, p) => a.Apply(Reading(p, 1)));
        var newest = ImmutableDictionary<string, double>.Empty.Add("H1", 64);

        Condition.Bind(test, "", window, Names).Condition!
            .Evaluate(new LiveMeasuredValues(analysis, newest, ImmutableDictionary<ConditionValue, MeasuredValue>.Empty, ImmutableDictionary<string, double>.Empty, false))
            .Holds.ShouldBe(expected);
    }

    private static (int Taken, ConditionalTrip? Trip) Play(Conditional conditional, ImmutableArray<(double Seconds, double Intensity)> series, Quantity baseline)
    {
        var set = new[] { InstalledConditional.Bind(conditional.WithId(), Names)! };
        var analysis = Begun(baseline);
        var counters = ConditionalCounters.None;
        for (var count = 1; count <= series.Length; count++)
        {
            var values = new LiveMeasuredValues(analysis, null, ImmutableDictionary<ConditionValue, MeasuredValue>.Empty, ImmutableDictionary<string, double>.Empty, false);
            var round = ConditionalRound.BeforeCount(set, counters, "unknown", count, false, values);
            counters = round.Counters;
            if (round.Acting is { } trip)
                return (count - 1, trip);
            analysis = analysis.Apply(Reading(series[count - 1], count));
        }

        return (series.Length, null);
    }

    private static LiveAnalysis Begun(Quantity? baseline)
    {
        var inputs = baseline is { } b
            ? AnalysisInputs.None with { Earlier = new CarriedOver(null, new PreviousBaselines("", "26233-06A", ImmutableDictionary<string, Quantity>.Empty.Add("H1", b))) }
            : null;
        return LiveAnalysis.Empty
            .Apply(new RunEvents.RunStarted(Zero, "u", "q", "26233-07A", 7, 0, "Jan", "", new RunSpec { Labnumber = "26233" }, false, false, false, "", inputs))
            .Apply(new MeasurementEvents.SeriesStarted(Zero, 1, RunSeries.Signal, 120, 1, Zero, ImmutableDictionary<string, string>.Empty.Add("H1", "Ar40")));
    }

    private static MeasurementEvents.ReadingTaken Reading((double Seconds, double Intensity) point, int count) => new(
        Zero.AddSeconds(point.Seconds), 1, count, ImmutableDictionary<string, double>.Empty.Add("H1", point.Intensity), ImmutableDictionary<string, string>.Empty);

    private static ImmutableArray<(double, double)> Points(string blob)
    {
        var bytes = Convert.FromBase64String(blob);
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(i => (
            (double)BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(i * 8)), (double)BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan((i * 8) + 4))))];
    }
}
