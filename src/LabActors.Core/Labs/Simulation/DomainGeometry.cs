namespace LabActors.Core.Labs.Simulation;

/// <summary>How gas leaves a domain.</summary>
public enum DomainGeometry
{
    /// <summary>One rate for all of it; log10_k0 is of the frequency factor, 1/s.</summary>
    Box,

    /// <summary>Volume diffusion out of an infinite slab; log10_k0 is of D0/a2 with a half of its thickness, 1/s.</summary>
    Slab,

    /// <summary>Volume diffusion out of a sphere; log10_k0 is of D0/a2 with its radius a, 1/s.</summary>
    Sphere,
}
