using System.Collections.Immutable;

namespace LabActors.Core.Scripts;

/// <summary>What the commands of a script take in a laboratory, besides their own waits and counts. Units: s.</summary>
public sealed record ScriptTimings
{
    /// <summary>Pychron's peak centre: a window of 0.015 V in steps of 0.0005 V.</summary>
    private const int UsualPeakCenterPoints = 31;

    /// <summary>A laboratory of which nothing is known: valves and magnet take no time, integration times are as they were asked for.</summary>
    public static ScriptTimings Unknown { get; } = new();

    /// <summary>True when the laboratory is known.</summary>
    public bool IsKnown => !IntegrationTimes.IsEmpty;

    /// <summary>Settling time of each valve by its name.</summary>
    public ImmutableDictionary<string, double> Valves { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>Names of the valves by their descriptions.</summary>
    public ImmutableDictionary<string, string> ValveOfDescription { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Settling time of the magnet after a move.</summary>
    public double MagnetSettling { get; init; }

    /// <summary>The integration times that the spectrometer has; empty when they are not known.</summary>
    public ImmutableArray<double> IntegrationTimes { get; init; } = [];

    /// <summary>Steps of a peak centre.</summary>
    public int PeakCenterPoints { get; init; } = UsualPeakCenterPoints;

    /// <summary>What moving a valve takes; a description that is not blank goes before a name.</summary>
    public double Valve(string name, string description) =>
        Valves.GetValueOrDefault(ValveOfDescription.GetValueOrDefault(description.Trim(), name));

    /// <summary>The integration time that the spectrometer takes for one that is asked for.</summary>
    public double Integration(double seconds) => IsKnown ? IntegrationTimes.MinBy(t => Math.Abs(t - seconds)) : seconds;
}
