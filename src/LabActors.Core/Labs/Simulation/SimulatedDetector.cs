namespace LabActors.Core.Labs.Simulation;

/// <summary>What a detector really does.</summary>
/// <param name="Efficiency">Signal per beam.</param>
/// <param name="BaselineFa">Reading without a beam of a Faraday cup, fA.</param>
/// <param name="DarkCountsPerSecond">Counts without a beam of an ion counter.</param>
/// <param name="MisalignmentDac">Distance of its peak from where geometry would have it, DAC.</param>
public sealed record SimulatedDetector(
    string Name,
    double Efficiency,
    double BaselineFa,
    double DarkCountsPerSecond,
    double MisalignmentDac);
