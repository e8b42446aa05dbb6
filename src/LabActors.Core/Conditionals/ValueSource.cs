namespace LabActors.Core.Conditionals;

/// <summary>What a value belongs to.</summary>
public enum ValueSource
{
    /// <summary>An isotope of the run.</summary>
    Isotope,

    /// <summary>A detector of the instrument.</summary>
    Detector,

    /// <summary>Two isotopes, both fully corrected.</summary>
    Ratio,

    /// <summary>What is computed from isotopes: an age, a ratio of elements.</summary>
    Computed,

    /// <summary>A device of the laboratory.</summary>
    Device,

    /// <summary>A pressure gauge.</summary>
    Gauge,

    /// <summary>A number that the run's scripts give.</summary>
    Variable,
}
