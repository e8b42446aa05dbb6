namespace LabActors.Core.Labs;

/// <summary>Which way a peak center sweeps the magnet.</summary>
public enum PeakCenterDirection
{
    /// <summary>From low to high DAC.</summary>
    Increase,

    /// <summary>From high to low DAC.</summary>
    Decrease,

    /// <summary>One way, then the other.</summary>
    Oscillate,
}
