using System.Text.Json;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using LabActors.Actors.Scripts;
using LabActors.Core.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Tests.Scripts;

/// <summary>A script's actor, and its run as a probe.</summary>
public abstract class ScriptActorKit : TestKit
{
    /// <summary>Real time after which a script that hangs fails.</summary>
    protected static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private protected ScriptActorKit() => Run = CreateTestProbe("run");

    private protected ScriptFolder Folder { get; } = new();

    private protected CountedHolds Holds { get; } = new();

    private protected TestProbe Run { get; }

    private protected IActorRef Script { get; private set; } = ActorRefs.Nobody;

    protected override void AfterAll()
    {
        base.AfterAll();
        Folder.Dispose();
    }

    protected void Start(
        string text,
        ScriptLimits? limits = null,
        ScriptKind kind = ScriptKind.Extraction,
        Dictionary<string, object?>? values = null,
        bool started = true)
    {
        var launch = Folder.Launch(text, kind, values) with { Limits = limits ?? new ScriptLimits() };
        Script = Run.ChildActorOf(ScriptActor.Props(launch, new PythonProcesses(ScriptFolder.Python, Holds)));
        Run.Watch(Script);
        var first = Run.ExpectMsg<ScriptStarted>(Limit);
        first.PythonVersion.ShouldBe(ScriptFolder.Python.Version.ToString());
        if (started)
            first.TextHash.ShouldBe(ScriptDocument.HashOf(text));
    }

    protected CommandRequested Expect(string name)
    {
        var request = Run.ExpectMsg<CommandRequested>(Limit);
        request.Name.ShouldBe(name);
        return request;
    }

    protected void Reply(CommandRequested request, object? value) =>
        Script.Tell(new Answer(request.Seq, JsonSerializer.SerializeToElement(value)));

    protected ScriptEnded Ended()
    {
        var ended = Run.ExpectMsg<ScriptEnded>(Limit);
        Run.ExpectTerminated(Script, Limit);
        return ended;
    }
}
