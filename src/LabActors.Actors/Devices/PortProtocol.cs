using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Devices.Transports;

namespace LabActors.Actors.Devices;

/// <summary>Messages of a <see cref="PortActor"/>. Those that carry a task's source never leave the process: they come from a <see cref="PortLink"/>.</summary>
public static class PortProtocol
{
    /// <summary>Asks for a conversation with a device; <paramref name="Reply"/> is completed with what came of it, always.</summary>
    public sealed record Converse(string Device, Transaction Transaction, TaskCompletionSource<LinkReply> Reply, CancellationToken Cancellation)
    {
        /// <summary>It was held once, and what came was no answer.</summary>
        public bool IsRepeat { get; init; }
    }

    /// <summary>Asks for what devices have sent by themselves.</summary>
    public sealed record TakeEvents(TaskCompletionSource<ImmutableArray<DeviceEvent>> Events);

    /// <summary>On the event stream: asks every port how it stands; each tells <paramref name="Asker"/> a <see cref="LinkChanged"/>.</summary>
    public sealed record TellLinks(IActorRef Asker);

    /// <summary>On the event stream: a port's state has changed.</summary>
    public sealed record LinkChanged(string Port, string Address, LinkState State, string Reason, DateTimeOffset At);
}
