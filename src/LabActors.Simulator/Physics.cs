using System.Collections.Immutable;

namespace LabActors.Simulator;

/// <summary>Constants of nature (CODATA 2018) and atomic masses (AME 2020).</summary>
internal static class Physics
{
    /// <summary>Gas constant, J/(mol K).</summary>
    public const double GasConstant = 8.314462618;

    /// <summary>Boltzmann constant, J/K.</summary>
    public const double Boltzmann = 1.380649e-23;

    /// <summary>Elementary charge, C.</summary>
    public const double ElementaryCharge = 1.602176634e-19;

    /// <summary>A beam of one fA in ions per second.</summary>
    public const double IonsPerSecondAndFa = 1e-15 / ElementaryCharge;

    /// <summary>Zero of the Celsius scale, K.</summary>
    public const double ZeroCelsius = 273.15;

    /// <summary>s.</summary>
    public const double SecondsPerDay = 86400;

    /// <summary>One Torr in mbar.</summary>
    public const double MillibarPerTorr = 1.333223684;

    /// <summary>u, in the order of the gases; the reactive gas counts as nitrogen or carbon monoxide.</summary>
    public static ImmutableArray<double> Masses { get; } = [39.9623831, 38.964313, 37.9627321, 36.9667763, 35.9675451, 28.006];
}
