namespace LabActors.Actors.Results.Rows;

/// <summary>A peak center of the run.</summary>
public sealed class PeakCenterRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Detector { get; init; }

    public required string Isotope { get; init; }

    /// <summary>V; null when no centre was found.</summary>
    public required double? CenterDac { get; init; }

    /// <summary>V, JSON array.</summary>
    public required string Dacs { get; init; }

    /// <summary>fA, JSON array.</summary>
    public required string Intensities { get; init; }

    /// <summary>Flanks, heights, resolution: JSON; null when no centre was found.</summary>
    public required string? Shape { get; init; }

    /// <summary>fA on the other detectors of the sweep: JSON object of arrays.</summary>
    public required string Others { get; init; }

    public required string Reason { get; init; }

    public required bool Simulated { get; init; }
}
