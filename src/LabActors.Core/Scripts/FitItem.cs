namespace LabActors.Core.Scripts;

/// <summary>How one isotope's signal, or one detector's baseline, is fitted.</summary>
/// <param name="Name">Isotope (signal) or detector (baseline).</param>
/// <param name="Fit">Kind of fit, lower case: linear, parabolic, cubic, average ...</param>
/// <param name="ErrorType">SEM, SD, ...</param>
/// <param name="FilterOutliers">True to filter.</param>
/// <param name="FilterIterations">How often.</param>
/// <param name="FilterStdDevs">Beyond how many standard deviations.</param>
public sealed record FitItem(
    string Name, string Fit, string ErrorType, bool FilterOutliers, int FilterIterations, double FilterStdDevs);
