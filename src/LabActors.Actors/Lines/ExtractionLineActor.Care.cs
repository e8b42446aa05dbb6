using Akka.Actor;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;

namespace LabActors.Actors.Lines;

/// <content>Enabling and disabling, ownership, looking ahead, and valves that open and close by themselves.</content>
public sealed partial class ExtractionLineActor
{
    // A valve that shuts and opens for longer than a day is forgotten, not cycled.
    private const int MostTimes = 10_000;
    private const double MostSeconds = 86_400;
    private readonly Dictionary<string, IActorRef> _sequences = new(StringComparer.Ordinal);

    private void OnEnable(EnableValve command)
    {
        var asker = Sender;
        if (LineDecisions.Find(_lab, command.Valve, "", out var reason) is not { } valve)
        {
            asker.Tell(new ValveIs(command.CommandId, command.Valve, null, false, Now) { Failure = reason });
            return;
        }

        if (!valve.IsDriven)
        {
            asker.Tell(Describe(command.CommandId, valve.Name) with { Failure = $"{valve.Words} is moved by {(valve.Kind == ValveKind.Manual ? "hand" : "nothing that LabActors reaches")}: nothing can be kept from opening it" });
            return;
        }

        if (command is { Enabled: true, OnlyOwn: true } && _state.Of(valve.Name).DisabledBy is { } other && other.By != command.By)
        {
            asker.Tell(Describe(command.CommandId, valve.Name) with { Failure = $"{valve.Words} stays disabled {other}" });
            return;
        }

        // From here on nobody opens it; whatever waits to open it is refused by what closes it.
        JournalAll(LineDecisions.Enable(_state, valve.Name, command.Enabled, command.By, command.Why, Now), () =>
        {
            if (command.Enabled)
            {
                asker.Tell(Describe(command.CommandId, valve.Name));
                return;
            }

            var close = new Actuate($"{command.CommandId}/safe", valve.Name, "", false, command.By, command.Why, Safety: true);
            EndSequence(valve.Name, close);
            Give(valve, new ValveWork.Order(close, answer => asker.Tell(Describe(command.CommandId, valve.Name) with
            {
                Failure = answer is ActuationRefused refused ? $"{valve.Words} is disabled, and could not be seen to be closed: {refused.Reason}" : "",
            })), asker: null);
        });
    }

    private void OnOwn(OwnValves command)
    {
        var asker = Sender;
        var (refusal, events) = LineDecisions.Own(_lab, _state, command.Valves, command.Owner, command.Time, Now);
        JournalAll(events, () => asker.Tell(new OwnedAre(command.CommandId, refusal)));
    }

    private void OnPreview(PreviewValve ask)
    {
        var preview = LinePreview.Of(_lab, _state, ask.Valve, ask.Open, "", Now);
        Sender.Tell(new PreviewIs(ask.CommandId, LineDecisions.Find(_lab, ask.Valve, "", out _)?.Name ?? ask.Valve, preview.Refusal, preview.Lines));
    }

    private void OnSequence(RunSequence command)
    {
        var asker = Sender;
        var valve = LineDecisions.Find(_lab, command.Valve, "", out _);
        if (AgainstSequence(command, valve) is { Length: > 0 } refusal)
        {
            asker.Tell(new SequenceIs(command.CommandId, valve?.Name ?? command.Valve, refusal));
            return;
        }

        Journal(
            new ValveSequenceBegan(Now, command.CommandId, valve!.Name, command.Times, command.OpenSeconds, command.ClosedSeconds, command.By, command.Why),
            _ =>
            {
                var sequence = _state.Sequences[valve.Name];
                var actor = _sequences[valve.Name] = Context.ActorOf(ValveSequenceActor.Props(sequence));
                WatchFor(actor, new ValveSequenceActor.Over(sequence, actor, "it broke off", Closed: false));
                asker.Tell(new SequenceIs(command.CommandId, valve.Name, ""));
            });
    }

    private string AgainstSequence(RunSequence command, ValveDefinition? valve) =>
        command.Times is < 1 or > MostTimes || !(command.OpenSeconds is >= 0 and <= MostSeconds && command.ClosedSeconds is >= 0 and <= MostSeconds)
            ? $"expected 1 to {MostTimes} times, and 0 to {MostSeconds} s"
        : valve is not null && _state.Sequences.ContainsKey(valve.Name) ? $"{valve.Words} opens and closes by itself already"
        : LineDecisions.Actuate(_lab, _state, new ActuationCommand($"{command.CommandId}/first", command.Valve, "", true, command.By, command.Why, Safety: false), Now) switch
        {
            ActuationDecision.NoValve none => none.Reason,
            ActuationDecision.Locked locked => locked.Reason,
            ActuationDecision.Disabled disabled => disabled.Reason,
            ActuationDecision.Owned owned => owned.Reason,
            ActuationDecision.Interlocked interlocked => interlocked.Reason,
            _ => "",
        };

    private void EndSequence(string valve, Actuate closing)
    {
        if (_state.Sequences.GetValueOrDefault(valve) is { } sequence && !closing.CommandId.StartsWith($"{sequence.CommandId}/", StringComparison.Ordinal))
            _sequences.GetValueOrDefault(valve)?.Tell(new ValveSequenceActor.Cancel($"{valve} was closed by {closing.By}{(closing.Why.Length > 0 ? $": {closing.Why}" : "")}"));
    }

    private void OnSequenceOver(ValveSequenceActor.Over over)
    {
        var sequence = over.Sequence;
        if (_state.Sequences.GetValueOrDefault(sequence.Valve) is not { } left || left.CommandId != sequence.CommandId)
            return;
        NoLongerWatch(over.Actor);
        _sequences.Remove(sequence.Valve);
        if (over.Closed)
            Journal(new ValveSequenceEnded(Now, sequence.CommandId, sequence.Valve, left.Done, left.Times, over.Reason));
        else
            CloseAndEnd(sequence, over.Reason);
    }

    /// <summary>A sequence that a restart cut off ends with its valve closed, and is incomplete.</summary>
    private void EndSequencesLeftOver()
    {
        foreach (var sequence in _state.Sequences.Values.Where(s => _work.ContainsKey(s.Valve)).OrderBy(s => s.Valve, StringComparer.Ordinal).ToArray())
            CloseAndEnd(sequence, "the line was started anew");
    }

    private void CloseAndEnd(ValveSequence sequence, string reason)
    {
        var close = new Actuate(FormattableString.Invariant($"{sequence.CommandId}/safe/{LastSequenceNr}"), sequence.Valve, "", false, sequence.By, reason, Safety: true);
        Give(_work[sequence.Valve].Valve, new ValveWork.Order(close, answer => Journal(new ValveSequenceEnded(
            Now, sequence.CommandId, sequence.Valve, _state.Sequences[sequence.Valve].Done, sequence.Times, answer is ActuationRefused refused ? $"{reason}, and {refused.Reason}" : reason))), asker: null);
    }
}
