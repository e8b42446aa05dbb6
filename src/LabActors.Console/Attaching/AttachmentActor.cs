using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Console.Actors;
using LabActors.Core.Operators;
using static LabActors.Actors.Operators.OperatorProtocol;
using static LabActors.Console.Attaching.AttachmentProtocol;

namespace LabActors.Console.Attaching;

/// <summary>
/// A console's end of the line to a node: proves who it is, takes state and events and passes them to the console, sends commands. When nothing has been heard of the node for
/// <see cref="Order.LostAfter"/> it says so and attaches again, as often as it takes; commands without an answer are then told as not known. Real time. Persists nothing; ends when told to leave, or refused.
/// </summary>
public sealed class AttachmentActor : ReceiveActor, IWithTimers
{
    // Real time for a node to answer before it is asked again; one that is busy would have to admit the same console twice.
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(3);

    private readonly Order _order;
    private ConsoleAddress _node;
    private readonly Dictionary<long, IActorRef> _asked = [];
    private readonly List<byte[]> _parts = [];
    private readonly List<JournaledEvent> _state = [];
    private readonly List<IActorRef> _waiters = [];
    private IActorRef _session = ActorRefs.Nobody;
    private Attached? _attached;
    private IsNot? _refused;
    private DateTimeOffset _heard;
    private DateTimeOffset _began;
    private DateTimeOffset _greeted;
    private long _commands;
    private string _told = "";

    public AttachmentActor(Order order)
    {
        (_order, _node) = (order, order.Node);
        Receive<WhenAttached>(_ => OnWhenAttached());
        Receive<Challenge>(c => Sender.Tell(new Attach(c.Nonce, order.User, Proof(c), order.Kind, order.Wants, order.Since)));
        Receive<AttachRefused>(r => Refused(new IsNot(r.Reason, Denied: true)));
        Receive<Attached>(OnAttached);
        Receive<Batch>(OnBatch, b => IsSession());
        Receive<Beat>(OnBeat, _ => IsSession());
        Receive<Behind>(b => order.Tell($"this console was slower than the laboratory: {b.LeftOut} events were left out, what is shown now is the newest state"), _ => IsSession());
        Receive<Answer>(OnAnswer, _ => IsSession());
        Receive<Detached>(d => Lost($"the node ended the session: {d.Why}"), _ => IsSession());
        Receive<ConsoleProtocol.Shown>(s => _session.Tell(new Acknowledge(s.Number)));
        Receive<AttachmentProtocol.Do>(OnDo);
        Receive<Leave>(OnLeave);
        Receive<Looked>(OnLooked);
        Receive<Tick>(_ => OnTick());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _order.Time.GetUtcNow();

    /// <summary>The line to a node.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new AttachmentActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _began = Now;
        Timers.StartPeriodicTimer("tick", Tick.Instance, _order.Beat, _order.Beat);
        Ask();
    }

    private void Ask()
    {
        _greeted = Now;
        _node = _order.Find() ?? _node;
        _order.Line.LookAsync().PipeTo(Self, success: refusal => new Looked(refusal), failure: fault => new Looked(fault.Message));
    }

    private void OnLooked(Looked looked)
    {
        if (looked.Refusal.Length == 0)
            Context.ActorSelection($"{_order.Line.Protocol}://{OperatorProtocol.System}@{_node}/user/{Gateway}").Tell(new Hello(OperatorProtocol.Version, _order.User));
        else if (_attached is null)
            Refused(new IsNot(looked.Refusal, Denied: false));
        else
            TellOnce(looked.Refusal);
    }

    private byte[] Proof(Challenge challenge) =>
        OperatorProof.Make(OperatorProof.Key(challenge.Salt, _order.Token), Convert.FromBase64String(challenge.Nonce), _order.User, challenge.Node);

    private bool IsSession() => Sender.Equals(_session);

    private void OnWhenAttached()
    {
        if (_attached is not null)
            Sender.Tell(new IsAttached(_attached));
        else if (_refused is not null)
            Sender.Tell(_refused);
        else
            _waiters.Add(Sender);
    }

    private void OnAttached(Attached attached)
    {
        if (!_session.IsNobody())
        {
            Sender.Tell(new Detach());
            return;
        }

        _session = Sender;
        _heard = Now;
        _told = "";
        if (_attached is not null)
            _order.Tell($"attached to {attached.Node} again");
        _attached = attached;
        TellWaiters(new IsAttached(attached));
    }

    private void OnBatch(Batch batch)
    {
        _heard = Now;
        _parts.Add(batch.Bytes);
        if (batch.Part < batch.Parts)
            return;
        ImmutableArray<JournaledEvent> events;
        try
        {
            (events, _) = EventBatch.Read(_parts);
        }
        catch (SerializationException wrong)
        {
            Refused(new IsNot(wrong.Message, Denied: false));
            return;
        }
        finally
        {
            _parts.Clear();
        }

        if (batch.IsState)
        {
            _state.AddRange(events);
            if (batch.EndsState)
            {
                Context.System.EventStream.Publish(new ConsoleProtocol.Begin([.. _state]));
                _state.Clear();
            }
        }
        else
        {
            foreach (var journaled in events)
                Context.System.EventStream.Publish(journaled);
        }

        _order.Console.Tell(new ConsoleProtocol.Show(batch.Number));
    }

    private void OnBeat(Beat beat)
    {
        _heard = Now;
        Context.System.EventStream.Publish(new ConsoleProtocol.TimeIs(beat.Now));
    }

    private void OnDo(AttachmentProtocol.Do command)
    {
        if (_session.IsNobody())
        {
            Sender.Tell(CommandAnswer.No("not attached: nothing was sent"));
            return;
        }

        _asked[++_commands] = Sender;
        var parts = command.Files.IsEmpty ? [] : SentFile.Write(command.Files);
        for (var i = 0; i < parts.Length; i++)
            _session.Tell(new FilePart(_commands, i + 1, parts[i]));
        _session.Tell(new OperatorProtocol.Do(_commands, command.Line));
    }

    private void OnAnswer(Answer answer)
    {
        _heard = Now;
        if (_asked.Remove(answer.Number, out var asker))
            asker.Tell(new CommandAnswer(answer.Done, answer.Lines));
    }

    private void OnLeave(Leave leave)
    {
        _session.Tell(new Detach());
        Sender.Tell(leave);
        Context.Stop(Self);
    }

    private void OnTick()
    {
        if (!_session.IsNobody())
        {
            _session.Tell(new Beat(Now));
            if (Now - _heard > _order.LostAfter)
                Lost($"nothing was heard of the node for {(Now - _heard).TotalSeconds:0} s");
            return;
        }

        if (_attached is null && Now - _began > _order.LostAfter)
            Refused(new IsNot($"no node answers at {_node}", Denied: false));
        else if (Now - _greeted > AskAgain)
            Ask();
    }

    private void Lost(string why)
    {
        _session = ActorRefs.Nobody;
        _parts.Clear();
        _state.Clear();
        foreach (var asker in _asked.Values)
            asker.Tell(CommandAnswer.No($"{why}; whether the command was done is not known: look, and say it again if it was not"));
        _asked.Clear();
        _order.Tell($"{why}; what runs goes on there, and this console tries to attach again");
        Ask();
    }

    private void Refused(IsNot why)
    {
        _refused = why;
        TellWaiters(why);
        if (_attached is not null)
            TellOnce(why.Why);
    }

    /// <summary>A console that tries to attach again says why it is not attached, and then what is new.</summary>
    private void TellOnce(string why)
    {
        if (why != _told)
            _order.Tell(why);
        _told = why;
    }

    private void TellWaiters(object message)
    {
        foreach (var waiter in _waiters)
            waiter.Tell(message);
        _waiters.Clear();
    }

    /// <summary>Where to attach, as whom.</summary>
    /// <param name="Token">Of the user.</param>
    /// <param name="Kind"><c>screen, plain, json, command</c>.</param>
    /// <param name="Wants">False when only commands are to be given.</param>
    /// <param name="Console">Answers <see cref="ConsoleProtocol.Show"/>; it hears <see cref="ConsoleProtocol.Begin"/> and <see cref="JournaledEvent"/>s on the event stream.</param>
    /// <param name="Tell">Tells a person what becomes of the line.</param>
    public sealed record Order(ConsoleAddress Node, string User, string Token, string Kind, bool Wants, IActorRef Console, Action<string> Tell, TimeProvider Time)
    {
        /// <summary>How the node is reached.</summary>
        public NodeLine Line { get; init; } = NodeLine.WithinComputer;

        /// <summary>With <see cref="Wants"/>: the log since then instead of the state; laboratory time.</summary>
        public DateTimeOffset? Since { get; init; }

        /// <summary>Where the node is now: one that was started again on its folder may listen elsewhere. Null where nobody knows better.</summary>
        public Func<ConsoleAddress?> Find { get; init; } = () => null;

        /// <summary>How often the node is told that the console is there; real time.</summary>
        public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(2);

        /// <summary>A node that was not heard of for so long is gone; real time.</summary>
        public TimeSpan LostAfter { get; init; } = TimeSpan.FromSeconds(10);
    }

    private sealed record Looked(string Refusal);

    private sealed record Tick
    {
        public static Tick Instance { get; } = new();
    }
}
