using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>Where clients of Pychron reach the laboratory's valves, or a laser, as if it were a Pychron.</summary>
/// <param name="Port">TCP port; Pychron's valve servers have 1061.</param>
public sealed record PychronServerDefinition(int Port)
{
    /// <summary>The address to listen at; only this computer reaches 127.0.0.1.</summary>
    public string Listen { get; init; } = "127.0.0.1";

    /// <summary>The extraction device that is served; empty for the valves.</summary>
    public string Laser { get; init; } = "";

    /// <summary>A laser that a client has enabled is switched off after so long without any request; zero for never.</summary>
    public TimeSpan OffAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Addresses of clients that are served; others are refused. Any when there are none.</summary>
    public ImmutableArray<string> Clients { get; init; } = [];

    /// <summary>A locked valve is answered with <c>ok</c>, as Pychron did, in place of a refusal.</summary>
    public bool Compatible { get; init; }
}
