using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Lab;
using LabActors.Actors.Persistence;
using static LabActors.Actors.Cluster.ClusterNotesProtocol;
using static LabActors.Core.Journal.Events.ClusterEvents;

namespace LabActors.Actors.Cluster;

/// <summary>
/// Journals under <c>cluster</c> which of the laboratory's other nodes this one lost, which are back and which were told to leave, itself among them, and tells whoever watches. Owns who is lost; receives <see cref="ClusterNotesProtocol"/>; dies with
/// its node, which finds in the journal whom it had lost.
/// </summary>
public sealed class ClusterNotesActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "cluster";

    private ImmutableHashSet<string> _lost = [];

    /// <summary>See <see cref="Props"/>.</summary>
    public ClusterNotesActor()
        : base(Id)
    {
        Applies<NodeLost>(e => _lost = _lost.Add(e.Node));
        Applies<NodeReturned>(e => _lost = _lost.Remove(e.Node));
        Applies<NodeDraining>(_ => { });
        Applies<NodeDrained>(_ => { });
        Command<NodeDrains>(told => Journal(
            new NodeDraining(Now, told.Node, told.Drain.By, told.Drain.Pauses, told.Drain.Why),
            e =>
            {
                Notice($"this node leaves when what is in flight has ended, and launches nothing more: told by {told.Drain.Cause}");
                Sender.Tell(Noted.Instance);
            }));
        Command<NodeHasDrained>(left => Journal(
            new NodeDrained(Now, left.Node, left.Drain.By, left.Drain.Held, left.Drain.Why),
            e => Notice($"node {e.Node} has left: drained by {left.Drain.Cause}{(e.Held.IsEmpty ? "" : $"; it keeps {string.Join(", ", e.Held)}")}")));
        Command<NodeIsLost>(lost =>
        {
            if (!_lost.Contains(lost.Node))
                Journal(new NodeLost(Now, lost.Node, lost.Held, lost.Why), e => Notice($"node {e.Node} is lost: it {e.Why}{(e.Held.IsEmpty ? "" : $"; it holds {string.Join(", ", e.Held)}")}"));
        });
        Command<NodeIsThere>(there =>
        {
            if (_lost.Contains(there.Node))
                Journal(new NodeReturned(Now, there.Node), e => Notice($"node {e.Node} is back"));
        });
    }

    /// <summary>The notes of a node.</summary>
    public static Props Props() => Akka.Actor.Props.Create(() => new ClusterNotesActor());

    private static void Notice(string text) => Context.System.EventStream.Publish(new LabProtocol.Notice(text));
}
