using System.Globalization;
using static LabActors.Core.Journal.Events.ConditionalEvents;

namespace LabActors.Core.Conditionals;

/// <summary>What happened to a conditional, in a sentence: for the run's log, the console and the cause of a run's end.</summary>
public static class ConditionalWords
{
    /// <summary>"termination Ar40&gt;100 (f.yaml:3) tripped at count 20 of series 2: Ar40 = 123.4".</summary>
    public static string Of(ConditionalTripped trip)
    {
        var seen = string.Join(", ", trip.Seen.Select(s => s.Value is { } value
            ? string.Create(CultureInfo.InvariantCulture, $"{s.Name} = {value:g6}")
            : $"{s.Name} {s.Reason}"));
        var where = trip.Series > 0 ? $"at count {trip.Count} of series {trip.Series}" : trip.When;
        var acts = trip.Acts ? "" : "; another one acts";
        return $"{trip.Kind.Words()} {trip.Test}{Place(trip)} tripped {where}: {seen}{acts}";
    }

    /// <summary>Why a conditional was not evaluated.</summary>
    public static string Of(ConditionalNotEvaluated missing) => $"conditional {missing.Test} is not evaluated: {missing.Missing}";

    /// <summary>How a ratio has changed.</summary>
    public static string Of(RatioMeasured ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{ratio.Ratio} of {ratio.RunId} is {ratio.Value:g6}: {(ratio.Change.Length > 0 ? ratio.Change : "as before")}");

    private static string Place(ConditionalTripped trip) => trip.File.Length == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" ({Path.GetFileName(trip.File)}:{trip.Line})");
}
