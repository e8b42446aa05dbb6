using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Cluster;

/// <summary>A shared thing that a node believes one of its holders to hold.</summary>
/// <param name="Token">Of the lease.</param>
public sealed record HeldThing(string Resource, LeaseHolder Holder, long Token);
