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

    public static async Task MeasureAsync()
    {
        var laboratory = ActorSystem.Create("lab", "akka.loglevel = WARNING");
        var node = OperatorSystem.Create("127.0.0.1", 0, Logger.None);
        var user = new OperatorUser("anna", OperatorRole.Operator, "salt", OperatorProof.Hash(OperatorProof.Key("salt", Token)), default);
        node.ActorOf(
            OperatorGatewayActor.Props(new OperatorGatewayActor.Order(
                "node",
                name => name == user.Name ? user : null,
                new OperatorProtocol.Attached("", "", "", "node", "lab", true, "real", 1, "", ["Argus"], []),
                laboratory,
                laboratory.ActorOf(Props.Create(() => new Entries())),
                new FakeOperatedLab(),
                _ => Task.FromResult(ImmutableArray<JournaledEvent>.Empty),
                () => DateTimeOffset.UtcNow,
                TimeProvider.System)),
            OperatorProtocol.Gateway);
        var at = OperatorSystem.EndPoint(node);
        var consoles = new List<Watcher>();
        for (var i = 0; i < Consoles; i++)
            consoles.Add(await Watcher.AttachAsync(new ConsoleAddress(at.Host, at.Port), isSlow: i == 0));

        var began = Process.GetCurrentProcess().TotalProcessorTime;
        var published = 0L;
        using (var ticks = new PeriodicTimer(Tick))
        {
            for (var ticked = 0; ticked < Lasts / Tick && await ticks.WaitForNextTickAsync(); ticked++)
            {
                for (var i = 0; i < PerSecond * Tick.TotalSeconds; i++)
                    laboratory.EventStream.Publish(Reading(++published));
            }
        }

        foreach (var console in consoles.Skip(1))
            await console.WhenHeardAsync(published);
        var used = Process.GetCurrentProcess().TotalProcessorTime - began;
        double[] late = [.. consoles.Skip(1).SelectMany(console => console.Late).Order()];
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  a reading to {Consoles - 1} consoles: half within {late[late.Length / 2]:0} ms, 99 % within {late[late.Length * 99 / 100]:0} ms, all within {late[^1]:0} ms; {late.Length} of {published * (Consoles - 1)} heard; {used / Lasts * 100:0} % of a core"));

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Burst; i++)
            laboratory.EventStream.Publish(Reading(++published));
        var told = clock.Elapsed;
        consoles[0].Catches();
        await consoles[0].WhenBehindAsync();
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {Burst} readings at once held the laboratory for {told.TotalMilliseconds:0} ms; the slow console was told how many it missed, and had the newest state, {clock.Elapsed.TotalMilliseconds:0} ms after"));
        await Task.WhenAll(consoles.Select(console => console.System.Terminate()).Append(node.Terminate()).Append(laboratory.Terminate()));
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
