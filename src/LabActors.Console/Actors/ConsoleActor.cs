using System.Threading.Channels;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Console.View;

namespace LabActors.Console.Actors;

/// <summary>
/// Owns the console's view of the laboratory. Receives every <see cref="JournaledEvent"/> of the node's event stream, folds it
/// and hands event and view to the renderer's channel. The channel is bounded: when the reader of our output is slower
/// than the laboratory, the actor stops taking events and holds the clock until there is room, so virtual time waits for the reader.
/// Persists nothing; dies after <see cref="ConsoleProtocol.Finish"/>, or with the node, and completes the channel then.
/// </summary>
public sealed class ConsoleActor : ReceiveActor, IWithUnboundedStash
{
    private readonly ChannelWriter<ConsoleUpdate> _updates;
    private readonly IClockHolds _holds;
    private readonly bool _tellsBeginning;
    private LabView _view;
    private IDisposable? _hold;
    private Queue<JournaledEvent>? _beginning;

    /// <summary>An actor that writes into the channel.</summary>
    public ConsoleActor(ChannelWriter<ConsoleUpdate> updates, IClockHolds holds, LabView before, bool tellsBeginning)
    {
        _updates = updates;
        _holds = holds;
        _view = before;
        _tellsBeginning = tellsBeginning;
        Watching();
    }

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <summary>Props of the actor.</summary>
    /// <param name="before">What is known of the time before it listens.</param>
    /// <param name="tellsBeginning">True: what a picture begins with is told event by event too, and then that it was all.</param>
    public static Props Props(ChannelWriter<ConsoleUpdate> updates, IClockHolds holds, LabView before, bool tellsBeginning = false) =>
        Akka.Actor.Props.Create(() => new ConsoleActor(updates, holds, before, tellsBeginning));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        Context.System.EventStream.Subscribe(Self, typeof(ConsoleProtocol.Begin));
        Context.System.EventStream.Subscribe(Self, typeof(ConsoleProtocol.TimeIs));
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _hold?.Dispose();
        _updates.TryComplete();
    }

    private void Watching()
    {
        Receive<ConsoleProtocol.Watch>(_ => Sender.Tell(new ConsoleProtocol.Watching()));
        Receive<ConsoleProtocol.Finish>(_ => Context.Stop(Self));
        Receive<ConsoleProtocol.Begin>(Begin);
        Receive<ConsoleProtocol.TimeIs>(time =>
        {
            _view = _view with { Now = _view.Now > time.Now ? _view.Now : time.Now };
            Offer(new ConsoleUpdate(_view, "", null));
        });
        Receive<ConsoleProtocol.Show>(show => Sender.Tell(new ConsoleProtocol.Shown(show.Number)));
        Receive<JournaledEvent>(journaled =>
        {
            _view = _view.Apply(journaled.PersistenceId, journaled.Event);
            Offer(new ConsoleUpdate(_view, journaled.PersistenceId, journaled.Event));
        });
    }

    private void Begin(ConsoleProtocol.Begin begin)
    {
        if (_tellsBeginning)
        {
            _view = LabView.Empty;
            _beginning = new Queue<JournaledEvent>(begin.Events);
            TellBeginning();
            return;
        }

        _view = LabView.Of(begin.Events);
        Offer(new ConsoleUpdate(_view, "", null));
    }

    private void TellBeginning()
    {
        while (_beginning is not null)
        {
            if (!_beginning.TryDequeue(out var journaled))
            {
                _beginning = null;
                Offer(new ConsoleUpdate(_view, ConsoleUpdate.BeginningToldBy, null));
                return;
            }

            _view = _view.Apply(journaled.PersistenceId, journaled.Event);
            if (!Offer(new ConsoleUpdate(_view, journaled.PersistenceId, journaled.Event)))
                return;
        }
    }

    /// <summary>False when there is no room, and it is waited for.</summary>
    private bool Offer(ConsoleUpdate update)
    {
        if (_updates.TryWrite(update))
            return true;
        _hold = _holds.Hold("console: waits for the reader of its output");
        Become(() => WaitingForRoom(update));
        _updates.WaitToWriteAsync().AsTask().PipeTo(Self, success: open => new Room(open), failure: _ => new Room(false));
        return false;
    }

    private void WaitingForRoom(ConsoleUpdate update)
    {
        Receive<Room>(room =>
        {
            _hold?.Dispose();
            _hold = null;
            Become(room.IsOpen ? Watching : Unread);
            if (room.IsOpen && Offer(update))
                TellBeginning();
            Stash.UnstashAll();
        });
        ReceiveAny(_ => Stash.Stash());
    }

    // The reader is gone; the queue goes on without it.
    private void Unread()
    {
        Receive<ConsoleProtocol.Watch>(_ => Sender.Tell(new ConsoleProtocol.Watching()));
        Receive<ConsoleProtocol.Finish>(_ => Context.Stop(Self));
        Receive<ConsoleProtocol.Begin>(_ => { });
        Receive<ConsoleProtocol.TimeIs>(_ => { });
        Receive<ConsoleProtocol.Show>(show => Sender.Tell(new ConsoleProtocol.Shown(show.Number)));
        Receive<JournaledEvent>(_ => { });
    }

    private sealed record Room(bool IsOpen);
}
