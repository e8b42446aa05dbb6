namespace LabActors.Core.Reduction;

/// <summary>The curve that is drawn through a series; a polynomial's value is its degree.</summary>
public enum FitKind
{
    /// <summary>The mean of the points: a polynomial of degree 0, with errors of its own.</summary>
    Average = 0,

    /// <summary>A straight line.</summary>
    Linear = 1,

    /// <summary>A polynomial of degree 2.</summary>
    Parabolic = 2,

    /// <summary>A polynomial of degree 3.</summary>
    Cubic = 3,

    /// <summary>A polynomial of degree 4.</summary>
    Quartic = 4,

    /// <summary>a·e^(−b·t) + c.</summary>
    Exponential = 10,

    /// <summary>The line or the parabola, whichever has the greater adjusted R²; the parabola when both have the same.</summary>
    AutoLinearParabolic = 11,
}
