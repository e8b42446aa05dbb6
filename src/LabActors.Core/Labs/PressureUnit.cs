namespace LabActors.Core.Labs;

/// <summary>Units in which gauges are read.</summary>
public enum PressureUnit
{
    /// <summary>133.322 Pa.</summary>
    Torr,

    /// <summary>100 Pa.</summary>
    Millibar,
}
