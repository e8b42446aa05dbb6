using System.Collections.Immutable;
using System.Security.Cryptography;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Persistence;
using LabActors.Core.Operators;
using static LabActors.Actors.Operators.OperatorProtocol;

namespace LabActors.Actors.Operators;

/// <summary>
/// Where consoles attach: challenges whoever says hello, checks the proof, and starts a session for whoever has proven who it is. What it is told by others has no effect. A challenge is good for one
/// attempt of one asker within <see cref="ChallengeLimit"/>; at most <see cref="MostChallenges"/> are open, the oldest goes first. Lives in the operators' actor system, in real time; persists nothing.
/// </summary>
public sealed class OperatorGatewayActor : ReceiveActor
{
    /// <summary>Real time within which a challenge is to be answered.</summary>
    public static readonly TimeSpan ChallengeLimit = TimeSpan.FromSeconds(30);

    /// <summary>Challenges that are open at once: who floods the gateway costs others at most a second attempt.</summary>
    public const int MostChallenges = 1000;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Order _order;

    // Salts of users that there are not: an answer must not tell who there is.
    private readonly byte[] _decoy = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, Asked> _challenges = [];
    private readonly Queue<string> _oldest = new();

    public OperatorGatewayActor(Order order)
    {
        _order = order;
        Receive<Hello>(OnHello);
        Receive<Attach>(OnAttach);
        Receive<Admitted>(Start);
        Receive<NotAdmitted>(n => n.Console.Tell(new AttachRefused($"the node cannot journal who attaches: {n.Cause.Message}")));
    }

    /// <summary>The gateway of a node.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new OperatorGatewayActor(order));

    private void OnHello(Hello hello)
    {
        if (hello.Protocol != OperatorProtocol.Version)
        {
            Sender.Tell(new AttachRefused($"this node speaks version {OperatorProtocol.Version} of the consoles' language and the console version {hello.Protocol}: both are to be of one release"));
            return;
        }

        while (_oldest.Count >= MostChallenges)
            _challenges.Remove(_oldest.Dequeue());
        var nonce = Convert.ToBase64String(OperatorProof.NewNonce());
        _challenges[nonce] = new Asked(hello.User, Sender, _order.Time.GetUtcNow());
        _oldest.Enqueue(nonce);
        Sender.Tell(new Challenge(nonce, _order.Node, _order.Find(hello.User)?.Salt ?? OperatorProof.DecoySalt(_decoy, hello.User)));
    }

    private void OnAttach(Attach attach)
    {
        var console = Sender;
        if (!_challenges.Remove(attach.Nonce, out var asked)
            || !asked.Console.Equals(console) || asked.User != attach.User || _order.Time.GetUtcNow() - asked.At > ChallengeLimit)
        {
            Refuse(console, attach.User, "the challenge that was answered is not open: it was answered before, by another, or too late");
            return;
        }

        if (_order.Find(attach.User) is not { } known || !OperatorProof.Verify(known.TokenHash, attach.Proof, Convert.FromBase64String(attach.Nonce), attach.User, _order.Node))
        {
            Refuse(console, attach.User, "user or token is wrong");
            return;
        }

        var from = console.Path.Address.Host ?? "";
        _order.Journal()
            .Ask<OperatorJournalProtocol.Entered>(new OperatorJournalProtocol.Enter(known.Name, OperatorRoles.Word(known.Role), from, attach.Kind), _order.JournalLimit)
            .PipeTo(
                Self,
                success: entered => new Admitted(console, known, new OperatorIdentity(known.Name, known.Role, from, entered.Session), attach.Wants, attach.Since),
                failure: cause => new NotAdmitted(console, cause));
    }

    private void Refuse(IActorRef console, string user, string reason)
    {
        _log.Warning("{Console} was not attached as {User}: {Reason}", console.Path, user, reason);
        console.Tell(new AttachRefused(reason));
    }

    /// <summary>The session's name is known to its console alone: whoever reaches the port can send to any path that he can name, as anybody.</summary>
    private void Start(Admitted admitted)
    {
        var who = admitted.Who;
        var welcome = _order.Welcome with { Session = who.Session, User = who.User, Role = OperatorRoles.Word(who.Role) };
        Context.ActorOf(
            OperatorSessionActor.Props(new OperatorSessionActor.Order(
                admitted.Console, who, welcome, admitted.Wants, _order.Lab, _order.Journal, new OperatorCommands(_order.Operated, _order.Operated.Instruments.FirstOrDefault(""), who), () => _order.ReadState(admitted.Since), _order.Now, _order.Time)
            {
                Role = () => RoleOf(admitted.User),
            }),
            $"{who.Session}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}");
    }

    /// <summary>What a user is now; null when he is no longer known, or has another token.</summary>
    private OperatorRole? RoleOf(OperatorUser admitted) => _order.Find(admitted.Name) is { } now && now.TokenHash == admitted.TokenHash ? now.Role : null;

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    /// <summary>What a gateway is made of.</summary>
    /// <param name="Node">The node's name: part of the proof.</param>
    /// <param name="Find">Who may attach; null for somebody whom nobody knows.</param>
    /// <param name="Welcome">What an attached console is told, but for who it is.</param>
    /// <param name="Lab">The laboratory's actor system.</param>
    /// <param name="Journal">The <see cref="OperatorJournalActor"/> of this moment: when a journal was away and is back, the laboratory's actors are others.</param>
    /// <param name="Operated">Whom commands go to.</param>
    /// <param name="ReadState">What a console begins with, in the order of the journal: the state, or the log since the time that it asked for.</param>
    /// <param name="Now">Laboratory time.</param>
    /// <param name="Time">Real time.</param>
    public sealed record Order(
        string Node,
        Func<string, OperatorUser?> Find,
        Attached Welcome,
        ActorSystem Lab,
        Func<IActorRef> Journal,
        IOperatedLab Operated,
        Func<DateTimeOffset?, Task<ImmutableArray<JournaledEvent>>> ReadState,
        Func<DateTimeOffset> Now,
        TimeProvider Time)
    {
        /// <summary>Real time that the journal has to take an entry.</summary>
        public TimeSpan JournalLimit { get; init; } = TimeSpan.FromSeconds(30);
    }

    private sealed record Asked(string User, IActorRef Console, DateTimeOffset At);

    private sealed record Admitted(IActorRef Console, OperatorUser User, OperatorIdentity Who, bool Wants, DateTimeOffset? Since);

    private sealed record NotAdmitted(IActorRef Console, Exception Cause);
}
