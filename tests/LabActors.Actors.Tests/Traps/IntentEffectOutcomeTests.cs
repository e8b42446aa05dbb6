using Akka.Actor;
using LabActors.Journal.Storage;
using LabActors.Journal.Tests.Storage;
using static LabActors.Actors.Tests.Traps.AirPipette;

namespace LabActors.Actors.Tests.Traps;

[Collection(JournalStores.Collection)]
public sealed class IntentEffectOutcomeTests(JournalStores stores)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_around_an_effect_neither_repeats_it_nor_claims_what_never_happened(bool shotWasFired)
    {
        var journal = stores.Create(JournalProvider.Sqlite);
        var hardware = new Hardware();
        using var crash = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();

        // The first life ends in the middle of the command: nothing that it does later reaches the journal.
        Action end = () =>
        {
            reached.Set();
            crash.Wait(TestNode.Patience).ShouldBeTrue();
            throw new OperationCanceledException("this process is no more");
        };
        if (shotWasFired)
            hardware.AfterShot = end;
        else
            hardware.BeforeShot = end;
        await using var first = TestNode.OnVirtualTime(journal);
        first.System.ActorOf(Props.Create(() => new AirPipette(hardware))).Tell(new Fire("shot-1"));
        reached.Wait(TestNode.Patience).ShouldBeTrue();

        hardware.BeforeShot = hardware.AfterShot = () => { };
        await using var second = TestNode.OnVirtualTime(journal);
        var pipette = second.System.ActorOf(Props.Create(() => new AirPipette(hardware)));
        var outcome = await second.Ask<object>(pipette, new Fire("shot-1"));
        if (shotWasFired)
            outcome.ShouldBe(new Fired("shot-1"));
        else
            outcome.ShouldBe(new Failed("shot-1", "the process ended before the shot"));
        hardware.Shots.ShouldBe(shotWasFired ? 1 : 0);

        // The command is settled; a new one is a new shot, and repeating it is answered from the journal.
        (await second.Ask<object>(pipette, new Fire("shot-2"))).ShouldBe(new Fired("shot-2"));
        (await second.Ask<object>(pipette, new Fire("shot-2"))).ShouldBe(new Fired("shot-2"));
        hardware.Shots.ShouldBe(shotWasFired ? 2 : 1);
        crash.Set();
    }
}
