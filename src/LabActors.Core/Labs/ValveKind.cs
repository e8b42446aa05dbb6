namespace LabActors.Core.Labs;

/// <summary>What moves a valve.</summary>
public enum ValveKind
{
    /// <summary>An actuator of the laboratory.</summary>
    Valve,

    /// <summary>The operator's hand; the program only records what the operator says.</summary>
    Manual,
}
