namespace LabActors.Core.Labs;

/// <summary>How DAC goes with mass between the points of a field table, per detector.</summary>
public enum MassFunction
{
    /// <summary>Least-squares line.</summary>
    Linear,

    /// <summary>Least-squares parabola.</summary>
    Parabolic,

    /// <summary>Least-squares cubic.</summary>
    Cubic,

    /// <summary>Only the masses of the table, none between.</summary>
    Discrete,
}
