namespace LabActors.Core.Labs.Simulation;

/// <summary>What creeps in a mass spectrometer, counted from the instant at which the simulation began.</summary>
/// <param name="DacPerHour">All peaks, DAC/h.</param>
/// <param name="DailyDac">All peaks with the temperature of the room: half of the swing of a day, highest at three in the afternoon, UTC, DAC.</param>
/// <param name="SensitivityPerHour">Relative change of the sensitivity, 1/h.</param>
public sealed record InstrumentDrift(double DacPerHour, double DailyDac, double SensitivityPerHour);
