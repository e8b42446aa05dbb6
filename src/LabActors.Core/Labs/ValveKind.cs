namespace LabActors.Core.Labs;

/// <summary>What moves a valve.</summary>
public enum ValveKind
{
    /// <summary>An actuator of the laboratory.</summary>
    Valve,

    /// <summary>The operator's hand; the program only records what the operator says.</summary>
    Manual,

    /// <summary>Something else that is switched as a valve is: a getter's heating, a pump's supply. It joins no volumes.</summary>
    Switch,

    /// <summary>A valve with two actuators: one drives it open, the other drives it closed.</summary>
    Double,
}
