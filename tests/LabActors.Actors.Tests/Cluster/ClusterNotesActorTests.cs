using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Lab;
using LabActors.Actors.Tests.Devices;
using LabActors.Journal.Storage;
using static LabActors.Actors.Cluster.ClusterNotesProtocol;

namespace LabActors.Actors.Tests.Cluster;

public sealed class ClusterNotesActorTests
{
    [Fact]
    public async Task Who_is_lost_and_who_is_back_is_told_once_also_over_a_restart()
    {
        await using var node = TestNode.OnVirtualTime(JournalDatabase.Memory);
        var told = new Probe(node.System);
        node.System.EventStream.Subscribe(told.Ref, typeof(LabProtocol.Notice));
        var notes = node.System.ActorOf(ClusterNotesActor.Props());
        notes.Tell(new NodeIsThere("felix"));
        notes.Tell(new NodeIsLost("felix", ["line:bone"], "does not answer at 10.0.0.2:4040"));
        notes.Tell(new NodeIsLost("felix", ["line:bone"], "does not answer at 10.0.0.2:4040"));
        (await told.Hears<LabProtocol.Notice>())[0].Text.ShouldBe("node felix is lost: it does not answer at 10.0.0.2:4040; it holds line:bone");
        await notes.GracefulStop(TestNode.Patience);

        var again = node.System.ActorOf(ClusterNotesActor.Props());
        again.Tell(new NodeIsLost("felix", [], "does not answer at 10.0.0.2:4040"));
        again.Tell(new NodeIsThere("felix"));
        again.Tell(new NodeIsThere("felix"));
        again.Tell(new NodeIsLost("jan", [], "does not answer"));
        var texts = (await told.Hears<LabProtocol.Notice>(3)).Select(notice => notice.Text).ToArray();
        texts[^2..].ShouldBe(["node felix is back", "node jan is lost: it does not answer"]);
    }
}
