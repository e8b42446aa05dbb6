using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Devices.Ports;
using static LabActors.Actors.Lines.ExtractionLineProtocol;
using static LabActors.Core.Journal.Events.LineEvents;
using Failed = LabActors.Actors.Devices.DeviceProtocol.Failed;

namespace LabActors.Actors.Lines;

/// <summary>
/// The single writer of every valve of a laboratory. Owns what is known of them, the software locks and the memory of commands;
/// receives <see cref="ExtractionLineProtocol"/>; journals under <c>line</c>.
/// <para>
/// An actuation is: intent journaled, valve commanded, settling time, read back, outcome journaled, answer. The outcome has a
/// write of its own before the answer (0.5 ms beside a settling time of a quarter of a second), so that nobody ever builds on
/// what the journal does not have. Commands to one valve are carried out one after another, those to different valves side by
/// side; a valve on its way counts as unknown for the interlocks of others. Closing for safety goes before whatever waits for that
/// valve, and what waited is refused.
/// </para>
/// <para>
/// At its start, and after each restart, it reads every valve before it answers anything: what differs from the journal is
/// journaled, and an intent without an outcome is settled by what the valve reads. Dies with its laboratory.
/// </para>
/// </summary>
public sealed partial class ExtractionLineActor : JournaledActor, IWithTimers
{
    /// <summary>The persistence id.</summary>
    public const string Id = "line";

    private readonly LabDefinition _lab;
    private readonly ImmutableDictionary<string, IActorRef> _boxes;
    private readonly ImmutableDictionary<string, IActorRef> _gauges;
    private readonly Dictionary<string, ValveWork> _work;
    private LineState _state = LineState.Empty;
    private DeviceCalls _calls = null!;
    private int _unread;

    /// <summary>See <see cref="Props"/>.</summary>
    public ExtractionLineActor(LabDefinition lab, ImmutableDictionary<string, IActorRef> boxes, ImmutableDictionary<string, IActorRef> gauges)
        : base(Id)
    {
        (_lab, _boxes, _gauges) = (lab, boxes, gauges);
        _work = lab.Valves.ToDictionary(v => v.Name, v => new ValveWork(v), StringComparer.Ordinal);
        Applies<ValveActuationRequested>(Apply);
        Applies<ValveActuated>(Apply);
        Applies<ValveActuationFailed>(Apply);
        Applies<ValveObserved>(Apply);
        Applies<ValveLocked>(Apply);
        Applies<ValveUnlocked>(Apply);
        Applies<PipetteFilled>(Apply);
        Applies<PipetteShotTaken>(Apply);
        Keeps<LineSnapshot>(() => _state.ToSnapshot(), kept => _state = LineState.Of(kept));
        Starting();
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The extraction line of a laboratory.</summary>
    /// <param name="lab">Valves and gauges.</param>
    /// <param name="boxes">Device actor over <see cref="IValveSwitch"/> by the device that moves or reads valves (<see cref="LabPorts.BoxOf"/>).</param>
    /// <param name="gauges">Device actor over <see cref="IGaugePort"/> by controller name.</param>
    public static Props Props(LabDefinition lab, ImmutableDictionary<string, IActorRef> boxes, ImmutableDictionary<string, IActorRef> gauges) =>
        Akka.Actor.Props.Create(() => new ExtractionLineActor(lab, boxes, gauges));

    /// <summary>The extraction line of a laboratory with one valve box.</summary>
    /// <inheritdoc cref="Props(LabDefinition, ImmutableDictionary{string, IActorRef}, ImmutableDictionary{string, IActorRef})"/>
    public static Props Props(LabDefinition lab, IActorRef box, ImmutableDictionary<string, IActorRef> gauges) =>
        Props(lab, ImmutableDictionary<string, IActorRef>.Empty.Add(LabPorts.ValveBox, box), gauges);

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        _calls = new DeviceCalls(Self, Timers, DeviceCalls.DefaultPatience);
        var read = _work.Values.Where(w => w.Valve.Kind != ValveKind.Manual).ToArray();
        _unread = read.Length;
        foreach (var work in read)
        {
            ReadBack(work.Valve.Name, (state, failure) => ReadAtStart(work, state, failure));
        }

        if (_unread == 0)
        {
            Become(Running);
        }
    }

    /// <summary>A valve that was on its way and stands as told is given the rest of its settling time, and then read and answered for as ever.</summary>
    private void ReadAtStart(ValveWork work, ValveStand read, string failure)
    {
        var name = work.Valve.Name;
        if (_state.Of(name).Pending is { } pending && read == ValveStands.Of(pending.Open) && pending.At + work.Valve.Settling - Now is { Ticks: > 0 } left)
        {
            work.Current = new ValveWork.Order(new Actuate(pending.CommandId, name, "", pending.Open, "", ""));
            work.Intent = new ValveActuationRequested(pending.At, pending.CommandId, name, pending.Open, "", "");
            Timers.StartSingleTimer(name, new Settled(name), left);
            OneIsRead();
            return;
        }

        Observe(name, read, failure.Length > 0 ? failure : "read at the start", _calls.Simulated, OneIsRead);
    }

    private void Apply(IJournalEvent fact) => _state = _state.Apply(fact);

    private void Starting()
    {
        CommandAnswers();
        CommandAny(_ => Stash.Stash());
    }

    private void Running()
    {
        CommandAnswers();
        Command<Actuate>(OnActuate);
        Command<GetValve>(g => OnGetValve(g.CommandId, g.Valve, g.Description));
        Command<Ping>(_ => OnPing());
        Command<GetLine>(_ => Sender.Tell(new LineIs([.. _lab.Valves.Select(v => Describe("", v.Name))]) { Found = [.. _lab.Valves.Select(v => Found(v.Name))] }));
        Command<SetLock>(OnSetLock);
        Command<StateManual>(OnStateManual);
        Command<ReadPressure>(OnReadPressure);
        Command<GetPipettes>(g => Sender.Tell(new PipettesAre(g.CommandId, _lab.Pipettes.ToImmutableDictionary(p => p.Name, p => _state.Shots.GetValueOrDefault(p.Name)), _calls.Simulated)));
        Command<Settled>(s => ReadBack(s.Valve, (state, failure) => Conclude(_work[s.Valve], state, failure)));
    }

    private void CommandAnswers()
    {
        Command<DeviceProtocol.Completed>(PassOn);
        Command<Failed>(PassOn);
        Command<DeviceCalls.Unanswered>(PassOn);
    }

    private void PassOn(object answer) => _calls.Answer(answer);

    private void OneIsRead()
    {
        if (--_unread == 0)
        {
            Become(Running);
            Stash.UnstashAll();
        }
    }

    private void OnActuate(Actuate command)
    {
        if (LineDecisions.Find(_lab, command.Valve, command.Description, out var reason) is not { } valve)
        {
            Sender.Tell(new ActuationRefused(command.CommandId, command.Valve, Refusal.Unknown, reason));
            return;
        }

        var work = _work[valve.Name];
        if (work.Find(command.CommandId) is { } same && same.Command.Open == command.Open)
        {
            same.Askers.Add(Sender);
            return;
        }

        if (command is { Safety: true, Open: false })
        {
            foreach (var waiting in work.TakeAll())
            {
                waiting.Answer(new ActuationRefused(
                    waiting.Command.CommandId, valve.Name, Refusal.Fault, $"{valve.Name} was closed for safety by {command.By}: {command.Why}"));
            }
        }

        var order = new ValveWork.Order(command);
        order.Askers.Add(Sender);
        work.Add(order);
        StartNext(work);
    }

    private void StartNext(ValveWork work)
    {
        while (work.Current is null && work.TakeNext() is { } order)
        {
            Start(work, order);
        }
    }

    private void Start(ValveWork work, ValveWork.Order order)
    {
        var c = order.Command;
        var command = new ActuationCommand(c.CommandId, c.Valve, c.Description, c.Open, c.By, c.Why, c.Safety) { Under = c.Under };
        switch (LineDecisions.Actuate(_lab, _state, command, Now))
        {
            case ActuationDecision.NoValve none:
                order.Answer(new ActuationRefused(c.CommandId, work.Valve.Name, Refusal.Unknown, none.Reason));
                break;
            case ActuationDecision.Locked locked:
                order.Answer(new ActuationRefused(c.CommandId, locked.Valve, Refusal.Locked, locked.Reason));
                break;
            case ActuationDecision.Interlocked interlocked:
                order.Answer(new ActuationRefused(c.CommandId, interlocked.Valve, Refusal.Interlocked, interlocked.Reason));
                ReadUnknown([.. work.Valve.Interlocks, .. work.Valve.PositiveInterlocks]);
                break;
            case ActuationDecision.Repeated repeated:
                order.Answer(AnswerOf(c.CommandId, repeated.Outcome));
                break;
            case ActuationDecision.Proceed proceed:
                (work.Current, work.Intent, work.Failure, work.Refused) = (order, proceed.Intent, "", false);
                Journal(proceed.Intent, intent => Move(work, intent));
                break;
            case ActuationDecision.UnderWay:
                throw new InvalidOperationException($"{work.Valve.Name}: command {c.CommandId} is under way and was started again");
        }
    }

    private void Move(ValveWork work, ValveActuationRequested intent) => _calls.Send(
        Box(LabPorts.BoxOf(work.Valve)),
        key => ValveTransactions.Actuate(key, work.Valve, intent.Open),
        _ => Settle(work),
        failed =>
        {
            // It may have moved all the same: only reading it back tells.
            (work.Failure, work.Refused) = (failed.Reason, failed.Failure == DeviceFailure.Definite);
            Settle(work);
        });

    private void Settle(ValveWork work)
    {
        if (work.Valve.Settling > TimeSpan.Zero)
        {
            Timers.StartSingleTimer(work.Valve.Name, new Settled(work.Valve.Name), work.Valve.Settling);
        }
        else
        {
            Self.Tell(new Settled(work.Valve.Name));
        }
    }

    private void Conclude(ValveWork work, ValveStand read, string readFailure)
    {
        var intent = work.Intent!;
        var reached = read == ValveStands.Of(intent.Open) && !work.Refused;
        var failure = reached ? "" : work.Failure.Length > 0 ? work.Failure : readFailure;
        var events = WithPipettes(LineDecisions.Outcome(_state, intent, read, failure, _calls.Simulated, Now));
        JournalAll(events, () =>
        {
            var order = work.Current!;
            (work.Current, work.Intent) = (null, null);
            order.Answer(AnswerOf(intent.CommandId, _state.Answered.Find(intent.CommandId)!));
            StartNext(work);
        });
    }

    private void ReadBack(string valve, Action<ValveStand, string> then) => _calls.Send(
        Box(LabPorts.StateBoxOf(_work[valve].Valve)),
        key => ValveTransactions.Read(key, _work[valve].Valve),
        value => then(StandOf((Reading<ValveState>)value!), value is Reading<ValveState> { Quality: Quality.Good } ? "" : $"{valve} gave no good reading"),
        failed => then(ValveStand.Unknown, failed.Reason));

    private void Observe(string valve, ValveStand read, string why, bool simulated, Action? then = null) =>
        JournalAll(WithPipettes(LineDecisions.Observe(_state, valve, read, why, simulated, Now)), then);

    private ImmutableArray<IJournalEvent> WithPipettes(ImmutableArray<IJournalEvent> outcome) => [.. outcome, .. LineDecisions.Pipettes(_lab, _state, outcome)];

    // A valve whose read-back was lost stays unknown until somebody needs it: then it is read again.
    private void ReadUnknown(IEnumerable<string> valves)
    {
        foreach (var valve in valves)
        {
            if (_state.Of(valve) is { Stand: ValveStand.Unknown, Pending: null }
                && _work.TryGetValue(valve, out var work)
                && work is { Valve.Kind: not ValveKind.Manual, Reading: false, Current: null })
            {
                work.Reading = true;
                ReadBack(valve, (state, failure) => OnReadAgain(work, state, failure));
            }
        }
    }

    private void OnReadAgain(ValveWork work, ValveStand read, string failure)
    {
        work.Reading = false;
        if (work.Current is null)
        {
            Observe(work.Valve.Name, read, failure.Length > 0 ? failure : "read again because it was unknown", _calls.Simulated);
        }
    }

    private IActorRef Box(string device) => _boxes.GetValueOrDefault(device, Context.System.DeadLetters);

    private static object AnswerOf(string commandId, ValveOutcome outcome) => outcome.Failure is { } failure
        ? new ActuationRefused(commandId, outcome.Valve, Refusal.Fault, failure) { At = outcome.At }
        : new Actuated(
            commandId, outcome.Valve, outcome.Open, outcome.Changed, outcome.Simulated, outcome.Pipette.Length > 0 ? new PipetteShot(outcome.Pipette, outcome.Shot) : null)
        {
            At = outcome.At,
        };

    private static ValveStand StandOf(Reading<ValveState> reading) => (reading.Quality, reading.Value) switch
    {
        (Quality.Good, ValveState.Open) => ValveStand.Open,
        (Quality.Good, ValveState.Closed) => ValveStand.Closed,
        _ => ValveStand.Unknown,
    };

    private sealed record Settled(string Valve);
}
