using Akka.Actor;
using Akka.Actor.Setup;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Journal.Serialization;
using LabActors.Journal.Storage;

namespace LabActors.Actors.Tests;

/// <summary>An actor system as a node has it, from the repository's own HOCON, and its end.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private TestNode(ActorSystem system) => System = system;

    public ActorSystem System { get; }

    public LabClock Clock => LabClock.Of(System);

    public static TestNode OnVirtualTime(JournalDatabase? journal = null, string overrides = "", params Setup[] setups) =>
        Start(new NodeSettings(journal ?? JournalDatabase.Memory) { Clock = VirtualClockOptions.Default, Overrides = overrides }, setups);

    public static TestNode OnRealTime(JournalDatabase? journal = null, string overrides = "", params Setup[] setups) =>
        Start(new NodeSettings(journal ?? JournalDatabase.Memory) { Overrides = overrides }, setups);

    /// <summary>Starts an actor and answers what it replies to a question; from outside, as the edges of a node do.</summary>
    public Task<T> Ask<T>(IActorRef actor, object question) => actor.Ask<T>(question, Patience);

    /// <summary>Real time after which a test has failed; no test waits for it to pass.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public async ValueTask DisposeAsync() => await System.Terminate().WaitAsync(Patience);

    private static TestNode Start(NodeSettings settings, Setup[] setups)
    {
        var all = ActorSystemSetup.Create([BootstrapSetup.Create().WithConfig(NodeConfiguration.Load(settings)), .. setups]);
        if (!all.Get<JournalManifestSetup>().HasValue)
            all = all.And(new JournalManifestSetup(TestEvents.Registry));
        return new TestNode(ActorSystem.Create("test", all));
    }
}
