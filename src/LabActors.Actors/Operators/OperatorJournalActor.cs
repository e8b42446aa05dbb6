using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Operators;
using static LabActors.Actors.Operators.OperatorJournalProtocol;
using static LabActors.Core.Journal.Events.OperatorEvents;

namespace LabActors.Actors.Operators;

/// <summary>
/// Journals under <c>operators</c> who attached, what each told the laboratory, and what was answered. A command is journaled before it is done. Sessions that were open when the node died are
/// closed when it is back. Lives as long as its node.
/// </summary>
public sealed class OperatorJournalActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "operators";

    private ImmutableDictionary<string, string> _open = ImmutableDictionary<string, string>.Empty;
    private int _sessions;

    public OperatorJournalActor()
        : base(Id)
    {
        Applies<ConsoleAttached>(e => (_sessions, _open) = (_sessions + 1, _open.SetItem(e.Session, e.User)));
        Applies<ConsoleDetached>(e => _open = _open.Remove(e.Session));
        Applies<CommandGiven>(_ => { });
        Applies<CommandAnswered>(_ => { });
        Applies<CommandDenied>(_ => { });
        Command<Enter>(OnEnter);
        Command<Leave>(l =>
        {
            if (_open.TryGetValue(l.Session, out var user))
                Journal(new ConsoleDetached(Now, l.Session, user, l.Why));
        });
        Command<Give>(g => Note(new CommandGiven(Now, g.Command, g.Who.User, OperatorRoles.Word(g.Who.Role), g.Who.From, g.Line, g.Why)));
        Command<Answer>(a => Note(new CommandAnswered(Now, a.Command, a.Done, a.Text)));
        Command<Deny>(d => Note(new CommandDenied(Now, d.Command, d.Who.User, OperatorRoles.Word(d.Who.Role), d.Who.From, d.Line, d.Reason)));
    }

    /// <summary>The journal of a node's operators.</summary>
    public static Props Props() => Akka.Actor.Props.Create(() => new OperatorJournalActor());

    /// <inheritdoc/>
    protected override void OnRecovered() => JournalAll(_open.Select(open => new ConsoleDetached(Now, open.Key, open.Value, "the node went down")));

    private void OnEnter(Enter enter)
    {
        var sender = Sender;
        var session = string.Create(CultureInfo.InvariantCulture, $"s{_sessions + 1}");
        Journal(new ConsoleAttached(Now, session, enter.User, enter.Role, enter.From, enter.Kind), _ => sender.Tell(new Entered(session)));
    }

    private void Note(Core.Journal.IJournalEvent happened)
    {
        var sender = Sender;
        Journal(happened, _ => sender.Tell(Noted.Instance));
    }
}
