using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Persistence;
using LabActors.Actors.Safety;
using LabActors.Actors.Time;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Lab;

/// <summary>
/// Keeps the <see cref="LabActor"/> alive. When the journal cannot be reached or has no room, nothing may be done that is not in it: the whole laboratory is stopped as if
/// the node had been killed, and started again, less and less often, until the journal answers; then everything recovers as after a restart. Laboratory time is held
/// meanwhile. A journal from which an actor cannot be recovered, or a laboratory that stops for any other reason, is no matter of waiting: the node says so and stops, and
/// is made safe. An outage that lasts too long protects the laboratory without the journal: extraction devices off, inlets closed. Waits here are real time,
/// since that is what databases take. Persists nothing; lives as long as the node.
/// </summary>
public sealed class LabSupervisorActor : ReceiveActor
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private readonly Order _order;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<IActorRef> _wantParts = [];
    private IActorRef _lab = ActorRefs.Nobody;
    private LabProtocol.PartsAre? _parts;
    private Loss? _loss;
    private string _end = "";
    private bool _lives;
    private bool _waits;
    private int _tries;

    public LabSupervisorActor(Order order)
    {
        _order = order;
        Receive<LabProtocol.PartsAre>(Up);
        Receive<LabProtocol.GetParts>(_ => TellParts(Sender));
        Receive<JournalFailed>(Failed, _ => _end.Length == 0);
        Receive<JournalFailed>(_ => { });
        Receive<RecoveryFailed>(Unrecoverable);
        Receive<Terminated>(_ => Down());
        Receive<TryAgain>(_ => Start(), _ => _end.Length == 0);
        Receive<TryAgain>(_ => { });
        Receive<ProtectNow>(p => Protect(p), p => ReferenceEquals(p.Loss, _loss));
        Receive<ProtectNow>(_ => { });
        Receive<Protected>(p => Tell($"{(_loss is null ? "the laboratory is protected without its actors" : "the journal is still away; without it")}: {string.Join("; ", p.Steps.Select(s => $"{s.What}: {s.Detail}"))}"));
        Receive<LabProtocol.MakeSafe>(MakeSafe);
    }

    /// <summary>Keeps one laboratory.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new LabSupervisorActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournalFailed));
        Context.System.EventStream.Subscribe(Self, typeof(RecoveryFailed));
        Start();
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _loss?.Hold.Dispose();
    }

    /// <summary>It stops and never restarts by itself: what is in its memory may be ahead of the journal.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private void Start()
    {
        _waits = false;
        _lab = Context.ActorOf(_order.Laboratory(_loss is null ? null : new JournalLoss(_loss.At, _loss.Cause, Away(_loss))), $"lab-{_tries++}");
        Context.Watch(_lab);
        _lives = true;
        _lab.Tell(new LabProtocol.GetParts());
    }

    private void Up(LabProtocol.PartsAre parts)
    {
        if (!Sender.Equals(_lab))
            return;
        _parts = parts;
        _order.Up(parts);
        foreach (var asker in _wantParts)
            asker.Tell(parts);
        _wantParts.Clear();
        if (_loss is not { } loss)
            return;
        Tell($"the journal answers again after {Away(loss):0} s: the laboratory goes on from where it was");
        (_loss, _tries) = (null, 1);
        loss.Hold.Dispose();
    }

    private void TellParts(IActorRef asker)
    {
        if (_end.Length > 0)
            asker.Tell(new Status.Failure(new SerializationException(_end)));
        else if (_parts is { } parts)
            asker.Tell(parts);
        else
            _wantParts.Add(asker);
    }

    private void Failed(JournalFailed failed)
    {
        if (_loss is null)
        {
            _loss = new Loss(_clock.Now, failed.Cause, _order.Wall.GetTimestamp(), _clock.Holds.Hold($"the journal, which does not answer: {failed.Cause}"));
            Tell($"the journal cannot be written or read ({failed.Cause}): everything stops until it answers; nothing that is in it is lost");
            After(_order.ProtectAfter, new ProtectNow(_loss));
        }

        _parts = null;
        if (_lives)
            Context.Stop(_lab);
        else if (!_waits)
            Down();
    }

    private void Down()
    {
        _lives = false;
        if (_end.Length > 0 || _loss is not { } loss)
        {
            End(_end.Length > 0 ? _end : "The laboratory has stopped; the log says why.");
            return;
        }

        var wait = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Shortest.TotalSeconds * Math.Pow(2, Math.Min(10, _tries - 1))));
        _log.Warning("The journal has been away for {Seconds} s; it is tried again in {Wait} s", Away(loss), wait.TotalSeconds);
        _waits = true;
        After(wait, new TryAgain());
    }

    private void Unrecoverable(RecoveryFailed failed)
    {
        if (_end.Length > 0)
            return;
        _end = $"Event {failed.SequenceNr} of {failed.PersistenceId} cannot be recovered: {failed.Cause}";
        _parts = null;
        if (_lives)
            Context.Stop(_lab);
        else
            Down();
    }

    /// <summary>A second life would come to the same end: nothing goes on before somebody has looked.</summary>
    private void End(string why)
    {
        _end = why;
        _log.Error("{Text}", why);
        Context.System.EventStream.Publish(new LabProtocol.Notice($"{why} Everything is held; the node stops, and is made safe."));
        foreach (var asker in _wantParts)
            TellParts(asker);
        _wantParts.Clear();
        _ = CoordinatedShutdown.Get(Context.System).Run(Stopped.Instance);
    }

    private void Protect(ProtectNow protect)
    {
        if (protect.Asker is null && _parts is not null)
            return;
        var asker = protect.Asker ?? ActorRefs.Nobody;
        PortProtection.RunAsync(_order.Lab, _order.Ports).PipeTo(Self, success: steps =>
        {
            asker.Tell(new LabProtocol.MadeSafe(steps));
            return new Protected(steps);
        });
    }

    /// <summary>Part of an orderly stop, which waits neither for a journal that is away nor for a laboratory that has stopped.</summary>
    private void MakeSafe(LabProtocol.MakeSafe make)
    {
        if (_loss is null && _lives)
            _lab.Forward(make);
        else
            Protect(new ProtectNow(_loss, Sender));
    }

    private double Away(Loss loss) => _order.Wall.GetElapsedTime(loss.Since).TotalSeconds;

    private void After(TimeSpan wait, object message) => Task.Delay(wait, _order.Wall).PipeTo(Self, success: () => message);

    private void Tell(string text)
    {
        _log.Warning("{Text}", text);
        Context.System.EventStream.Publish(new LabProtocol.Notice(text));
    }

    /// <summary>The laboratory that is kept.</summary>
    /// <param name="Laboratory">Its actor; after a loss of the journal told of it.</param>
    /// <param name="Up">Told of the laboratory's parts each time that it is up.</param>
    /// <param name="Lab">Its definition.</param>
    /// <param name="Ports">Its devices, for protecting it while it has no actors.</param>
    /// <param name="ProtectAfter">Real time without the journal after which it is protected.</param>
    /// <param name="Wall">Real time.</param>
    public sealed record Order(Func<JournalLoss?, Props> Laboratory, Action<LabProtocol.PartsAre> Up, LabDefinition Lab, LabPorts Ports, TimeSpan ProtectAfter, TimeProvider Wall);

    private sealed record Loss(DateTimeOffset At, string Cause, long Since, IDisposable Hold);

    private sealed record TryAgain;

    private sealed class Stopped : CoordinatedShutdown.Reason
    {
        public static readonly Stopped Instance = new();

        public override int ExitCode => 1;
    }

    private sealed record ProtectNow(Loss? Loss, IActorRef? Asker = null);

    private sealed record Protected(ImmutableArray<Core.Journal.Events.RunEvents.SafeStateStep> Steps);
}
