using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Supervision;
using LabActors.Core.Cluster;
using LabActors.Core.Leases;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Tests.Cluster;

public sealed class ClusterSerializerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);
    private static readonly LeaseHolder Holder = new("argus/run-1", "12345-01A on argus");
    private static readonly Ballot Term = new(3, "argus 1");

    private static readonly SharedLeases Leases = SharedLeases.Empty.After(
        ((AcquireDecision.Taken)SharedLeaseDecisions.Acquire(SharedLeases.Empty, "argus", new LeaseHolder("run-1", "12345-01A"), ["line:bone"], "extraction", At)).Events);

    private static readonly IClusterMessage[] Messages =
    [
        new ClusterProtocol.NodeDoes("argus", ["Argus: idle"]) { Version = "0.5.0", Drain = new NodeDrain(At, "anna@north", true, "update") { IsOver = true, Held = ["line:bone"] } },
        new ClusterProtocol.DrainNode("felix", true, "anna@north at argus", "update"),
        new ClusterProtocol.DrainAnswered(true, ["felix drains"]),
        new Prepare(Term),
        new Promised("argus", Term, Ballot.None, Leases),
        new Accept(Term, Leases),
        new Accepted("argus", Term, 7),
        new NotVoted("argus", Term, Term),
        new AcquireShared("1", "argus", Holder, ["line:bone"], "extraction"),
        new ReleaseShared("2", "argus", Holder, [], "done"),
        new ExpireShared("3", "argus", ["line:bone"], "anna", "taken over"),
        new SharedGranted("1", ["line:bone"], 12),
        new SharedWaits("1", Holder),
        new SharedReturned("2"),
        new SharedRefused("3", "why"),
    ];

    private readonly ActorSystem _system = ActorSystem.Create("nodes", NodeConfiguration.OfFile("cluster.conf"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void Every_message_comes_back_as_it_went_and_there_is_no_other()
    {
        Messages.Select(message => message.GetType()).ShouldBe(
            typeof(IClusterMessage).Assembly.GetTypes().Where(type => !type.IsInterface && type.IsAssignableTo(typeof(IClusterMessage))), ignoreOrder: true);
        foreach (var message in Messages)
        {
            var serializer = _system.Serialization.FindSerializerFor(message).ShouldBeOfType<ClusterSerializer>();
            var bytes = serializer.ToBinary(message);
            var back = serializer.FromBinary(bytes, serializer.Manifest(message));
            back.GetType().ShouldBe(message.GetType());
            Encoding.UTF8.GetString(serializer.ToBinary(back)).ShouldBe(Encoding.UTF8.GetString(bytes));
        }
    }

    [Fact]
    public void Bytes_that_name_their_own_type_are_refused_and_so_is_whatever_has_no_manifest()
    {
        var json = """{"$type":"System.IO.FileInfo, System.Private.CoreLib","fileName":"/etc/passwd"}"""u8.ToArray();
        Should.Throw<SerializationException>(() => _system.Serialization.Deserialize(json, 1, "System.IO.FileInfo, System.Private.CoreLib"));
        Should.Throw<SerializationException>(() => _system.Serialization.Deserialize(json, 4041, "operators.do.v1"));
        Should.Throw<SerializationException>(() => _system.Serialization.FindSerializerFor(new object()).ToBinary(new object()));
    }
}
