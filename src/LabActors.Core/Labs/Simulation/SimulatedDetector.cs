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
    double MisalignmentDac)
{
    /// <summary>Of a counter after each ion (non-paralysable), ns; 0 where the vendor's electronics correct for it.</summary>
    public double DeadTimeNs { get; init; }

    /// <summary>The most that it shows, fA.</summary>
    public double SaturationFa { get; init; } = double.PositiveInfinity;

    /// <summary>Time constant of a Faraday cup's amplifier, s.</summary>
    public double SettlingSeconds { get; init; }

    /// <summary>Change of the baseline, fA/h.</summary>
    public double BaselineDriftFaPerHour { get; init; }

    /// <summary>Relative change of the efficiency, 1/h.</summary>
    public double EfficiencyDriftPerHour { get; init; }
}
