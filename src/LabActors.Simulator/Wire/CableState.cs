namespace LabActors.Simulator.Wire;

/// <summary>How an instrument is connected to its port.</summary>
public enum CableState
{
    /// <summary>As it should be.</summary>
    Whole,

    /// <summary>The instrument has no power: its port is there, and nobody answers.</summary>
    WithoutPower,

    /// <summary>The cable is out, or the adaptor. A port all of whose instruments are so is gone: what was connected is cut off, and nobody can connect.</summary>
    Out,
}
