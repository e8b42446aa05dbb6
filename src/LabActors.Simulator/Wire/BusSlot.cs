namespace LabActors.Simulator.Wire;

/// <summary>An instrument's place on a bus.</summary>
internal sealed class BusSlot(IWireInstrument instrument)
{
    public IWireInstrument Instrument => instrument;

    public CableState Cable { get; set; }

    /// <summary>Bytes come to it and from it.</summary>
    public bool IsConnected => Cable == CableState.Whole;
}
