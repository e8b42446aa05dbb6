using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Benchmarks.Recovery;
using LabActors.Console.Actors;
using LabActors.Console.Attaching;
using LabActors.Core.Journal.Events;
using LabActors.Core.Operators;
using LabActors.Node.Operators;
using LabActors.Testing;
using Serilog.Core;

namespace LabActors.Benchmarks.Operators;

/// <summary>
/// Twenty consoles over loopback on a node that takes 200 readings a second, one of which shows nothing of what it is sent: how long a reading takes to the others, and what becomes of the slow one. Node and consoles
/// are actor systems of one process, so the processor time is that of all of them.
/// </summary>
internal static class ConsoleFanout
{
    private const int Consoles = 20;
    private const int PerSecond = 200;
    private const int Burst = 30_000;
    private const string Token = "token";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Twenty consoles on one node, one of which is slow; and what a burst does.</summary>
    public static async Task MeasureAsync()
    {
        await using var node = await Fed.StartAsync(slow: 1);
        Tell($"a reading to {Consoles - 1} consoles", await FeedAsync(node));

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Burst; i++)
            node.Publish();
        var told = clock.Elapsed;
        node.Consoles[0].Catches();
        await node.Consoles[0].WhenBehindAsync();
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {Burst} readings at once held the laboratory for {told.TotalMilliseconds:0} ms; the slow console was told how many it missed, and had the newest state, {clock.Elapsed.TotalMilliseconds:0} ms after"));
    }

    /// <summary>Three nodes, each of which takes as many readings; twenty consoles that are attached to all three.</summary>
    public static async Task MeasureThreeAsync()
    {
        await using var argus = await Fed.StartAsync(slow: 0);
        await using var felix = await Fed.StartAsync(slow: 0);
        await using var jan = await Fed.StartAsync(slow: 0);
        Tell($"a reading of three nodes to {Consoles} consoles each", await FeedAsync(argus, felix, jan));
    }

    /// <summary>Lets nodes take readings for a while, at once, and waits until the consoles that keep up have all.</summary>
    /// <returns>How late each came, ms; how many were to come; what of a core it took.</returns>
    private static async Task<(double[] Late, long Wanted, double Core)> FeedAsync(params Fed[] nodes)
    {
        var began = Process.GetCurrentProcess().TotalProcessorTime;
        using (var ticks = new PeriodicTimer(Tick))
        {
            for (var ticked = 0; ticked < Lasts / Tick && await ticks.WaitForNextTickAsync(); ticked++)
            {
                for (var i = 0; i < PerSecond * Tick.TotalSeconds; i++)
                    Array.ForEach(nodes, node => node.Publish());
            }
        }

        foreach (var node in nodes)
            await node.WhenHeardAsync();
        var used = Process.GetCurrentProcess().TotalProcessorTime - began;
        return ([.. nodes.SelectMany(node => node.KeepUp).SelectMany(console => console.Late).Order()], nodes.Sum(node => node.Published * node.KeepUp.Count()), used / Lasts);
    }

    private static void Tell(string what, (double[] Late, long Wanted, double Core) fed) => System.Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {what}: half within {fed.Late[fed.Late.Length / 2]:0} ms, 99 % within {fed.Late[fed.Late.Length * 99 / 100]:0} ms, all within {fed.Late[^1]:0} ms; {fed.Late.Length} of {fed.Wanted} heard; {fed.Core * 100:0} % of a core"));

    /// <summary>A node with its consoles, the first of which may be slow.</summary>
    private sealed class Fed : IAsyncDisposable
    {
        private readonly ActorSystem _laboratory = ActorSystem.Create("lab", "akka.loglevel = WARNING");
        private readonly ActorSystem _node = OperatorSystem.Create("127.0.0.1", 0, Logger.None);
        private readonly int _slow;

        private Fed(int slow)
        {
            _slow = slow;
            var user = new OperatorUser("anna", OperatorRole.Operator, "salt", OperatorProof.Hash(OperatorProof.Key("salt", Token)), default);
            var entries = _laboratory.ActorOf(Props.Create(() => new Entries()));
            _node.ActorOf(
                OperatorGatewayActor.Props(new OperatorGatewayActor.Order(
                    "node",
                    name => name == user.Name ? user : null,
                    new OperatorProtocol.Attached("", "", "", "node", "lab", true, "real", 1, "", ["Argus"], []),
                    _laboratory,
                    () => entries,
                    new FakeOperatedLab(),
                    _ => Task.FromResult(ImmutableArray<JournaledEvent>.Empty),
                    () => DateTimeOffset.UtcNow,
                    TimeProvider.System)),
                OperatorProtocol.Gateway);
        }

        public List<Watcher> Consoles { get; } = [];

        public IEnumerable<Watcher> KeepUp => Consoles.Skip(_slow);

        public long Published { get; private set; }

        public static async Task<Fed> StartAsync(int slow)
        {
            var fed = new Fed(slow);
            var at = OperatorSystem.EndPoint(fed._node);
            for (var i = 0; i < ConsoleFanout.Consoles; i++)
                fed.Consoles.Add(await Watcher.AttachAsync(new ConsoleAddress(at.Host, at.Port), isSlow: i < slow));
            return fed;
        }

        public void Publish() => _laboratory.EventStream.Publish(Reading(++Published));

        public async Task WhenHeardAsync()
        {
            foreach (var console in KeepUp)
                await console.WhenHeardAsync(Published);
        }

        public async ValueTask DisposeAsync() => await Task.WhenAll(Consoles.Select(console => console.System.Terminate()).Append(_node.Terminate()).Append(_laboratory.Terminate()));
    }

    private static JournaledEvent Reading(long number) => new("run-1", number, DateTimeOffset.UtcNow, new MeasurementEvents.ReadingTaken(
        DateTimeOffset.UtcNow,
        1,
        (int)number,
        new Dictionary<string, double> { ["H1"] = 4821.377, ["AX"] = 321.094, ["L1"] = 1.8832, ["L2"] = 0.41173, ["CDD"] = 0.98415 }.ToImmutableDictionary(),
        ImmutableDictionary<string, string>.Empty));

    private sealed class Watcher
    {
        private readonly TaskCompletionSource _behind = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private IActorRef _screen = ActorRefs.Nobody;
        private long _heard;
        private long _wanted = long.MaxValue;

        public ActorSystem System { get; } = OperatorSystem.Create("127.0.0.1", 0, Logger.None);

        /// <summary>Milliseconds from a reading to the console.</summary>
        public List<double> Late { get; } = [];

        public static async Task<Watcher> AttachAsync(ConsoleAddress node, bool isSlow)
        {
            var watcher = new Watcher();
            watcher._screen = watcher.System.ActorOf(Props.Create(() => new Screen(watcher, isSlow)));
            var attachment = watcher.System.ActorOf(AttachmentActor.Props(
                new AttachmentActor.Order(node, "anna", Token, "screen", true, watcher._screen, text => watcher.Told(text), TimeProvider.System)));
            _ = await attachment.Ask<AttachmentProtocol.IsAttached>(new AttachmentProtocol.WhenAttached(), Patience);
            return watcher;
        }

        public Task WhenHeardAsync(long number)
        {
            Volatile.Write(ref _wanted, number);
            if (Volatile.Read(ref _heard) >= number)
                _all.TrySetResult();
            return _all.Task.WaitAsync(Patience);
        }

        public Task WhenBehindAsync() => _behind.Task.WaitAsync(Patience);

        /// <summary>From here it shows what it is sent.</summary>
        public void Catches() => _screen.Tell(Catch.Instance);

        private void Told(string text)
        {
            if (text.Contains("left out", StringComparison.Ordinal))
                _behind.TrySetResult();
        }

        private void Heard(JournaledEvent journaled)
        {
            Late.Add((DateTimeOffset.UtcNow - journaled.Event.At).TotalMilliseconds);
            Volatile.Write(ref _heard, journaled.SequenceNr);
            if (journaled.SequenceNr >= Volatile.Read(ref _wanted))
                _all.TrySetResult();
        }

        private sealed class Screen : ReceiveActor
        {
            private readonly List<(IActorRef Asker, long Number)> _asked = [];

            public Screen(Watcher watcher, bool isSlow)
            {
                Receive<JournaledEvent>(watcher.Heard);
                Receive<ConsoleProtocol.Begin>(_ => { });
                Receive<ConsoleProtocol.Show>(show =>
                {
                    if (isSlow)
                        _asked.Add((Sender, show.Number));
                    else
                        Sender.Tell(new ConsoleProtocol.Shown(show.Number));
                });
                Receive<Catch>(_ =>
                {
                    isSlow = false;
                    foreach (var (asker, number) in _asked)
                        asker.Tell(new ConsoleProtocol.Shown(number));
                });
            }

            protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        }

        private sealed record Catch
        {
            public static Catch Instance { get; } = new();
        }
    }

    /// <summary>Takes down who attaches, as the journal of operators does.</summary>
    private sealed class Entries : ReceiveActor
    {
        private int _sessions;

        public Entries()
        {
            Receive<OperatorJournalProtocol.Enter>(_ => Sender.Tell(new OperatorJournalProtocol.Entered($"s{++_sessions}")));
            Receive<OperatorJournalProtocol.Leave>(_ => { });
        }
    }
}
