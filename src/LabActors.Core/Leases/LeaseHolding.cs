using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Leases;

/// <summary>A resource in somebody's hands.</summary>
/// <param name="Token">Fencing token of the grant; what is done under an older one is refused.</param>
/// <param name="Since">When it was granted.</param>
public sealed record LeaseHolding(LeaseHolder Holder, long Token, DateTimeOffset Since);
