using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Leases;

/// <summary>The last time that a resource was given back: pump times count from here.</summary>
public sealed record LeaseReturn(LeaseHolder Holder, DateTimeOffset At);
