namespace LabActors.Node.Hardware;

/// <summary>What a node speaks to where its laboratory has devices on ports.</summary>
public enum WireUse
{
    /// <summary>Simulators of them in the same process, over links in memory: laboratory time need not be real.</summary>
    Memory,

    /// <summary>The ports as the laboratory's file has them, or as <c>--ports</c> redirects them.</summary>
    Ports,
}
