using System.Collections.Immutable;

namespace LabActors.Simulator.Wire;

/// <summary>An instrument's place on a bus, and what is wrong with its cable.</summary>
internal sealed class BusSlot(IWireInstrument instrument, ulong seed)
{
    private readonly KeyedNoise _noise = new(seed);
    private LinkFault? _fault;
    private long _answers;

    public IWireInstrument Instrument => instrument;

    /// <summary>Bytes to it are lost.</summary>
    public bool IsDeaf => Fault is { Kind: LinkFaultKind.Down } or { Kind: LinkFaultKind.Silent, Deaf: true };

    /// <summary>What is wrong with its cable; null when it is whole.</summary>
    public LinkFault? Fault
    {
        get => _fault is { Answers: { } most } && _answers >= most ? null : _fault;
        set => (_fault, _answers) = (value, 0);
    }

    /// <summary>What becomes of an answer on its way: pieces, and how much later each begins.</summary>
    public ImmutableArray<(ReadOnlyMemory<byte> Bytes, TimeSpan Later)> Carry(ReadOnlyMemory<byte> bytes, DateTimeOffset now)
    {
        if (Fault is not { } fault || bytes.Length == 0)
            return [(bytes, TimeSpan.Zero)];
        _answers++;
        return fault.Kind switch
        {
            LinkFaultKind.Down or LinkFaultKind.Silent => [],
            LinkFaultKind.Late => [(bytes, fault.By)],
            LinkFaultKind.Garbled => [(Garble(bytes, fault.Share, now), TimeSpan.Zero)],
            LinkFaultKind.Slow => Pieces(bytes, 1, TimeSpan.FromSeconds(1 / fault.BytesPerSecond)),
            LinkFaultKind.Split => Pieces(bytes, Math.Max(1, (bytes.Length + fault.Pieces - 1) / fault.Pieces), fault.By),
            _ => throw new InvalidOperationException($"unknown fault {fault.Kind}"),
        };
    }

    private static ImmutableArray<(ReadOnlyMemory<byte>, TimeSpan)> Pieces(ReadOnlyMemory<byte> bytes, int length, TimeSpan gap) =>
        [.. Enumerable.Range(0, (bytes.Length + length - 1) / length).Select(i => (bytes.Slice(i * length, Math.Min(length, bytes.Length - (i * length))), i * gap))];

    private byte[] Garble(ReadOnlyMemory<byte> bytes, double share, DateTimeOffset now)
    {
        var broken = bytes.ToArray();
        var one = (int)(Noise("which", 0) * broken.Length);
        for (var i = 0; i < broken.Length; i++)
        {
            if (i == one || Noise("whether", i) < share)
                broken[i] ^= (byte)(1 << (int)(Noise("bit", i) * 8));
        }

        return broken;

        double Noise(string what, int index) => _noise.Uniform($"garbled {what} {instrument.Device} {_answers}", now.UtcTicks, index);
    }
}
