using System.Collections.Immutable;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Leases;

/// <summary>A request that waits for its turn.</summary>
/// <param name="Resources">What the holder did not have when it asked; granted all at once.</param>
public sealed record LeaseRequest(LeaseHolder Holder, ImmutableArray<string> Resources, DateTimeOffset At, string Why);
