using System.Collections.Immutable;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Devices;
using LabActors.Actors.Supervision;
using LabActors.Core.Cluster;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using LabActors.Core.Recovery;
using LabActors.Devices.Ports;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using static LabActors.Actors.Lab.EnvironmentProtocol;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Tests.Cluster;

public sealed class ClusterSerializerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);
    private static readonly LeaseHolder Holder = new("argus/run-1", "12345-01A on argus");
    private static readonly Ballot Term = new(3, "argus 1");

    private static readonly SharedLeases Leases = SharedLeases.Empty.After(
        ((AcquireDecision.Taken)SharedLeaseDecisions.Acquire(SharedLeases.Empty, "argus", new LeaseHolder("run-1", "12345-01A"), ["line:bone"], "extraction", At)).Events);

    private static readonly IHardwareRequest[] Requests =
    [
        new Actuate("1", "A", "", true, "run", "why", Safety: true),
        new GetValve("1", "A", ""),
        new SetLock("1", "A", "", true, "anna", "why"),
        new StateManual("1", "T", "", true, "anna"),
        new EnableValve("1", "A", false, "anna", "why"),
        new RunSequence("1", "A", 3, 1, 2, "anna", "why"),
        new PreviewValve("1", "A", true, "anna"),
        new ReadPressure("1", "ion", "IG"),
        new Ping(),
        new GetLine(),
        new GetPipettes("1"),
        new SetEnabled("1", true),
        new SetOutput("1", 5, "watts"),
        new EndOutput("1"),
        new MoveTo("1", "12", true),
        new ExecutePattern("1", "spiral", 60, true) { Since = At, TellsBegun = true },
        new SetMotor("1", "beam", 2),
        new Perform("1", "fire_laser", ImmutableDictionary<string, string>.Empty.Add("a", "b")) { TellsBegun = true },
        new ReadStatus("1"),
        new ReadLoading("1"),
        new LeaveOff("1"),
        new MakeExtractionDeviceSafe("1"),
        new SetTemperature("1", 78),
        new ReadTemperature("1", Sample: true),
        new ReadEnvironment(),
    ];

    private static readonly IHardwareAnswer[] Answers =
    [
        new Actuated("1", "A", true, true, true, new PipetteShot("Air", 3)) { At = At },
        new ActuationRefused("1", "A", Refusal.Fenced, "why") { At = At },
        new ValveIs("1", "A", "open", true, At) { Commanded = "open", Disabled = true, Owner = "Argus", Since = At, Why = "why", Failure = "failure" },
        new SequenceIs("1", "A", "why"),
        new PreviewIs("1", "A", "why", ["opening A joins bone and minibone"]),
        new PressureIs("1", null, "missing", At, "why", DeviceFailure.Unanswered),
        new Pinged(""),
        new LineIs([new ValveIs("", "A", "open", false, At)]) { Found = [new FoundValve("A", ValveStand.Open, ValveStand.Closed, At)] },
        new PipettesAre("1", ImmutableDictionary<string, int>.Empty.Add("Air", 3)),
        new Done("1") { At = At },
        new Done("1", 5.25),
        new Done("1", true),
        new Done("1", "off"),
        new Done("1", new ExtractionDeviceStatus(true, 5, "watts", "12", "", "221-hole", 20)),
        new Begun("1", true),
        new Refused("1", "why", DeviceFailure.NotSent),
        new EnvironmentIs([new SensorReading("t", "temperature", "room sensor", "Temperature", 21.5, "C", "good", At)]),
    ];

    /// <summary>One of each, with its values.</summary>
    internal static IReadOnlyList<IClusterMessage> All => Messages;

    private static readonly IClusterMessage[] Messages =
    [
        new ClusterProtocol.NodeDoes("argus", ["Argus: idle"], "0.5.0", new NodeDrain(At, "anna@north", true, "update") { IsOver = true, Held = ["line:bone"] }),
        new ClusterProtocol.WhoIsThere("argus"),
        new ClusterProtocol.ThereAre(["felix", "jan"]),
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
        new ConfirmShared("4", "argus", [new HeldThing("line:bone", Holder, 12)]),
        new SharedStand("4", [new LeaseExpired(At, Holder, ["line:bone"], 12, "anna", "taken over")]),
        new HeldByLost([new LostHolding("argus", At, "line:bone", Holder, 12)]),
        new SharedGranted("1", ["line:bone"], 12),
        new SharedWaits("1", Holder),
        new SharedReturned("2"),
        new SharedRefused("3", "why"),
        .. Requests.Select(request => new AskHardware("felix/1/1", "felix", "line", request, new CommandRight("12345-01A on felix", Commander.Run, 7), new Ticket("a", 12))),
        .. Answers.Select(answer => new HardwareAnswered("felix/1/1", answer)),
        new GateIsThere("argus", new Ticket("a", 12)),
        new RaiseFence("4", "line:bone", 8, "felix is lost"),
        new FenceIsRaised("4", "line:bone", 8),
        new SharedNumberProtocol.AskNumber(new NumberAsk("run-1", new NumberKey("12345", 2), "run-1", 7, true)),
        new SharedNumberProtocol.NumberGiven("run-1", 8),
        new SharedNumberProtocol.PrepareNumber(Term, new NumberKey("12345", 2)),
        new SharedNumberProtocol.NumberPromised("argus", Term, new NumberKey("12345", 2), Ballot.None, GivenNumber.None),
        new SharedNumberProtocol.AcceptNumber(Term, new NumberKey("12345", 2), new GivenNumber(3, 8, "run-1")),
        new SharedNumberProtocol.NumberAccepted("argus", Term, new NumberKey("12345", 2), 3),
        new SharedNumberProtocol.NumberNotVoted("argus", Term, new NumberKey("12345", 2), Term),
    ];

    private readonly ActorSystem _system = ActorSystem.Create("nodes", NodeConfiguration.OfFile("cluster.conf"));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void Every_message_comes_back_as_it_went_and_there_is_no_other()
    {
        Messages.Select(message => message.GetType()).Distinct().ShouldBe(
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
    public void Whatever_may_be_asked_of_hardware_and_answered_goes_over_the_wire_with_its_values()
    {
        OfOne<IHardwareRequest>().ShouldBe(Requests.Select(request => request.GetType()), ignoreOrder: true);
        OfOne<IHardwareAnswer>().ShouldBe(Answers.Select(answer => answer.GetType()).Distinct(), ignoreOrder: true);
        foreach (var answer in Answers.OfType<Done>())
        {
            var serializer = (ClusterSerializer)_system.Serialization.FindSerializerForType(typeof(HardwareAnswered));
            var message = new HardwareAnswered("1", answer);
            serializer.FromBinary(serializer.ToBinary(message), serializer.Manifest(message)).ShouldBe(message);
        }

        static IEnumerable<Type> OfOne<T>() => typeof(T).Assembly.GetTypes().Where(type => !type.IsInterface && type.IsAssignableTo(typeof(T)));
    }

    [Fact]
    public void Bytes_that_name_their_own_type_are_refused_and_so_is_whatever_has_no_manifest()
    {
        var json = """{"$type":"System.IO.FileInfo, System.Private.CoreLib","fileName":"/etc/passwd"}"""u8.ToArray();
        Should.Throw<SerializationException>(() => _system.Serialization.Deserialize(json, 1, "System.IO.FileInfo, System.Private.CoreLib"));
        _system.Serialization.Deserialize(json, 4041, "operators.do.v1").ShouldBe(new UnknownMessage("operators.do.v1"), "nothing is made of it");
        Should.Throw<SerializationException>(() => _system.Serialization.FindSerializerFor(new object()).ToBinary(new object()));
    }
}
