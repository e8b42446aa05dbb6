namespace LabActors.Core.Labs.Simulation;

/// <summary>How a peak's flanks run.</summary>
public enum PeakShape
{
    /// <summary>Straight: a beam of even width across the edge of a slit.</summary>
    Trapezoid,

    /// <summary>As the error function: a beam of Gaussian profile.</summary>
    Rounded,
}
