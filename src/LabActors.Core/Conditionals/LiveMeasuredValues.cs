using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Core.Conditionals;

/// <summary>The values of a run: its live analysis, the newest reading, what devices have answered, and the numbers of its scripts.</summary>
/// <param name="Analysis">What is drawn and saved is also what conditionals see.</param>
/// <param name="Newest">Detectors of the newest reading with their intensities, fA; null when there is none.</param>
/// <param name="Devices">Answers of devices, gauges and the spectrometer's deflections.</param>
/// <param name="Numbers">Behind <c>$NAME</c>.</param>
/// <param name="DuringSniff">The gas equilibrates: the readings are those of the equilibration.</param>
public sealed record LiveMeasuredValues(
    LiveAnalysis Analysis,
    ImmutableDictionary<string, double>? Newest,
    ImmutableDictionary<ConditionValue, MeasuredValue> Devices,
    ImmutableDictionary<string, double> Numbers,
    bool DuringSniff) : IMeasuredValues
{
    private const string NoReadings = "has no readings yet";

    /// <inheritdoc/>
    public MeasuredValue Read(ConditionValue value, int window) => value.Source switch
    {
        ValueSource.Isotope => Isotope(value, window),
        ValueSource.Detector => Detector(value, window),
        ValueSource.Ratio => Of(Analysis.Ratio(value.Name, value.Second)?.Value, NoReadings),
        ValueSource.Computed => Computed(value, window),
        ValueSource.Variable => Of(Numbers.TryGetValue(value.Name, out var number) ? number : null, "is no number of this run's scripts"),
        _ => Answered(value),
    };

    private MeasuredValue Isotope(ConditionValue value, int window)
    {
        if (value.Quantity == ValueQuantity.Current)
            return Of(Series(s => s.Isotope == value.Name)?.Current ?? CurrentOf(value.Name), NoReadings);
        if (value.Quantity is ValueQuantity.Slope or ValueQuantity.Average or ValueQuantity.Maximum or ValueQuantity.Minimum
            || (value.Quantity == ValueQuantity.Plain && window > 0))
        {
            return Statistic(Series(s => s.Isotope == value.Name), value.Quantity, window);
        }

        if (Analysis.Isotope(value.Name) is not { } isotope)
            return MeasuredValue.Unavailable(DuringSniff ? "is not known while the gas equilibrates" : NoReadings);
        return value.Quantity switch
        {
            ValueQuantity.BaselineCorrected => Of(isotope.BaselineCorrected?.Value, "has no baseline yet"),
            ValueQuantity.Baseline => Of(isotope.Baseline?.Value, "has no baseline yet"),
            ValueQuantity.Error => Of(isotope.Intensity?.Error, "has no error yet"),
            _ => Of(isotope.Intensity?.Value, NoReadings),
        };
    }

    private MeasuredValue Detector(ConditionValue value, int window) => value.Quantity switch
    {
        ValueQuantity.Deflection => Answered(value),
        ValueQuantity.Inactive => Newest is null ? MeasuredValue.Unavailable("was not read yet") : MeasuredValue.Of(!Newest.ContainsKey(value.Name)),
        ValueQuantity.Baseline => Of(Analysis.Baseline(value.Name)?.Value, "has no baseline yet"),
        ValueQuantity.Plain or ValueQuantity.Current => Of(Newest?.TryGetValue(value.Name, out var now) == true ? now : null, "was not read"),
        _ => Statistic(Series(s => s.Detector == value.Name), value.Quantity, window),
    };

    private MeasuredValue Computed(ConditionValue value, int window)
    {
        var computed = value.Name == ComputedNames.InstantAge
            ? Analysis.Instant(Math.Max(1, window)).Computed("age")
            : Analysis.Computed(value.Name);
        return value.Quantity == ValueQuantity.Error ? Of(computed?.Error, "has no error yet") : Of(computed?.Value, "cannot be computed yet");
    }

    private static MeasuredValue Statistic(LiveSeries? series, ValueQuantity quantity, int window) => Of(
        quantity switch
        {
            ValueQuantity.Slope => series?.SlopeOf(window),
            ValueQuantity.Maximum => series?.Max(window),
            ValueQuantity.Minimum => series?.Min(window),
            _ => series?.Average(window),
        },
        NoReadings);

    private LiveSeries? Series(Func<LiveSeries, bool> fits) => DuringSniff
        ? Analysis.Sniffs.FirstOrDefault(fits)
        : Analysis.Isotopes.Select(i => i.Series).FirstOrDefault(fits);

    // An isotope of which no signal was taken yet has a newest reading all the same when a whiff or the equilibration saw it.
    private double? CurrentOf(string isotope) =>
        Analysis.Sniffs.LastOrDefault(s => s.Isotope == isotope)?.Current;

    private MeasuredValue Answered(ConditionValue value) =>
        Devices.TryGetValue(value, out var answer) ? answer : MeasuredValue.Unavailable("has not answered");

    private static MeasuredValue Of(double? number, string otherwise) =>
        number is { } known ? MeasuredValue.Of(known) : MeasuredValue.Unavailable(otherwise);
}
