using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Console.Actors;
using LabActors.Console.Attaching;
using LabActors.Core.Journal;
using LabActors.Node.Operators;
using LabActors.Node.Security;
using Serilog.Core;

namespace LabActors.Acceptance.Operators;

/// <summary>A console over the real network of this computer, without a screen: what it was sent is kept.</summary>
internal sealed class TestConsole : IAsyncDisposable
{
    // Real time after which a test that hangs fails; no test waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ActorSystem _system;
    private readonly ConcurrentQueue<JournaledEvent> _heard = new();
    private readonly ConcurrentDictionary<Type, TaskCompletionSource> _awaited = new();
    private readonly ConcurrentQueue<(string Text, TaskCompletionSource Said)> _listening = new();
    private readonly IActorRef _attachment;

    private TestConsole(ConsoleAccess access, bool wants)
    {
        _system = access.Certificates is { } own
            ? OperatorSystem.Create("127.0.0.1", 0, Logger.None, tls: own.SslSetup(CertificateKind.Node))
            : OperatorSystem.Create("127.0.0.1", 0, Logger.None);
        var screen = _system.ActorOf(Props.Create(() => new Screen(this)));
        _attachment = _system.ActorOf(AttachmentActor.Props(
            new AttachmentActor.Order(access.Node, access.User, access.Token, "plain", wants, screen, Hear, TimeProvider.System)
            {
                Beat = TimeSpan.FromMilliseconds(200),
                LostAfter = TimeSpan.FromSeconds(10),
                Line = access.Line,
            }));
    }

    /// <summary>What the console begins with; newest first when there were several.</summary>
    public ConcurrentStack<ImmutableArray<JournaledEvent>> States { get; } = new();

    /// <summary>What came after it, in order.</summary>
    public ImmutableArray<JournaledEvent> Heard => [.. _heard];

    /// <summary>What a person was told.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>The console's actor system.</summary>
    public ActorSystem System => _system;

    /// <summary>Why it was not attached; null when it was.</summary>
    public AttachmentProtocol.IsNot? Refused { get; private set; }

    /// <summary>What the node said it was.</summary>
    public OperatorProtocol.Attached? To { get; private set; }

    public static async Task<TestConsole> AttachAsync(ConsoleAccess access, bool wants = true)
    {
        var console = new TestConsole(access, wants);
        var answer = await console._attachment.Ask<object>(new AttachmentProtocol.WhenAttached(), Patience);
        (console.To, console.Refused) = ((answer as AttachmentProtocol.IsAttached)?.To, answer as AttachmentProtocol.IsNot);
        return console;
    }

    public Task<CommandAnswer> DoAsync(string line, ImmutableArray<SentFile>? files = null) => _attachment.Ask<CommandAnswer>(new AttachmentProtocol.Do(line, files ?? []), Patience);

    /// <summary>Completes when an event of that kind was heard, or was in the state.</summary>
    public Task WhenHeardAsync<T>()
        where T : IJournalEvent => Awaited(typeof(T)).Task.WaitAsync(Patience);

    /// <summary>Completes when a person was told something with that in it.</summary>
    public Task WhenSaidAsync(string text)
    {
        var said = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _listening.Enqueue((text, said));
        foreach (var before in Said)
            Tell(before);
        return said.Task.WaitAsync(Patience);
    }

    private void Hear(string text)
    {
        Said.Enqueue(text);
        Tell(text);
    }

    private void Tell(string text)
    {
        foreach (var (awaited, said) in _listening)
        {
            if (text.Contains(awaited, StringComparison.Ordinal))
                said.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync() => await _system.Terminate().WaitAsync(Patience);

    private TaskCompletionSource Awaited(Type type) => _awaited.GetOrAdd(type, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Screen : ReceiveActor
    {
        public Screen(TestConsole console)
        {
            Receive<ConsoleProtocol.Begin>(begin =>
            {
                console.States.Push(begin.Events);
                foreach (var journaled in begin.Events)
                    console.Awaited(journaled.Event.GetType()).TrySetResult();
            });
            Receive<JournaledEvent>(journaled =>
            {
                console._heard.Enqueue(journaled);
                console.Awaited(journaled.Event.GetType()).TrySetResult();
            });
            Receive<ConsoleProtocol.Show>(show => Sender.Tell(new ConsoleProtocol.Shown(show.Number)));
        }

        protected override void PreStart()
        {
            Context.System.EventStream.Subscribe(Self, typeof(ConsoleProtocol.Begin));
            Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        }
    }
}
