namespace LabActors.Core.Conditionals;

/// <summary>A value as a condition sees it: a finite number, or the reason why there is none.</summary>
/// <param name="Number">The number; null when there is none.</param>
/// <param name="Reason">Why there is no number ("has no readings yet"); empty when there is one.</param>
public readonly record struct MeasuredValue(double? Number, string Reason)
{
    /// <summary>A number; one that is not finite is unavailable.</summary>
    public static MeasuredValue Of(double number) =>
        double.IsFinite(number) ? new MeasuredValue(number, "") : Unavailable("is not a finite number");

    /// <summary>A yes (1) or a no (0).</summary>
    public static MeasuredValue Of(bool truth) => new(truth ? 1 : 0, "");

    /// <summary>No number, because of <paramref name="reason"/>.</summary>
    public static MeasuredValue Unavailable(string reason) => new(null, reason);
}
