namespace LabActors.Core.Labs;

/// <summary>Kinds of ion detector.</summary>
public enum DetectorKind
{
    /// <summary>Faraday cup with a resistor amplifier.</summary>
    Faraday,

    /// <summary>Compact discrete dynode ion counter.</summary>
    Cdd,
}
