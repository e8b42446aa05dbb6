using System.Collections.Immutable;

namespace LabActors.Simulator.Wire;

/// <summary>
/// A simulated instrument at the other end of a cable: bytes in, bytes out, written from the instrument's grammar alone. Several may hang on one bus; each gets all bytes and
/// answers what is for it; what it sends in one piece is one answer. It takes its instants from whoever carries the bytes. Called by one thread at a time.
/// </summary>
public interface IWireInstrument
{
    /// <summary>The device of the laboratory that it stands for.</summary>
    string Device { get; }

    /// <summary>When it will say or do something by itself; null when it will not.</summary>
    DateTimeOffset? NextEvent { get; }

    /// <summary>Several computers may be connected to it at once; else the next one waits until the first has gone.</summary>
    bool ServesMany => false;

    /// <summary>Faults that it can have.</summary>
    ImmutableHashSet<WireFaultKind> CanSuffer => [];

    /// <summary>Faults that it has.</summary>
    ImmutableArray<WireFault> Faults => [];

    /// <summary>Somebody connected, or opened the serial port.</summary>
    void Connect(DateTimeOffset now, IWireAnswers answers);

    /// <summary>Bytes came, in whatever pieces.</summary>
    void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers);

    /// <summary>Time has passed up to <paramref name="now"/>: what it says by itself is said.</summary>
    void Elapse(DateTimeOffset now, IWireAnswers answers);

    /// <summary>Its power failed and came back: what it held in memory is gone.</summary>
    void LosePower(DateTimeOffset now);

    /// <summary>A fault begins; the same kind of the same part and request takes the place of an earlier one.</summary>
    /// <exception cref="ArgumentException">It cannot have this fault; the message says which it can.</exception>
    void Suffer(WireFault fault) => throw new ArgumentException($"{Device} cannot have the fault {fault.Kind}", nameof(fault));

    /// <summary>A fault is over; harmless when there was none. An empty part ends it for all parts.</summary>
    void Recover(WireFaultKind kind, string part = "")
    {
    }

    /// <summary>What is so, whatever the instrument says: positions, emission, set points. Numbers in their shortest form, units in docs/simulate.md.</summary>
    ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => ImmutableSortedDictionary<string, string>.Empty;
}
