namespace LabActors.Simulator.Wire;

/// <summary>What can be wrong with an instrument or its cable. The first ten can befall any instrument (<see cref="FaultyInstrument"/>); the others those that have what it takes.</summary>
public enum WireFaultKind
{
    /// <summary>Nothing comes back, and a connection stays open.</summary>
    Silent,

    /// <summary>Answers come <see cref="WireFault.Seconds"/> later.</summary>
    Late,

    /// <summary>Bytes come one by one, <see cref="WireFault.Seconds"/> apart.</summary>
    Slow,

    /// <summary>Stray bytes come before an answer: <see cref="WireFault.Text"/>, or three of no meaning.</summary>
    Noise,

    /// <summary>One byte of an answer, the middle one, is changed by the bits of <see cref="WireFault.Value"/> (0x40 by default).</summary>
    Garbled,

    /// <summary>The check bytes of an answer are wrong.</summary>
    WrongChecksum,

    /// <summary>Only the first <see cref="WireFault.Value"/> bytes of an answer come (half of it by default).</summary>
    Truncated,

    /// <summary>An answer comes in <see cref="WireFault.Value"/> pieces (three by default), <see cref="WireFault.Seconds"/> apart (50 ms by default).</summary>
    Split,

    /// <summary>An answer comes twice, the second time <see cref="WireFault.Seconds"/> later.</summary>
    Doubled,

    /// <summary>What is sent comes back before the answer, as on a two-wire bus.</summary>
    Echo,

    /// <summary>It says that it is busy, and does nothing.</summary>
    Busy,

    /// <summary>It refuses with the error <see cref="WireFault.Text"/> (its most general one by default), and does nothing.</summary>
    Refused,

    /// <summary>It shows <see cref="WireFault.Value"/> for a part, whatever is so.</summary>
    OutOfRange,

    /// <summary>The valve stays where it is; what drives it is switched all the same.</summary>
    StuckValve,

    /// <summary>The valve takes <see cref="WireFault.Seconds"/> to move.</summary>
    SlowValve,

    /// <summary>The relay does not switch, and says so when it is asked.</summary>
    StuckRelay,

    /// <summary>Both indicators of a valve are on.</summary>
    BothIndicatorsOn,

    /// <summary>Neither indicator of a valve is on.</summary>
    BothIndicatorsOff,

    /// <summary>Somebody at the server has locked the valve.</summary>
    Locked,

    /// <summary>The gauge is off, or as its controller says with <see cref="WireFault.Text"/>.</summary>
    GaugeOff,

    /// <summary>The thermocouple is open.</summary>
    SensorOpen,

    /// <summary>An interlock of the laser is open: the bits of <see cref="WireFault.Value"/> (1 by default). It is told, not obeyed: who fires must stop.</summary>
    InterlockOpen,

    /// <summary>The coolant is too hot, or does not flow.</summary>
    CoolantHot,

    /// <summary>The same scan is said again and again.</summary>
    Frozen,

    /// <summary>There is no scan.</summary>
    NoData,

    /// <summary>Numbers have a comma, as on a German computer.</summary>
    DecimalComma,

    /// <summary>An event comes between a command and its reply.</summary>
    StrayEvent,

    /// <summary>A query's answer has an acknowledgement before it.</summary>
    Acknowledged,

    /// <summary>Scans lack their last value.</summary>
    MissingValue,

    /// <summary>The end of an acquisition is not told.</summary>
    MissingEnd,

    /// <summary>The axis does not move.</summary>
    StuckAxis,
}
