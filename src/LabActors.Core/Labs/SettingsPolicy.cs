namespace LabActors.Core.Labs;

/// <summary>What becomes of a spectrometer whose settings are not those of the laboratory's file.</summary>
public enum SettingsPolicy
{
    /// <summary>It is told.</summary>
    Warn,

    /// <summary>Nothing is started.</summary>
    Refuse,

    /// <summary>It is set, and read again.</summary>
    Set,

    /// <summary>They are not compared.</summary>
    Off,
}
