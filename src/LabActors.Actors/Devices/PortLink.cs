using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Devices.Transports;

namespace LabActors.Actors.Devices;

/// <summary>A device's share of a port that an actor owns.</summary>
/// <param name="port">The <see cref="PortActor"/>.</param>
/// <param name="device">The device's name.</param>
/// <param name="simulated">The port leads to a simulator.</param>
/// <param name="time">Instants of what was given up.</param>
public sealed class PortLink(IActorRef port, string device, bool simulated, TimeProvider time) : ILink
{
    /// <inheritdoc/>
    public bool Simulated => simulated;

    /// <inheritdoc/>
    public async ValueTask<LinkReply> Exchange(Transaction transaction, CancellationToken cancellation)
    {
        var reply = new TaskCompletionSource<LinkReply>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Also when the actor is gone: whoever asked has a limit of his own.
        await using var giveUp = cancellation.Register(() => reply.TrySetResult(new LinkReply(LinkOutcome.Canceled, [], default, "given up before it was answered", time.GetUtcNow())));
        port.Tell(new PortProtocol.Converse(device, transaction, reply, cancellation));
        return await reply.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<DeviceEvent>> TakeEvents(CancellationToken cancellation)
    {
        var events = new TaskCompletionSource<ImmutableArray<DeviceEvent>>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var giveUp = cancellation.Register(() => events.TrySetCanceled(cancellation));
        port.Tell(new PortProtocol.TakeEvents(events));
        return await events.Task.ConfigureAwait(false);
    }
}
