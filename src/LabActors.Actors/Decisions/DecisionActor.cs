using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Decisions;
using LabActors.Core.Journal;
using static LabActors.Actors.Decisions.DecisionProtocol;
using static LabActors.Core.Journal.Events.DecisionEvents;

namespace LabActors.Actors.Decisions;

/// <summary>
/// Puts questions to the operator. Journals question and answer under <c>decisions</c>: who, when, and whether it was answered, preset or
/// the default after the limit. Clients hear of questions by the event stream, or ask for the open ones, and answer by message; any number of them,
/// the first answer counts. A question whose asker is gone, or takes it back, is withdrawn. Lives as long as its node.
/// </summary>
public sealed class DecisionActor : JournaledActor, IWithTimers
{
    /// <summary>The persistence id.</summary>
    public const string Id = "decisions";

    private readonly Dictionary<string, (Question Question, IActorRef Asker)> _waiting = [];
    private DecisionBook _book = DecisionBook.Empty;

    public DecisionActor(ImmutableDictionary<string, string> presets)
        : base(Id)
    {
        Applies<IJournalEvent>(e => _book = _book.Apply(e));
        Command<Ask>(a => Put(a.Question, presets));
        Command<Withdraw>(_ => WithdrawAll(Sender));
        Command<Answer>(Take);
        Command<LimitOver>(l => Decide(l.Id, _waiting.TryGetValue(l.Id, out var open) ? open.Question.Default : "", "default", "default"));
        Command<AskerGone>(g => Decide(g.Id, "", "", "withdrawn"));
        Command<GetOpen>(_ => Sender.Tell(new OpenAre(_book.Open)));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The decisions of a node.</summary>
    /// <param name="presets">Answers given beforehand, by the names of the decisions.</param>
    public static Props Props(ImmutableDictionary<string, string> presets) => Akka.Actor.Props.Create(() => new DecisionActor(presets));

    /// <summary>Who asked before the node went down asks again if it still wants to know.</summary>
    protected override void OnRecovered() =>
        JournalAll(_book.Open.Select(q => new DecisionMade(Now, q.Id, q.Name, "", "", "withdrawn")));

    private void Put(Question question, ImmutableDictionary<string, string> presets)
    {
        var preset = question.Preset(presets);
        if (preset is not null && !question.Takes(preset))
        {
            Sender.Tell(new PresetRefused(question.Name, question.Refusal(preset), question.Default));
            return;
        }

        var asker = Sender;
        var facts = _book.Ask(Now, question, preset);
        var id = ((DecisionAsked)facts[0]).Id;
        JournalAll(facts, () =>
        {
            if (preset is not null)
            {
                asker.Tell(new Decided(question.Name, preset, "preset", "preset"));
                return;
            }

            _waiting[id] = (question, asker);
            WatchFor(asker, new AskerGone(id));
            Timers.StartSingleTimer(id, new LimitOver(id), question.Limit);
        });
    }

    private void Take(Answer answer)
    {
        if (_book.Find(answer.Question) is not { } open || !_waiting.TryGetValue(open.Id, out var waiting))
        {
            var questions = _book.Open.Select(q => q.Name).ToArray();
            Sender.Tell(new AnswerRefused(answer.Question, _book.LastMade(answer.Question) is { } made && (questions.Length == 0 || answer.Question.Length > 0)
                ? Late(made)
                : questions.Length == 0
                ? "no question is open"
                : $"'{answer.Question}' is no open question; {string.Join(", ", questions)} {(questions.Length == 1 ? "is" : "are")}"));
            return;
        }

        if (!waiting.Question.Takes(answer.Option))
        {
            Sender.Tell(new AnswerRefused(answer.Question, waiting.Question.Refusal(answer.Option)));
            return;
        }

        var sender = Sender;
        Decide(open.Id, answer.Option, answer.By, "answered", () => sender.Tell(new AnswerTaken(open.Id, open.Name, answer.Option)));
    }

    private static string Late(DecisionMade made) => made.How switch
    {
        "answered" => string.Create(CultureInfo.InvariantCulture, $"{made.Name} was answered {made.Answer} by {made.By} at {made.At:HH:mm:ss} already"),
        "withdrawn" => $"{made.Name} was withdrawn",
        _ => string.Create(CultureInfo.InvariantCulture, $"{made.Name} was answered {made.Answer} ({made.How}) at {made.At:HH:mm:ss} already"),
    };

    private void WithdrawAll(IActorRef asker)
    {
        foreach (var id in _waiting.Where(w => w.Value.Asker.Equals(asker)).Select(w => w.Key).ToArray())
            Decide(id, "", "", "withdrawn");
    }

    private void Decide(string id, string answer, string by, string how, Action? then = null)
    {
        if (!_waiting.Remove(id, out var waiting))
            return;
        Timers.Cancel(id);
        if (_waiting.Values.All(w => !w.Asker.Equals(waiting.Asker)))
            NoLongerWatch(waiting.Asker);
        Journal(new DecisionMade(Now, id, waiting.Question.Name, answer, by, how), made =>
        {
            then?.Invoke();
            if (how != "withdrawn")
                waiting.Asker.Tell(new Decided(made.Name, made.Answer, made.By, made.How));
        });
    }

    private sealed record LimitOver(string Id);

    private sealed record AskerGone(string Id);
}
