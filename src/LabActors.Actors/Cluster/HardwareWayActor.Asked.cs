using Akka.Actor;
using LabActors.Actors.Instruments;
using static LabActors.Actors.Cluster.HardwareProtocol;

namespace LabActors.Actors.Cluster;

/// <content>What other nodes ask here: it goes through the gate once, and what came of it is told each time that it is asked again.</content>
public sealed partial class HardwareWayActor
{
    private const int MostRemembered = 2_000;

    private readonly Dictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IHardwareAnswer> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestAnswers = new();

    private void OnAsked(AskHardware ask)
    {
        _order.Asked();
        if (_answers.TryGetValue(ask.Id, out var answer))
        {
            _door.Tell(new Outgoing(ask.Node, new HardwareAnswered(ask.Id, answer)));
            return;
        }

        if (_parts is null)
            return;
        var carry = new Carry(ask.Id, ask.Target, ask.Request, ask.Right, ask.Ticket);
        if (!_waiting.TryGetValue(ask.Id, out var waiting))
        {
            Ask(_parts.Gate, carry, ask.Id, heard => Answer(ask, heard), isOfAnotherNode: true);
            HoldTime();
            return;
        }

        waiting.Times++;
        _parts.Gate.Tell(carry, waiting.Asker);
    }

    private void Answer(AskHardware ask, object heard)
    {
        if (heard is not IHardwareAnswer answer)
            return;
        _door.Tell(new Outgoing(ask.Node, new HardwareAnswered(ask.Id, answer)));
        if (answer is InstrumentProtocol.Begun)
            return;
        _answers[ask.Id] = answer;
        _oldestAnswers.Enqueue(ask.Id);
        if (_oldestAnswers.Count > MostRemembered)
            _answers.Remove(_oldestAnswers.Dequeue());
    }

    private void Ask(IActorRef hardware, object question, string key, Action<object> answered, bool isOfAnotherNode = false)
    {
        var asker = Context.ActorOf(AskedHardwareActor.Props(key));
        _waiting[key] = new Waiting(asker, answered, isOfAnotherNode);
        hardware.Tell(question, asker);
    }

    private void OnHeard(AskedHardwareActor.Heard heard)
    {
        if (!_waiting.TryGetValue(heard.Key, out var waiting))
            return;

        // A ticket that was too old says nothing of the same question under a newer one, which may be on its way to the gate.
        if (heard.Answer is NotUnderThatTicket && --waiting.Times > 0)
            return;
        if (heard.Answer is not InstrumentProtocol.Begun)
        {
            _waiting.Remove(heard.Key);
            Context.Stop(waiting.Asker);
        }

        waiting.Answered(heard.Answer);
        HoldTime();
    }

    /// <summary>A question that hardware has not answered.</summary>
    private sealed class Waiting(IActorRef asker, Action<object> answered, bool isOfAnotherNode)
    {
        public IActorRef Asker => asker;

        public Action<object> Answered => answered;

        public bool IsOfAnotherNode => isOfAnotherNode;

        /// <summary>How often the gate was asked and has not said that the ticket was too old.</summary>
        public int Times { get; set; } = 1;
    }
}
