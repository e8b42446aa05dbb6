using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Lab;
using LabActors.Actors.Leases;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Tests.Leases;

/// <summary>Sections whose flag at an old master keeps other programs away, and is kept away by them.</summary>
public sealed class FlaggedLeasesTests : IAsyncDisposable
{
    private const string Flag = "bone_flag";
    private static readonly ImmutableArray<string> Bone = ["line:bone", "device:laser"];
    private static readonly LeaseHolder Run = new("run-1", "run 1");
    private static readonly LeaseHolder Next = new("run-2", "run 2");
    private static readonly SectionDefinition Section = new("bone", "") { Flag = Flag, Device = "master" };

    private readonly TestNode _node = TestNode.OnVirtualTime();
    private readonly FakeFlags _flags;
    private readonly Probe _run;
    private readonly Probe _next;
    private readonly Probe _notices;
    private readonly IActorRef _authority;
    private readonly IActorRef _master;
    private readonly IActorRef _leases;

    public FlaggedLeasesTests()
    {
        _flags = new FakeFlags(_node.Clock.Time);
        (_run, _next, _notices) = (new Probe(_node.System), new Probe(_node.System), new Probe(_node.System));
        _node.System.EventStream.Subscribe(_notices.Ref, typeof(LabProtocol.Notice));
        _authority = _node.System.ActorOf(LeaseActor.Props());
        _master = _node.System.ActorOf(DeviceActor.Props<IFlagPort>("master", () => _flags));
        _leases = Front(null);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task A_flag_is_read_clear_set_and_read_back_before_the_lease_is_given_pinged_while_it_is_held_and_cleared_before_it_is_given_back()
    {
        Ask(_run, new Acquire(Run, Bone, "extraction"));
        (await _run.Hears<Granted>()).Single().Resources.ShouldBe(Bone);
        _flags.Calls.Take(3).Select(c => c.What).ShouldBe([$"read {Flag}", $"set {Flag}", $"read {Flag}"]);
        await PassAsync(200);
        _flags.IsSet(Flag).ShouldBeTrue("it was pinged");
        var pings = _flags.Calls.Where(c => c.What == $"ping {Flag}").Select(c => c.At).ToArray();
        pings.Zip(pings.Skip(1), (a, b) => b - a).ShouldAllBe(gap => gap <= TimeSpan.FromSeconds(20));

        Ask(_run, new Release(Run, ["device:laser"], "done with it"));
        await _run.Hears<Released>();
        _flags.IsSet(Flag).ShouldBeTrue("the section is still held");
        Ask(_run, new Release(Run, [], "over"));
        await _run.Hears<Released>(2);
        _flags.IsSet(Flag).ShouldBeFalse();
        _flags.Calls[^1].What.ShouldBe($"clear {Flag}");
    }

    [Fact]
    public async Task Hardware_13_a_run_waits_in_words_while_another_program_has_the_flag_and_for_a_master_that_is_silent()
    {
        _flags.Set(Flag, true);
        Ask(_run, new Acquire(Run, Bone, "extraction"));
        (await _run.Hears<Waiting>()).Single().HeldBy.Description.ShouldBe("another program at the master (flag bone_flag of master)");
        await PassAsync(120);
        _run.Heard.OfType<Waiting>().Count().ShouldBe(1, "it is said once");
        _flags.Calls.ShouldAllBe(c => c.What == $"read {Flag}");
        _flags.Set(Flag, false);
        var first = (await _run.Hears<Granted>()).Single();

        // The next run of ours waits behind it, as ever; then for a master that does not answer.
        Ask(_next, new Acquire(Next, Bone, "extraction"));
        (await _next.Hears<Waiting>()).Single().HeldBy.ShouldBe(Run);
        _flags.IsLost = true;
        Ask(_run, new Release(Run, [], "over"));
        (await _next.Hears<Waiting>(2))[1].HeldBy.Description.ShouldContain("the master master, which does not answer for the flag bone_flag");
        _flags.IsLost = false;
        (await _next.Hears<Granted>()).Single().Token.ShouldBeGreaterThan(first.Token);
    }

    [Fact]
    public async Task Hardware_13_when_the_network_is_cut_the_flag_expires_and_who_comes_back_to_find_it_anothers_has_lost_his_lease()
    {
        Ask(_run, new Acquire(Run, Bone, "extraction"));
        var first = (await _run.Hears<Granted>()).Single();
        _flags.IsLost = true;
        await PassAsync(65);
        _flags.IsSet(Flag).ShouldBeFalse("nobody has pinged it");
        _flags.Set(Flag, true);
        await PassAsync(10);
        _run.Heard.OfType<Lost>().ShouldBeEmpty("nobody knows");
        _flags.IsLost = false;
        var lost = (await _run.Hears<Lost>()).Single();
        (lost.Holder, lost.Resources.Single()).ShouldBe((Run, "line:bone"));
        lost.Why.ShouldContain("the flag at the master");
        _flags.IsSet(Flag).ShouldBeTrue("it is another's, and stays so");

        // Who asks now waits for that program, and gets a newer token.
        Ask(_next, new Acquire(Next, ["line:bone"], "extraction"));
        (await _next.Hears<Waiting>()).Single().HeldBy.Description.ShouldStartWith("another program");
        _flags.Set(Flag, false);
        (await _next.Hears<Granted>()).Single().Token.ShouldBeGreaterThan(first.Token);
    }

    [Fact]
    public async Task Hardware_18_a_master_that_was_started_anew_has_forgotten_the_flag_which_is_told_and_set_again()
    {
        Ask(_run, new Acquire(Run, Bone, "extraction"));
        await _run.Hears<Granted>();
        _flags.IsLost = true;
        await PassAsync(20);
        _flags.Set(Flag, false);
        _flags.IsLost = false;
        await PassAsync(20);
        _flags.IsSet(Flag).ShouldBeTrue();
        _run.Heard.OfType<Lost>().ShouldBeEmpty();
        (await _notices.All()).OfType<LabProtocol.Notice>().Select(n => n.Text).ShouldContain(t => t.Contains("the master was started anew, or somebody has cleared it. It is set again"));
    }

    [Fact]
    public async Task A_master_that_compares_gives_the_flag_to_one_of_two_that_set_it_at_the_same_time()
    {
        _flags.RefusesToSet = "ERROR 012 : bone is held by run 7";
        Ask(_run, new Acquire(Run, Bone, "extraction"));
        (await _run.Hears<Waiting>()).Single().HeldBy.Description.ShouldContain("bone is held by run 7");
        _flags.RefusesToSet = "";
        await _run.Hears<Granted>();
    }

    [Fact]
    public async Task Who_gives_up_while_the_flag_is_being_set_leaves_it_clear()
    {
        _flags.BeforeSet = () =>
        {
            _flags.BeforeSet = null;
            Ask(_run, new Release(Run, [], "canceled"));
        };
        Ask(_run, new Acquire(Run, Bone, "extraction"));
        await _run.Hears<Released>();
        _flags.IsSet(Flag).ShouldBeFalse();
        (await _run.All()).OfType<Granted>().ShouldBeEmpty();
        (await _node.Ask<HoldingsAre>(_leases, GetHoldings.Instance)).State.Holdings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(20, false, true)]
    [InlineData(500, false, true)]
    [InlineData(500, true, false)]
    public async Task After_a_restart_the_flag_is_kept_or_had_again_before_a_run_goes_on_unless_it_is_anothers(int away, bool another, bool isKept)
    {
        // Held in a former life: the authority's journal has it, and the master the flag, whosever it is. The front of the other tests has nothing to do with it.
        await _node.Ask<HoldingsAre>(_leases, GetHoldings.Instance);
        await _node.Ask<Granted>(_authority, new Acquire(Run, Bone, "extraction"));
        _flags.Set(Flag, true, forGood: another);
        var leases = Front(_node.Clock.Now.AddSeconds(-away));
        leases.Tell(new Confirm(Run, Bone), _run.Ref);
        if (isKept)
        {
            await _run.Hears<Confirmed>();
            _flags.IsSet(Flag).ShouldBeTrue();
        }
        else
        {
            (await _run.Hears<Lost>()).Single().Resources.ShouldBe(["line:bone"]);
            _flags.Calls.ShouldNotContain(c => c.What == $"clear {Flag}");
        }
    }

    [Fact]
    public async Task What_is_of_no_flagged_section_goes_to_the_authority_as_ever()
    {
        Ask(_run, new Acquire(Run, ["ms:Argus"], "measurement"));
        (await _run.Hears<Granted>()).Single().Resources.ShouldBe(["ms:Argus"]);
        _flags.Calls.ShouldBeEmpty();
    }

    private IActorRef Front(DateTimeOffset? awaySince) => _node.System.ActorOf(
        FlaggedLeasesActor.Props([Section], ImmutableDictionary<string, IActorRef>.Empty.Add("master", _master), _authority, awaySince));

    private void Ask(Probe holder, object message) => _leases.Tell(message, holder.Ref);

    /// <summary>Lets so many seconds of the laboratory pass.</summary>
    private async Task PassAsync(double seconds)
    {
        var over = new Probe(_node.System);
        _node.System.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(seconds), over.Ref, "over", ActorRefs.NoSender);
        await over.Hears<string>();
    }
}
