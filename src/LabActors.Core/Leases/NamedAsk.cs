using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Leases;

/// <summary>A script's pending <c>acquire</c> or <c>wait</c>. It lives as long as the command that asks; a repeated command asks again.</summary>
/// <param name="Id">The requester's id.</param>
/// <param name="Criterion">The value waited for; null for an acquire, which waits for 0 and then takes the resource.</param>
public sealed record NamedAsk(string Id, LeaseHolder By, string Name, double? Criterion);
