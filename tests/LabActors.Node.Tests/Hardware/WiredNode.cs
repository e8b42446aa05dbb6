using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;
using LabActors.Node.Hardware;
using LabActors.Node.Simulation.Serving;

namespace LabActors.Node.Tests.Hardware;

/// <summary>
/// A node of this process whose ports lead over pseudo-terminals and sockets to instruments that are simulated beside it, and go on when the node stops. Time goes faster than the computer's for both;
/// while a wire talks the node's stands still, so no limit of its actors runs out on a slow machine.
/// </summary>
internal sealed class WiredNode : IAsyncDisposable
{
    /// <summary>The settings of a node that can be killed: nothing is made safe when its actor system is gone.</summary>
    public const string Killable = "akka.coordinated-shutdown.run-by-actor-system-terminate = off";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder;
    private readonly ServedLaboratory _served;
    private readonly NodeOptions _options;
    private ConcurrentQueue<JournaledEvent> _events = [];

    private WiredNode(string folder, ServedLaboratory served, NodeOptions options)
    {
        (_folder, _served, _options) = (folder, served, options);
        Instruments = new ServedInstruments(served.Desk);
    }

    /// <summary>The node, as it was started last.</summary>
    public LabNode Node { get; private set; } = null!;

    /// <summary>What is done to the instruments, and known of them.</summary>
    public ServedInstruments Instruments { get; }

    /// <summary>What the node that was started last has journaled, in order.</summary>
    public ImmutableArray<JournaledEvent> Events => [.. _events];

    /// <summary>Where the instruments are.</summary>
    public PortRedirection Redirection => _served.Redirection;

    /// <summary>Begins to serve the instruments of a laboratory, and starts a node on them.</summary>
    /// <param name="yaml">Its <c>lab.yaml</c>; files that it names are looked for beside that of the wired example.</param>
    /// <param name="factor">Laboratory seconds a second; below 1 where an instant of the laboratory is to be kept on a slow machine too.</param>
    /// <param name="scripts">Scripts by their paths in the folder of scripts.</param>
    /// <param name="options">What else the node is told.</param>
    public static async Task<WiredNode> StartAsync(string yaml, double factor = 10, IReadOnlyDictionary<string, string>? scripts = null, Func<NodeOptions, NodeOptions>? options = null)
    {
        var read = LabFile.Read(yaml, WiredLaboratory.Path);
        var lab = read.Lab.ShouldNotBeNull(string.Join("\n", read.Problems));
        var problems = new List<Problem>();
        var python = PythonRuntime.Find(problems).ShouldNotBeNull(string.Join("\n", problems));
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        var root = Directory.CreateDirectory(Path.Combine(folder, "scripts")).FullName;
        foreach (var (name, text) in scripts ?? ImmutableDictionary<string, string>.Empty)
        {
            var path = Path.Combine(root, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text);
        }

        var served = await ServedLaboratory.StartAsync(lab, Path.Combine(folder, "instruments"), 1, factor, FaultPlan.None, _ => { });
        var given = new NodeOptions(served.Redirection.Apply(lab), "", new ScriptFiles(root), Path.Combine(folder, "data"), python)
        {
            Wires = WireUse.Ports,
            Pace = ClockPace.Times(factor),
        };
        var wired = new WiredNode(folder, served, options?.Invoke(given) ?? given);
        await wired.StartNodeAsync();
        return wired;
    }

    /// <summary>Asks the extraction line.</summary>
    public Task<T> Line<T>(object message) => Node.Line.Ask<T>(message, Patience);

    /// <summary>Looks until what is looked at is so.</summary>
    public static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> isSo)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = await look();
            if (isSo(seen))
                return seen;
            limit.IsCancellationRequested.ShouldBeFalse($"it is still {seen}");
            await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <summary>The node stops as it is told to, and another is started in its data folder. The instruments go on.</summary>
    public async Task RestartAsync()
    {
        await Node.DisposeAsync();
        await StartNodeAsync();
    }

    /// <summary>The node is gone from one moment to the next, as if its computer had failed; it needs <see cref="Killable"/>. The instruments go on.</summary>
    public async Task KillAsync()
    {
        await Node.System.Terminate();
        await Node.DisposeAsync();
    }

    /// <summary>Another node is started in the data folder of one that was killed.</summary>
    public Task StartAgainAsync() => StartNodeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await _served.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartNodeAsync()
    {
        var events = _events = [];
        Node = await LabNode.StartAsync(_options);
        var ear = Node.System.ActorOf(Props.Create(() => new Ear(events)));
        await ear.Ask<ActorIdentity>(new Identify(1), Patience);
        Node.Serve();
    }

    private sealed class Ear : ReceiveActor
    {
        public Ear(ConcurrentQueue<JournaledEvent> events) => Receive<JournaledEvent>(events.Enqueue);

        protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
    }
}
