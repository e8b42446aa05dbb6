using System.Collections.Immutable;

namespace LabActors.Devices.Transports;

/// <summary>
/// What a driver speaks through: one device's share of a port. Transactions of all devices of the port go one after another. A driver has no waits and no retries of its own: what is
/// safe to repeat says so, and pauses are the business of whoever uses the driver.
/// </summary>
public interface ILink
{
    /// <summary>It leads to a simulator.</summary>
    bool Simulated { get; }

    /// <summary>Holds the conversation. Never throws for what happens on the wire: the outcome tells.</summary>
    ValueTask<LinkReply> Exchange(Transaction transaction, CancellationToken cancellation);

    /// <summary>The messages that the device sent by itself since the last call, oldest first, with when they came; at most the last 1,000 are kept.</summary>
    ValueTask<ImmutableArray<DeviceEvent>> TakeEvents(CancellationToken cancellation);
}
