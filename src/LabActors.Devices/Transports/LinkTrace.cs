using System.Collections.Immutable;

namespace LabActors.Devices.Transports;

/// <summary>A transaction as it went over the wire, for whoever looks into it later.</summary>
/// <param name="Port">The port's name.</param>
/// <param name="Device">Who asked.</param>
/// <param name="Bytes">All bytes in the order in which they went out and came in, late ones of transactions before included.</param>
public sealed record LinkTrace(string Port, string Device, string What, DateTimeOffset At, TimeSpan Took, LinkOutcome Outcome, string Reason, int Attempts, ImmutableArray<TracedBytes> Bytes);
