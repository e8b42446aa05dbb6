using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Acceptance.Examples;
using LabActors.Actors.Execution;
using LabActors.Actors.Persistence;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Scripts;
using LabActors.Devices.Ports;
using LabActors.Journal.Storage;
using LabActors.Node;

namespace LabActors.Acceptance.Execution;

/// <summary>
/// The demo laboratory with scripts of the test's own, in virtual time, in a folder of its own. What happens is read from the events;
/// interventions happen inside the clock (<see cref="On{T}"/>), so they have an exact instant.
/// </summary>
internal sealed class TestLaboratory : IAsyncDisposable
{
    // Real time after which a test that hangs fails; no test waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ConcurrentQueue<JournaledEvent> _events = new();
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private volatile bool _recording = true;
    private bool _killed;

    private TestLaboratory(LabNode node, string folder, bool ownsFolder)
    {
        (Node, _folder, _ownsFolder) = (node, folder, ownsFolder);
        Recorder = Node.System.ActorOf(Props.Create(() => new EventRecorder(_events)));
    }

    public LabNode Node { get; }

    public IActorRef Recorder { get; }

    /// <summary>The data folder.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>Everything that was journaled, in order.</summary>
    public ImmutableArray<JournaledEvent> Events => [.. _events];

    public static async Task<TestLaboratory> StartAsync(TestScripts? scripts = null, Func<LabPorts, LabPorts>? ports = null, string? folder = null, bool durable = false, ClockPace pace = default, string overrides = "", Func<NodeOptions, NodeOptions>? options = null)
    {
        var ownsFolder = folder is null;
        folder ??= Directory.CreateTempSubdirectory("labactors-").FullName;
        (scripts ?? new TestScripts()).WriteTo(Path.Combine(folder, "scripts"));
        var labFile = Path.Combine(DemoLaboratory.Folder, "lab.yaml");
        var lab = LabFile.Read(await File.ReadAllTextAsync(labFile), labFile);
        lab.Problems.ShouldBeEmpty();
        var problems = new List<Problem>();
        var python = PythonRuntime.Find(problems).ShouldNotBeNull(string.Join('\n', problems));
        var given = new NodeOptions(lab.Lab!, "", new ScriptFiles(Path.Combine(folder, "scripts")), Path.Combine(folder, "data"), python)
        {
            Journal = durable ? null : JournalDatabase.Memory,
            Ports = ports,
            Pace = pace,
            Overrides = overrides,
        };
        var node = await LabNode.StartAsync(options?.Invoke(given) ?? given);
        var laboratory = new TestLaboratory(node, folder, ownsFolder);
        await laboratory.HeardAsync();
        return laboratory;
    }

    /// <summary>The settings of a node that can be killed: nothing is made safe or kept when its actor system is gone.</summary>
    public const string Killable = "akka.coordinated-shutdown.run-by-actor-system-terminate = off";

    /// <summary>
    /// The node is gone from one moment to the next, as if its computer had failed; the hardware stays as it was. Needs <see cref="Killable"/>; the folder must
    /// be the test's own.
    /// </summary>
    public async Task KillAsync()
    {
        // What the dying node's actors still do to it in this process, a node that is killed would not have done.
        Node.Simulated!.KeepBy(_ => { });
        _killed = true;
        await Node.System.Terminate().WaitAsync(Patience);
    }

    /// <summary>Runs queues to the end of the execution.</summary>
    public async Task<ExecutionProgress> RunAsync(params string[] queues)
    {
        var read = queues.Select((q, i) => QueueFile.Read(q, $"queue{i}.txt")).ToArray();
        read.SelectMany(r => r.Problems).Where(p => p.IsError).ShouldBeEmpty();
        (await Node.ExecuteAsync("Argus", read.Select(r => r.Queue!), "test")).ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();
        var ended = await Node.WhenEndedAsync("Argus").WaitAsync(Patience);
        await HeardAsync();
        return ended;
    }

    /// <summary>Asks for an execution and gives the executor's answer, whatever it is.</summary>
    public async Task<object> AskAsync(string queue, DateTimeOffset? startAt = null, DateTimeOffset? stopAt = null)
    {
        var answer = await Node.ExecuteAsync("Argus", [QueueFile.Read(queue, "queue.txt").Queue!], "test", startAt, stopAt).WaitAsync(Patience);
        await HeardAsync();
        return answer;
    }

    /// <summary>Waits for the end of the execution that runs.</summary>
    public async Task<ExecutionProgress> EndAsync()
    {
        var ended = await Node.WhenEndedAsync("Argus").WaitAsync(Patience);
        await HeardAsync();
        return ended;
    }

    /// <summary>Stops the recorder, as a console that vanishes.</summary>
    public void LoseRecorder()
    {
        _recording = false;
        Node.System.Stop(Recorder);
    }

    /// <summary>Completes when the recorder has heard all that was published before; at once when a test has stopped it.</summary>
    public async Task HeardAsync()
    {
        if (_recording)
            await Recorder.Ask<EventRecorder.Heard>(new EventRecorder.Heard(), Patience);
    }

    /// <summary>When an event of that kind is journaled (the first that fits), something is done, before the clock goes on.</summary>
    public void On<T>(Func<T, bool> fits, Action<LabNode> act)
        where T : IJournalEvent =>
        Recorder.Tell(new EventRecorder.Reaction(e => e is T t && fits(t), () => act(Node)));

    /// <summary>Waits until an event of that kind has been journaled.</summary>
    public Task<JournaledEvent> WhenAsync<T>(Func<T, bool> fits)
        where T : IJournalEvent
    {
        var seen = new TaskCompletionSource<JournaledEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
        Recorder.Tell(new EventRecorder.Waiter(e => e is T t && fits(t), seen));
        return seen.Task.WaitAsync(Patience);
    }

    /// <summary>Events of one kind with the actor that journaled them.</summary>
    public IEnumerable<(string Source, T Event)> Of<T>()
        where T : IJournalEvent =>
        _events.Where(e => e.Event is T).Select(e => (e.PersistenceId, (T)e.Event));

    /// <summary>Runs of the queue in the order of their launch.</summary>
    public ImmutableArray<RunView> Runs() =>
    [
        .. Of<LabActors.Core.Journal.Events.QueueEvents.RunLaunched>().Select(l => new RunView(
            l.Event,
            [.. _events.Where(e => e.PersistenceId == $"run-{l.Event.RunUuid}").Select(e => e.Event)],
            Of<LabActors.Core.Journal.Events.QueueEvents.RunFinished>().Select(f => f.Event).FirstOrDefault(f => f.RunUuid == l.Event.RunUuid))),
    ];

    public async ValueTask DisposeAsync()
    {
        if (!_killed)
            await Node.DisposeAsync();
        if (_ownsFolder)
            Directory.Delete(_folder, recursive: true);
    }
}
