namespace LabActors.Actors.Results.Rows;

/// <summary>What one detector read in one series of the run.</summary>
public sealed class SeriesRow
{
    public required string Uuid { get; init; }

    /// <summary>Place of the series in the run, from 0.</summary>
    public required int Ordinal { get; init; }

    public required string Detector { get; init; }

    /// <summary>The number that the run gave it.</summary>
    public required int Number { get; init; }

    /// <summary><c>sniff, signal, baseline, whiff</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The isotope that the detector collected; empty when none.</summary>
    public required string Isotope { get; init; }

    public required int CountsAsked { get; init; }

    public required double IntegrationSeconds { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    public required DateTimeOffset TimeZero { get; init; }

    /// <summary><c>complete, truncated, stopped, failed</c>; empty when cut off.</summary>
    public required string How { get; init; }

    /// <summary>Reset by the script: kept, and not part of the analysis.</summary>
    public required bool SetAside { get; init; }

    /// <summary>True when a reading of it came from a simulated spectrometer.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The readings, as <see cref="SeriesBlob"/> packs them.</summary>
    public required byte[] Points { get; init; }

    /// <summary>Readings that are not good: JSON object of count to <c>missing, stale, fault</c>.</summary>
    public required string Quality { get; init; }
}
