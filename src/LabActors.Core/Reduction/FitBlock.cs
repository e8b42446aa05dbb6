namespace LabActors.Core.Reduction;

/// <summary>The fit of a series while it has more than <paramref name="After"/> and up to <paramref name="UpTo"/> points.</summary>
public readonly record struct FitBlock(int After, int UpTo, FitKind Fit);
