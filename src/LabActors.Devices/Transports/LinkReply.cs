using System.Collections.Immutable;

namespace LabActors.Devices.Transports;

/// <summary>What came of a transaction.</summary>
/// <param name="Answers">The answers of the steps that have one, without terminators and checks, in order; all of them when it was answered.</param>
/// <param name="Partial">Bytes that came and were no answer.</param>
/// <param name="Reason">What went wrong, in words; empty when it was answered.</param>
/// <param name="At">When the last answer was whole, or when it was given up.</param>
public sealed record LinkReply(LinkOutcome Outcome, ImmutableArray<ReadOnlyMemory<byte>> Answers, ReadOnlyMemory<byte> Partial, string Reason, DateTimeOffset At)
{
    /// <summary>How often it was sent: 2 when it was repeated.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>From the first byte out to the last in.</summary>
    public TimeSpan Took { get; init; }
}
