using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;
using Failed = LabActors.Actors.Devices.DeviceProtocol.Failed;

namespace LabActors.Actors.Lines;

/// <content>A valve on its way: the commands to its device, its read-backs, the valves that follow it.</content>
public sealed partial class ExtractionLineActor
{
    // Orders whose valve has moved and whose followers have not all answered, by id.
    private readonly Dictionary<string, Following> _following = new(StringComparer.Ordinal);

    private void Move(ValveWork work, ValveActuationRequested intent)
    {
        work.Steps = [.. ValveWiring.Steps(work.Valve, intent.Open)];
        GiveNext(work);
    }

    private void GiveNext(ValveWork work)
    {
        work.Steps = work.Steps.Dequeue(out var step);
        Call(
            _devices.Movers,
            work.Valve,
            key => ValveTransactions.Actuate(key, step.Address, step.On),
            _ =>
            {
                if (work.Steps.IsEmpty)
                    After(new Settled(work.Valve.Name), ReadBackRules.First(work.Valve));
                else
                    After(new NextStep(work.Valve.Name), work.Steps.Peek().After);
            },
            failed =>
            {
                // It may have moved all the same: only reading it back tells. Whatever was to come after it is not given.
                (work.Failure, work.Refused) = (failed.Reason, failed.Failure == DeviceFailure.Definite && work.Steps.Count() == ValveWiring.Steps(work.Valve, work.Intent!.Open).Length - 1);
                After(new Settled(work.Valve.Name), ReadBackRules.First(work.Valve));
            });
    }

    private void After<T>(T message, TimeSpan wait)
        where T : notnull
    {
        if (wait > TimeSpan.Zero)
            Timers.StartSingleTimer(message, message, wait);
        else
            Self.Tell(message);
    }

    private void Conclude(ValveWork work, ValveStand read, string readFailure)
    {
        var (intent, valve) = (work.Intent!, work.Valve);
        work.Tries++;
        var since = Now - intent.At;
        if (!work.Refused && ReadBackRules.Again(valve, intent.Open, read, work.Tries, since) is { } wait)
        {
            After(new Settled(valve.Name), wait);
            return;
        }

        read = ReadBackRules.Last(valve, read, since);
        (work.Quality, work.Missed) = (read == ValveStand.Unknown ? Quality.Missing : Quality.Good, 0);
        var reached = read == ValveStands.Of(intent.Open) && !work.Refused;
        var failure = reached ? "" : work.Failure.Length > 0 ? work.Failure : readFailure;
        var events = WithPipettes(LineDecisions.Outcome(_state, intent, read, failure, _calls.Simulated, Now));
        JournalAll(events, () =>
        {
            var order = work.End();
            if (reached)
                Follow(order, valve);
            else
                order.Answer(AnswerOf(intent.CommandId, _state.Answered.Find(intent.CommandId)!));
            StartNext(work);
        });
    }

    /// <summary>Valves follow in the order of the file, side by side, and all of them are told whatever came of the others.</summary>
    private void Follow(ValveWork.Order order, ValveDefinition valve)
    {
        var c = order.Command;
        var followers = LineDecisions.Followers(_lab, valve.Name, c.Open, c.Safety);
        if (followers.IsEmpty)
        {
            order.Answer(AnswerOf(c.CommandId, _state.Answered.Find(c.CommandId)!));
            return;
        }

        var following = _following[c.CommandId] = new Following(order, followers.Length);
        foreach (var (child, open) in followers)
        {
            var told = new Actuate($"{c.CommandId}/{child.Name}", child.Name, "", open, c.By, $"it follows {valve.Name}", c.Safety) { Under = c.Under, For = c.For };
            Give(child, new ValveWork.Order(told, answer => Followed(following, valve, child, open, answer)), asker: null);
        }
    }

    private void Followed(Following following, ValveDefinition valve, ValveDefinition child, bool open, object answer)
    {
        var id = following.Order.Command.CommandId;
        if (answer is ActuationRefused refused)
        {
            following.Failures.Add(new ChildDidNotFollow(
                Now, id, valve.Name, child.Name, $"{child.Name} did not {(open ? "open" : "close")} and is {_state.Of(child.Name).Stand.Word()}: {refused.Reason}"));
        }

        if (--following.Left > 0)
            return;
        JournalAll(following.Failures, () =>
        {
            _following.Remove(id);
            following.Order.Answer(AnswerOf(id, _state.Answered.Find(id)!));
        });
    }

    private void ReadBack(ValveDefinition valve, Action<ValveStand, string> then) => ReadNext(valve, ValveWiring.ReadAddresses(valve), [], then);

    private void ReadNext(ValveDefinition valve, ImmutableArray<string> addresses, ImmutableArray<ValveStand> read, Action<ValveStand, string> then)
    {
        if (read.Length == addresses.Length)
        {
            then(ValveWiring.Stand(valve, read), read.Contains(ValveStand.Unknown) ? $"{valve.Name} gave no good reading" : "");
            return;
        }

        Call(
            _devices.Readers,
            valve,
            key => ValveTransactions.Read(key, addresses[read.Length]),
            value => ReadNext(valve, addresses, read.Add(StandOf((Reading<ValveState>)value!)), then),
            failed => then(ValveStand.Unknown, failed.Reason));
    }

    private void Call(ImmutableDictionary<string, IActorRef> devices, ValveDefinition valve, Func<object, object> transaction, Action<object?> done, Action<Failed> failed)
    {
        if (devices.TryGetValue(valve.Name, out var device))
            _calls.Send(device, transaction, done, failed);
        else
            failed(new Failed(valve, $"{valve.Name} has no device", DeviceFailure.Definite));
    }

    private void Observe(ValveDefinition valve, ValveStand read, string why, bool simulated, Action? then = null)
    {
        var stand = ReadBackRules.Judge(valve, _state.Of(valve.Name), read, Now);
        var said = stand == ValveStand.Fault && read == ValveStand.Moving ? $"it has been on its way for more than {valve.Travel.TotalSeconds:0.###} s" : why;
        JournalAll(WithPipettes(LineDecisions.Observe(_state, valve.Name, stand, said, simulated, Now)), () =>
        {
            if (stand == ValveStand.Moving)
                Timers.StartSingleTimer(new LookAgain(valve.Name), new LookAgain(valve.Name), ReadBackRules.Look(valve));
            then?.Invoke();
        });
    }

    private ImmutableArray<IJournalEvent> WithPipettes(ImmutableArray<IJournalEvent> outcome) => [.. outcome, .. LineDecisions.Pipettes(_lab, _state, outcome)];

    private static ValveStand StandOf(Reading<ValveState> reading) => (reading.Quality, reading.Value) switch
    {
        (Quality.Good, ValveState.Open) => ValveStand.Open,
        (Quality.Good, ValveState.Closed) => ValveStand.Closed,
        (Quality.Good, ValveState.Moving) => ValveStand.Moving,
        (Quality.Good or Quality.Fault, ValveState.Fault) => ValveStand.Fault,
        _ => ValveStand.Unknown,
    };

    private sealed class Following(ValveWork.Order order, int followers)
    {
        public ValveWork.Order Order => order;

        public int Left { get; set; } = followers;

        public List<IJournalEvent> Failures { get; } = [];
    }
}
