namespace LabActors.Core.Labs;

/// <summary>Kinds of vacuum pump.</summary>
public enum PumpKind
{
    /// <summary>Turbomolecular.</summary>
    Turbo,

    /// <summary>Ion getter pump.</summary>
    Ion,

    /// <summary>Roughing pump.</summary>
    Rough,
}
