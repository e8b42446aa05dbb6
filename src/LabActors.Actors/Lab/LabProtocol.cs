using System.Collections.Immutable;
using Akka.Actor;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Lab;

/// <summary>Messages of the <c>LabActor</c>.</summary>
public static class LabProtocol
{
    /// <summary>Asks for the actors that others outside the tree speak to; answered when the laboratory is up.</summary>
    public sealed record GetParts;

    /// <summary>Answers <see cref="GetParts"/>.</summary>
    /// <param name="Instruments">By instrument name; they take the messages of <c>ExecutorProtocol</c> and <c>QueueProtocol</c>.</param>
    /// <param name="Notifier">The outbox of hooks and mails; nobody when none is configured.</param>
    /// <param name="Safety">Takes the messages of <c>SafetyProtocol</c> at every moment.</param>
    /// <param name="Exports">The outbox of exports; nobody when runs are not exported by themselves.</param>
    /// <param name="Operators">The journal of what operators do.</param>
    /// <param name="ExtractionDevices">By name.</param>
    public sealed record PartsAre(
        ImmutableDictionary<string, IActorRef> Instruments,
        IActorRef Line,
        IActorRef Leases,
        IActorRef Results,
        IActorRef Safety,
        IActorRef Notifier,
        IActorRef Decisions,
        IActorRef Health,
        IActorRef Exports,
        IActorRef Operators,
        ImmutableDictionary<string, IActorRef> ExtractionDevices)
    {
        /// <summary>Takes the messages of <c>TripProtocol</c>; nobody where the laboratory has no trips.</summary>
        public IActorRef Trips { get; init; } = ActorRefs.Nobody;

        /// <summary>Takes the messages of <c>MonitorProtocol</c>; nobody where nothing is read at intervals.</summary>
        public IActorRef Monitor { get; init; } = ActorRefs.Nobody;

        /// <summary>Takes the messages of <c>SampleChangeProtocol</c>.</summary>
        public IActorRef SampleChanger { get; init; } = ActorRefs.Nobody;
    }

    /// <summary>Published on the event stream for whoever watches: what the laboratory cannot journal, since its journal is away.</summary>
    public sealed record Notice(string Text);

    /// <summary>Switches every extraction device off and closes every inlet; part of every orderly stop.</summary>
    public sealed record MakeSafe(string Reason);

    /// <summary>Answers <see cref="MakeSafe"/>: what came of each step.</summary>
    public sealed record MadeSafe(ImmutableArray<SafeStateStep> Steps);
}
