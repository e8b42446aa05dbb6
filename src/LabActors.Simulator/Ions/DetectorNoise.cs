using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Ions;

/// <summary>
/// What a detector reports for a beam. Faraday: thermal noise of the resistor, sqrt(4 k T/(R t)) (Johnson 1928), and
/// shot noise, sqrt(I e/t), in quadrature; both shrink with the root of the integration time. Counter: Poisson.
/// </summary>
internal static class DetectorNoise
{
    /// <summary>Reading in fA.</summary>
    /// <param name="beam">fA.</param>
    /// <param name="integration">s.</param>
    /// <param name="kelvin">Temperature of the resistor.</param>
    /// <param name="channel">Names the reading for the noise, with <paramref name="ticks"/>.</param>
    public static double Read(
        DetectorDefinition detector,
        SimulatedDetector truth,
        double beam,
        double integration,
        double kelvin,
        KeyedNoise noise,
        string channel,
        long ticks)
    {
        var signal = beam * truth.Efficiency;
        if (detector.Kind == DetectorKind.Cdd)
        {
            var mean = ((signal * Physics.IonsPerSecondAndFa) + truth.DarkCountsPerSecond) * integration;
            return noise.Poisson(mean, channel, ticks) / integration / Physics.IonsPerSecondAndFa;
        }

        return signal + truth.BaselineFa + (StandardDeviation(detector, signal, integration, kelvin) * noise.Gaussian(channel, ticks));
    }

    /// <summary>Standard deviation of a Faraday cup's reading, fA.</summary>
    public static double StandardDeviation(DetectorDefinition detector, double signal, double integration, double kelvin)
    {
        var thermal = 4 * Physics.Boltzmann * kelvin / (detector.ResistorOhm * integration);
        var shot = Math.Max(0, signal) * 1e-15 * Physics.ElementaryCharge / integration;
        return Math.Sqrt(thermal + shot) * 1e15;
    }
}
