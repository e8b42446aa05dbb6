namespace LabActors.Core.Reduction;

/// <summary>How a series is to be fitted, as a script or a fits file says it.</summary>
/// <param name="Fit">
/// A curve (<c>linear</c>, <c>Parabolic</c>, <c>average_SEM</c>, <c>Auto Linear/Parabolic</c>), or fit blocks by count,
/// <c>(,10,average)(10,,linear)</c>.
/// </param>
/// <param name="ErrorType">Kind of the intercept's error; empty is that in the fit's name, else SEM.</param>
/// <param name="Outliers">Null: every good point is used.</param>
public sealed record FitSetting(string Fit, string ErrorType = "", OutlierFilter? Outliers = null);
