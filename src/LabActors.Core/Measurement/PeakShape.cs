namespace LabActors.Core.Measurement;

/// <summary>The shape of a peak that was centred. Mass goes as the square of the DAC, so m/Δm is DAC/(2 ΔDAC).</summary>
/// <param name="LowDac">Where the signal has fallen by the peak center's percentage on the low side, V.</param>
/// <param name="CenterDac">Middle of both flanks, V.</param>
/// <param name="HighDac">As <paramref name="LowDac"/> on the high side, V.</param>
/// <param name="LowSignal">Signal at the low flank, fA.</param>
/// <param name="CenterSignal">The highest signal, fA.</param>
/// <param name="HighSignal">Signal at the high flank, fA.</param>
/// <param name="Resolution">m/Δm with Δm between the flanks.</param>
/// <param name="LowResolvingPower">m/Δm with Δm between 5 and 95 % of the maximum on the low flank; null when the sweep does not reach down to 5 %.</param>
/// <param name="HighResolvingPower">The same on the high flank.</param>
public sealed record PeakShape(
    double LowDac,
    double CenterDac,
    double HighDac,
    double LowSignal,
    double CenterSignal,
    double HighSignal,
    double Resolution,
    double? LowResolvingPower,
    double? HighResolvingPower);
