using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Cluster;

/// <summary>A shared thing that a lost node holds.</summary>
/// <param name="Since">Since when the node is lost.</param>
/// <param name="Token">Of its lease.</param>
public sealed record LostHolding(string Node, DateTimeOffset Since, string Resource, LeaseHolder Holder, long Token);
