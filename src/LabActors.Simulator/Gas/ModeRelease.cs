namespace LabActors.Simulator.Gas;

/// <summary>One gas that flows into a pool at <paramref name="Rate"/> times <paramref name="Left"/> times e^(-<paramref name="Decay"/> t), mol/s.</summary>
internal readonly record struct ModeRelease(int Pool, double Rate, double Left, double Decay);
