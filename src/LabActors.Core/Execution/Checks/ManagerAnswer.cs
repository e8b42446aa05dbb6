namespace LabActors.Core.Execution.Checks;

/// <summary>What came of asking a part of the laboratory for a live answer.</summary>
/// <param name="Name">The part: <c>Extraction Line</c>, <c>Spectrometer Argus</c>, the device's name.</param>
/// <param name="Failure">Why there was no answer; empty when there was.</param>
/// <param name="Error">An error that it reports of itself; empty when it reports none.</param>
/// <param name="Value">What it said, where that matters.</param>
public sealed record ManagerAnswer(string Name, string Failure = "", string Error = "", string Value = "");
