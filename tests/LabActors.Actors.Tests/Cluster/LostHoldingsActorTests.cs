using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Lab;
using LabActors.Actors.Leases;
using LabActors.Actors.Lines;
using LabActors.Actors.Persistence;
using LabActors.Actors.Tests.Devices;
using LabActors.Actors.Tests.Time;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using LabActors.Journal.Storage;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Tests.Cluster;

/// <summary>What becomes of a node's hardware while runs hold it that cannot reach it.</summary>
public sealed class LostHoldingsActorTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    private static readonly LeaseHolder Holder = new("felix/run-1", "12345-01A on felix");

    private readonly TestNode _node = TestNode.OnVirtualTime(JournalDatabase.Memory);
    private readonly FakeWallClock _wall = new();
    private readonly Probe _told;
    private readonly Probe _journaled;
    private readonly Probe _way;
    private readonly Probe _line;
    private readonly List<string> _fences = [];
    private string _fenceRefusal = "";
    private bool _closes = true;

    public LostHoldingsActorTests()
    {
        (_told, _journaled) = (new Probe(_node.System), new Probe(_node.System));
        _way = new Probe(_node.System, message => message is ExpireShared expire ? new SharedReturned(expire.Id) : null);
        _line = new Probe(_node.System, message => message is ExtractionLineProtocol.Actuate a
            ? _closes ? new ExtractionLineProtocol.Actuated(a.CommandId, a.Valve, a.Open, true) : new ExtractionLineProtocol.ActuationRefused(a.CommandId, a.Valve, ExtractionLineProtocol.Refusal.Fault, "it does not answer")
            : null);
    }

    public Task InitializeAsync()
    {
        _node.System.EventStream.Subscribe(_told.Ref, typeof(LabProtocol.Notice));
        _node.System.EventStream.Subscribe(_journaled.Ref, typeof(JournaledEvent));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task After_the_limit_the_fence_is_raised_the_hardware_made_safe_and_only_then_the_lease_expires()
    {
        var actor = Start("argus");
        Hear(actor);
        _wall.Advance(Limit - TimeSpan.FromSeconds(1));
        Hear(actor);
        (await _line.All()).ShouldBeEmpty("it is not time yet");

        _wall.Advance(TimeSpan.FromSeconds(1));
        Hear(actor);
        Hear(actor);
        var expire = (await _way.Hears<ExpireShared>()).ShouldHaveSingleItem();
        (expire.Node, expire.Resources.ShouldHaveSingleItem(), expire.By).ShouldBe(("felix", "line:bone", "argus"));
        _fences.ShouldBe(["line:bone after 7"]);
        (await _line.Hears<ExtractionLineProtocol.Actuate>()).ShouldAllBe(a => a.Valve == "A" && !a.Open && a.Safety);
        await _journaled.Until(heard => heard.OfType<JournaledEvent>().Any(e => e.Event is LostHoldingsExpired));
        _journaled.Heard.OfType<JournaledEvent>().Select(e => e.Event.GetType()).ShouldBe([typeof(HeldHardwareMadeSafe), typeof(LostHoldingsExpired)]);
    }

    [Fact]
    public async Task What_is_not_safe_or_whose_fence_is_not_raised_does_not_expire_and_is_tried_again()
    {
        var actor = Start("argus");
        _fenceRefusal = "the gate does not answer";
        _wall.Advance(Limit);
        Hear(actor);
        (await _told.Hears<LabProtocol.Notice>())[0].Text.ShouldBe("what felix holds (line:bone) has not expired: the gate does not answer; it is tried again");

        (_fenceRefusal, _closes) = ("", false);
        _wall.Advance(TimeSpan.FromMinutes(1));
        Hear(actor);
        (await _told.Hears<LabProtocol.Notice>(3))[^1].Text.ShouldBe("what felix holds (line:bone) has not expired: valve A closed: it does not answer; it is tried again");
        (await _way.All()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_what_the_lost_node_operates_itself_nothing_expires_by_itself_which_is_told_once()
    {
        var actor = Start("felix");
        _wall.Advance(Limit);
        Hear(actor);
        Hear(actor);
        await _node.Ask<LostHoldingsProtocol.LostAre>(actor, LostHoldingsProtocol.GetLost.Instance);
        (await _told.Hears<LabProtocol.Notice>()).ShouldHaveSingleItem().Text.ShouldBe(
            "felix is lost, holds line:bone, and operates that itself: it is not taken over by itself; ./lab take-over felix does, when somebody has made it safe");
        (await _way.All()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_is_put_out_makes_safe_what_others_hold_of_its_hardware_and_not_what_its_own_runs_hold()
    {
        var own = ImmutableArray.Create(("line:bone", Holder));
        var actor = Start("argus", () => own);
        actor.Tell(LostHoldingsProtocol.PutOut.Instance, ActorRefs.NoSender);
        await _node.Ask<LostHoldingsProtocol.LostAre>(actor, LostHoldingsProtocol.GetLost.Instance);
        (await _line.All()).ShouldBeEmpty();

        own = [];
        actor.Tell(LostHoldingsProtocol.PutOut.Instance, ActorRefs.NoSender);
        await _journaled.Until(heard => heard.OfType<JournaledEvent>().Any(e => e.Event is HeldHardwareMadeSafe { Node: "" }));
        (await _way.All()).ShouldBeEmpty("it cannot say so to anybody");
    }

    private void Hear(IActorRef actor) => actor.Tell(new HeldByLost([new LostHolding("felix", DateTimeOffset.UnixEpoch, "line:bone", Holder, 6)]), ActorRefs.NoSender);

    private IActorRef Start(string owner, Func<ImmutableArray<(string, LeaseHolder)>>? own = null)
    {
        NodeDefinition Node(string name) => new(name, "127.0.0.1", 0, true, [], name == owner ? ["bone"] : [], []);
        var lab = new LabDefinition { Name = "demo", Nodes = [Node("argus"), Node("felix")] };
        var leases = new Probe(_node.System, _ => new LeaseProtocol.SharedHeld(own?.Invoke() ?? []));
        return _node.System.ActorOf(LostHoldingsActor.Props(new LostHoldingsActor.Order(
            new NodeHardware(lab, "argus"), new SharedThings("argus", ["line:bone"]), Limit, () => leases.Ref, _way.Ref, _wall)
        {
            Safe = (id, _, why) => new SafeLabActor.Order(id, ImmutableDictionary<string, IActorRef>.Empty, _line.Ref, [], ImmutableDictionary<string, IActorRef>.Empty, ["A"], [], why, ActorRefs.Nobody),
            Fence = (holdings, _) =>
            {
                if (_fenceRefusal.Length == 0)
                    _fences.AddRange(holdings.Select(h => $"{h.Resource} after {h.Token + 1}"));
                return Task.FromResult(_fenceRefusal);
            },
        }));
    }
}
