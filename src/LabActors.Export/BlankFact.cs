namespace LabActors.Export;

/// <summary>A blank that is taken off an isotope: baseline-corrected, fA, 1 sigma.</summary>
/// <param name="RunId">The blank's run, <c>bu-FC-J-10250</c>.</param>
public sealed record BlankFact(double Value, double? Error, string RunId);
