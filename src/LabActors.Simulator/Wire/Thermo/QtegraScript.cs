using System.Collections.Immutable;

namespace LabActors.Simulator.Wire.Thermo;

/// <summary>How one installation has edited its remote control server.</summary>
/// <param name="Commands">What it understands.</param>
/// <param name="Format">What a scan looks like.</param>
public sealed record QtegraScript(QtegraCommandSet Commands, QtegraScanFormat Format)
{
    /// <summary>A command is a TCP connection of its own; a server with an exception in it answers none any more.</summary>
    public bool EndsConnection { get; init; }

    /// <summary>The server's names of detectors and source parameters, by the laboratory's, where they differ.</summary>
    public ImmutableDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What Faraday cups are reported in: fA, A or V.</summary>
    public string FaradayUnits { get; init; } = "fA";

    /// <summary>What counters are reported in: fA, A or cps.</summary>
    public string CounterUnits { get; init; } = "fA";

    /// <summary>What is said of an open valve.</summary>
    public string Open { get; init; } = "True";

    /// <summary>What is said of a closed valve.</summary>
    public string Closed { get; init; } = "False";
}
