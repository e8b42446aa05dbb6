using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Core.Operators;
using static LabActors.Actors.Operators.OperatorProtocol;

namespace LabActors.Actors.Tests.Operators;

/// <summary>Whoever wants to be attached without having proven who he is: a proof is good once, for whom it was asked of, for a while.</summary>
public sealed class OperatorGatewayTests : TestKit
{
    private const string Token = "a token of 256 bits";
    private const string NotOpen = "the challenge that was answered is not open: it was answered before, by another, or too late";
    private static readonly OperatorUser Anna = new("anna", OperatorRole.Engineer, "salt", OperatorProof.Hash(OperatorProof.Key("salt", Token)), default);

    private readonly SetTime _time = new();
    private readonly IActorRef _gateway;
    private OperatorUser? _anna = Anna;
    private IActorRef _journal;

    public OperatorGatewayTests()
    {
        _journal = Sys.ActorOf(Props.Create(() => new Journal()));
        _gateway = Sys.ActorOf(OperatorGatewayActor.Props(new OperatorGatewayActor.Order(
            "north", name => name == "anna" ? _anna : null, new Attached("", "", "", "north", "lab", true, "real", null, "", ["Argus"], []),
            Sys, () => _journal, new FakeOperatedLab(), _ => Task.FromResult<ImmutableArray<JournaledEvent>>([]), () => default, _time)));
    }

    [Fact]
    public void A_proof_attaches_once_and_is_worth_nothing_when_it_is_said_again()
    {
        var anna = CreateTestProbe();
        var attach = Proof(Challenged(anna), "anna", "north");
        _gateway.Tell(attach, anna);
        anna.ExpectMsg<Attached>().User.ShouldBe("anna");
        _gateway.Tell(attach, anna);
        Refusal(anna).ShouldBe(NotOpen);
        var eve = CreateTestProbe();
        _gateway.Tell(attach, eve);
        Refusal(eve).ShouldBe(NotOpen);
    }

    [Fact]
    public void A_proof_that_was_overheard_before_it_arrived_attaches_nobody_else()
    {
        var (anna, eve) = (CreateTestProbe(), CreateTestProbe());
        _gateway.Tell(Proof(Challenged(anna), "anna", "north"), eve);
        Refusal(eve).ShouldBe(NotOpen);
    }

    [Fact]
    public void A_proof_for_another_node_user_or_nonce_is_none()
    {
        var anna = CreateTestProbe();
        _gateway.Tell(Proof(Challenged(anna), "anna", "south"), anna);
        Refusal(anna).ShouldBe("user or token is wrong");
        _gateway.Tell(Proof(Challenged(anna), "bert", "north"), anna);
        Refusal(anna).ShouldBe(NotOpen);
        var nonce = Challenged(anna);
        _gateway.Tell(Proof(Challenged(anna), "anna", "north") with { Nonce = nonce }, anna);
        Refusal(anna).ShouldBe("user or token is wrong");
    }

    [Fact]
    public void A_proof_that_comes_late_or_after_the_user_was_taken_out_is_none()
    {
        var anna = CreateTestProbe();
        var late = Proof(Challenged(anna), "anna", "north");
        _time.Now += OperatorGatewayActor.ChallengeLimit + TimeSpan.FromSeconds(1);
        _gateway.Tell(late, anna);
        Refusal(anna).ShouldBe(NotOpen);

        var known = Proof(Challenged(anna), "anna", "north");
        _anna = null;
        _gateway.Tell(known, anna);
        Refusal(anna).ShouldBe("user or token is wrong");
    }

    [Fact]
    public void Who_floods_the_gateway_with_hellos_keeps_nobody_out()
    {
        var (anna, eve) = (CreateTestProbe(), CreateTestProbe());
        for (var i = 0; i < 3 * OperatorGatewayActor.MostChallenges; i++)
            _gateway.Tell(new Hello(OperatorProtocol.Version, "eve"), eve);
        _gateway.Tell(Proof(Challenged(anna), "anna", "north"), anna);
        anna.FishForMessage<Attached>(_ => true, TimeSpan.FromSeconds(20)).User.ShouldBe("anna");
    }

    [Fact]
    public async Task Consoles_attach_also_when_a_journal_was_away_and_the_laboratory_has_other_actors()
    {
        await _journal.GracefulStop(TimeSpan.FromSeconds(20));
        _journal = Sys.ActorOf(Props.Create(() => new Journal()));
        var anna = CreateTestProbe();
        _gateway.Tell(Proof(Challenged(anna), "anna", "north"), anna);
        anna.FishForMessage<Attached>(_ => true, TimeSpan.FromSeconds(20)).User.ShouldBe("anna");
    }

    private string Challenged(TestProbe console)
    {
        _gateway.Tell(new Hello(OperatorProtocol.Version, "anna"), console);
        return console.FishForMessage<Challenge>(_ => true, TimeSpan.FromSeconds(20)).Nonce;
    }

    private static string Refusal(TestProbe console) => console.FishForMessage<AttachRefused>(_ => true, TimeSpan.FromSeconds(20)).Reason;

    private static Attach Proof(string nonce, string user, string node) =>
        new(nonce, user, OperatorProof.Make(OperatorProof.Key("salt", Token), Convert.FromBase64String(nonce), user, node), "plain", false);

    private sealed class Journal : ReceiveActor
    {
        public Journal() => Receive<OperatorJournalProtocol.Enter>(_ => Sender.Tell(new OperatorJournalProtocol.Entered("s1")));
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
