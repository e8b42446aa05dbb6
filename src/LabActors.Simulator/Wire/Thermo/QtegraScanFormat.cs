namespace LabActors.Simulator.Wire.Thermo;

/// <summary>What a scan looks like.</summary>
public enum QtegraScanFormat
{
    /// <summary>Names and values.</summary>
    Tagged,

    /// <summary>Values only, from high to low mass.</summary>
    Values,

    /// <summary>Names, masses and values.</summary>
    Triples,
}
