using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Ions;

/// <summary>
/// What a detector reports for a beam. Faraday: thermal noise of the resistor, sqrt(4 k T/(R t)) (Johnson 1928), and
/// shot noise, sqrt(I e/t), in quadrature; both shrink with the root of the integration time. Counter: Poisson, and narrower where it is dead
/// after each ion.
/// </summary>
internal static class DetectorNoise
{
    /// <summary>Reading in fA.</summary>
    /// <param name="signal">What the detector makes of the beam, with its efficiency, fA.</param>
    /// <param name="integration">s.</param>
    /// <param name="kelvin">Temperature of the resistor.</param>
    /// <param name="hours">For how long it has drifted, h.</param>
    /// <param name="channel">Names the reading for the noise, with <paramref name="ticks"/>.</param>
    public static double Read(
        DetectorDefinition detector,
        SimulatedDetector truth,
        double signal,
        double integration,
        double kelvin,
        double hours,
        KeyedNoise noise,
        string channel,
        long ticks) => detector.Kind == DetectorKind.Cdd
        ? Math.Min(truth.SaturationFa, Counts(truth, signal, integration, noise, channel, ticks) / integration / Physics.IonsPerSecondAndFa)
        : Math.Clamp(
            signal + (truth.BaselineFa + (truth.BaselineDriftFaPerHour * hours)) + (StandardDeviation(detector, signal, integration, kelvin) * noise.Gaussian(channel, ticks)),
            -truth.SaturationFa,
            truth.SaturationFa);

    /// <summary>What is read in the mean, fA.</summary>
    public static double Expected(DetectorDefinition detector, SimulatedDetector truth, double signal, double hours)
    {
        if (detector.Kind != DetectorKind.Cdd)
        {
            return Math.Clamp(signal + truth.BaselineFa + (truth.BaselineDriftFaPerHour * hours), -truth.SaturationFa, truth.SaturationFa);
        }

        var rate = (signal * Physics.IonsPerSecondAndFa) + truth.DarkCountsPerSecond;
        return Math.Min(truth.SaturationFa, rate / (1 + (rate * truth.DeadTimeNs * 1e-9)) / Physics.IonsPerSecondAndFa);
    }

    /// <summary>Standard deviation of a Faraday cup's reading, fA.</summary>
    public static double StandardDeviation(DetectorDefinition detector, double signal, double integration, double kelvin)
    {
        var thermal = 4 * Physics.Boltzmann * kelvin / (detector.ResistorOhm * integration);
        var shot = Math.Max(0, signal) * 1e-15 * Physics.ElementaryCharge / integration;
        return Math.Sqrt(thermal + shot) * 1e15;
    }

    /// <summary>
    /// A counter that is dead for a time d after each ion shows n/(1 + n d) of n ions a second, with the variance n t/(1 + n d)^3 of its counts
    /// (non-paralysable; Müller 1973).
    /// </summary>
    private static double Counts(SimulatedDetector truth, double signal, double integration, KeyedNoise noise, string channel, long ticks)
    {
        var rate = (signal * Physics.IonsPerSecondAndFa) + truth.DarkCountsPerSecond;
        var live = 1 / (1 + (rate * truth.DeadTimeNs * 1e-9));
        return noise.Counts(rate * integration * live, live * live, channel, ticks);
    }
}
