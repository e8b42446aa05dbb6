namespace LabActors.Core.Labs;

/// <summary>Kinds of extraction device.</summary>
public enum ExtractionDeviceKind
{
    /// <summary>Infrared laser on a stage.</summary>
    Laser,

    /// <summary>Resistance furnace.</summary>
    Furnace,

    /// <summary>Pipette system that loads a shot by name (APIS).</summary>
    Pipette,

    /// <summary>Ultraviolet ablation laser.</summary>
    Uv,
}
