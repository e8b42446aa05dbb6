namespace LabActors.Actors.Results.Rows;

/// <summary>How the spectrometer was set.</summary>
public sealed class SettingsRow
{
    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    /// <summary><c>start</c> or <c>end</c> of the measurement.</summary>
    public required string When { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Hash of the settings, 40 hexadecimal digits.</summary>
    public required string Sha1 { get; init; }

    /// <summary>Source, deflections, gains ...: JSON.</summary>
    public required string Settings { get; init; }

    public required bool Simulated { get; init; }
}
