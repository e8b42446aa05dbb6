namespace LabActors.Devices.Transports;

/// <summary>Bytes that went over a wire together.</summary>
/// <param name="Direction">Out, in, or in and thrown away because nobody had asked for it any more.</param>
/// <param name="After">Since the beginning of the transaction.</param>
public sealed record TracedBytes(WireDirection Direction, ReadOnlyMemory<byte> Bytes, TimeSpan After);
