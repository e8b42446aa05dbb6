using System.Collections.Immutable;

namespace LabActors.Core.Replay.Reasons;

/// <summary>Why something was as it was at a moment.</summary>
/// <param name="Kind"><c>valve</c>, <c>run</c>, <c>lease</c> or <c>resource</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Was">What it was.</param>
/// <param name="Because">The chain of causes, nearest first; each is the cause of the one before it.</param>
public sealed record Explanation(string Kind, string Name, string Was, ImmutableArray<Reason> Because);
