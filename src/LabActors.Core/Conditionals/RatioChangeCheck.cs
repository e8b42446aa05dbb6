using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Core.Conditionals;

/// <summary>
/// A ratio that must not change from one reference to the next: <c>Ar40/Ar36</c> of airs. Each limit that is given is looked at; one that is passed
/// is a failure, and so many failures stop the queue.
/// </summary>
/// <param name="Numerator">Isotope.</param>
/// <param name="Denominator">Isotope.</param>
/// <param name="AnalysisType">Of the runs that it is for.</param>
/// <param name="Analyses">Analyses before it that make the mean.</param>
/// <param name="Nominal">What the ratio should be; null: the mean of the analyses before.</param>
/// <param name="Threshold">Greatest difference; null: no limit.</param>
/// <param name="PercentThreshold">Greatest difference, % of what it should be; null: no limit.</param>
/// <param name="Sigmas">Greatest difference in standard deviations of the analyses before; null: no limit.</param>
/// <param name="MswdThreshold">Greatest MSWD of the analyses before and this one; null: no limit.</param>
/// <param name="Failures">Failures that stop the queue.</param>
/// <param name="InARow">The failures must follow one another.</param>
/// <param name="NoticeOnly">Nothing is stopped; it is told.</param>
public sealed record RatioChangeCheck(
    string Numerator,
    string Denominator,
    string AnalysisType,
    int Analyses,
    double? Nominal,
    double? Threshold,
    double? PercentThreshold,
    double? Sigmas,
    double? MswdThreshold,
    int Failures,
    bool InARow,
    bool NoticeOnly)
{
    /// <summary>The ratio as files write it.</summary>
    public string Ratio => $"{Numerator}/{Denominator}";

    /// <summary>Which limits a value passes, in words; empty when none. Limits that need a mean are not looked at before there are enough analyses.</summary>
    /// <param name="before">Values of the analyses before, oldest first.</param>
    public string Judge(IReadOnlyList<Quantity> before, Quantity value)
    {
        Quantity[] last = [.. before.TakeLast(Analyses)];
        var hasMean = last.Length == Analyses;
        if ((Nominal ?? (hasMean ? last.Average(q => q.Value) : null)) is not { } reference)
            return "";
        var difference = Math.Abs(value.Value - reference);
        var passed = ImmutableArray.CreateBuilder<string>();
        Look(Threshold, difference, "differs by {0:g4} from {1:g6}, limit {2:g4}");
        Look(PercentThreshold, 100 * difference / Math.Abs(reference), "differs by {0:g4} % from {1:g6}, limit {2:g4} %");
        if (hasMean && last.Length > 1)
        {
            var mean = last.Average(q => q.Value);
            var deviation = Math.Sqrt(last.Sum(q => (q.Value - mean) * (q.Value - mean)) / (last.Length - 1));
            Look(Sigmas, difference / deviation, "differs by {0:g4} standard deviations from {1:g6}, limit {2:g4}");
        }

        if (hasMean && WeightedMean.Of(last.Append(value)) is { } weighted)
            Look(MswdThreshold, weighted.Mswd, "MSWD {0:g4} with those before, limit {2:g4}");
        return string.Join("; ", passed);

        // A difference that is no number (nothing ever varied) passes no limit.
        void Look(double? limit, double found, string words)
        {
            if (limit is { } most && found > most)
                passed.Add(string.Format(CultureInfo.InvariantCulture, words, found, reference, most));
        }
    }
}
