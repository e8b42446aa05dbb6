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
/// The single writer of every valve of a laboratory. Owns what is known of them, the software locks, who owns what, and the memory of commands;
/// receives <see cref="ExtractionLineProtocol"/>; journals under <c>line</c>.
/// <para>
/// An actuation is: intent journaled, valve commanded, settling time, read back (again while it is on its way), outcome journaled, the valves that follow it moved, answer. The outcome has a
/// write of its own before the answer (0.5 ms beside a settling time of a quarter of a second), so that nobody ever builds on
/// what the journal does not have. Commands to one valve are carried out one after another, those to different valves side by
/// side; a valve on its way counts as unknown for the interlocks of others. Closing for safety goes before whatever waits for that
/// valve, and what waited is refused.
/// </para>
/// <para>
/// At its start, and after each restart, it reads every valve before it answers anything: what differs from the journal is
/// journaled, and an intent without an outcome is settled by what the valve reads. Afterwards it looks at those of real devices at intervals. Dies with its laboratory.
/// </para>
/// </summary>
public sealed partial class ExtractionLineActor : JournaledActor, IWithTimers
{
    /// <summary>The persistence id.</summary>
    public const string Id = "line";

    private readonly LabDefinition _lab;
    private readonly LineDevices _devices;
    private readonly Dictionary<string, ValveWork> _work;
    private LineState _state = LineState.Empty;
    private DeviceCalls _calls = null!;
    private int _unread;

    /// <summary>See <see cref="Props(LabDefinition, LineDevices)"/>.</summary>
    public ExtractionLineActor(LabDefinition lab, LineDevices devices)
        : base(Id)
    {
        (_lab, _devices) = (lab, devices);
        _work = lab.Valves.ToDictionary(v => v.Name, v => new ValveWork(v), StringComparer.Ordinal);
        Applies<ValveActuationRequested>(Apply);
        Applies<ValveActuated>(Apply);
        Applies<ValveActuationFailed>(Apply);
        Applies<ValveObserved>(Apply);
        Applies<ValveLocked>(Apply);
        Applies<ValveUnlocked>(Apply);
        Applies<ValveDisabled>(Apply);
        Applies<ValveEnabled>(Apply);
        Applies<ValveOwned>(Apply);
        Applies<ValveReleased>(Apply);
        Applies<ChildDidNotFollow>(Apply);
        Applies<ValveSequenceBegan>(Apply);
        Applies<ValveSequenceEnded>(Apply);
        Applies<PipetteFilled>(Apply);
        Applies<PipetteShotTaken>(Apply);
        Keeps<LineSnapshot>(() => _state.ToSnapshot(), kept => _state = LineState.Of(kept));
        Starting();
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The extraction line of a laboratory.</summary>
    /// <param name="lab">Valves and gauges.</param>
    /// <param name="devices">The actors of the devices behind them.</param>
    public static Props Props(LabDefinition lab, LineDevices devices) => Akka.Actor.Props.Create(() => new ExtractionLineActor(lab, devices));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        _calls = new DeviceCalls(Self, Timers, DeviceCalls.DefaultPatience);
        var read = _work.Values.Where(w => w.Valve.IsDriven).ToArray();
        _unread = read.Length;
        foreach (var device in read.GroupBy(w => ValveWiring.ReadDevice(w.Valve)))
        {
            ReadTogether(device.Key, [.. device], ReadOneAtStart, ToldAtStart, (work, failure) => ReadAtStart(work, ValveStand.Unknown, failure), () => { });
        }

        if (_unread == 0)
        {
            Become(Running);
        }
    }

    private void ReadOneAtStart(ValveWork work) => ReadBack(work.Valve, (state, failure) => ReadAtStart(work, state, failure));

    private void ToldAtStart(ValveWork work, ImmutableArray<Reading<ValveState>?> readings)
    {
        if (readings.All(r => r is { Quality: Quality.Good }))
            ReadAtStart(work, ValveWiring.Stand(work.Valve, [.. readings.Select(r => StandOf(r!))]), "");
        else
            ReadOneAtStart(work);
    }

    /// <summary>A valve that was on its way and stands as told is given the rest of its settling time, and then read and answered for as ever.</summary>
    private void ReadAtStart(ValveWork work, ValveStand read, string failure)
    {
        var name = work.Valve.Name;
        work.Quality = read == ValveStand.Unknown ? Quality.Missing : Quality.Good;
        if (_state.Of(name).Pending is { } pending && read == ValveStands.Of(pending.Open) && pending.At + ReadBackRules.First(work.Valve) - Now is { Ticks: > 0 } left)
        {
            work.Begin(
                new ValveWork.Order(new Actuate(pending.CommandId, name, "", pending.Open, "", "")),
                new ValveActuationRequested(pending.At, pending.CommandId, name, pending.Open, "", ""));
            Timers.StartSingleTimer(name, new Settled(name), left);
            OneIsRead();
            return;
        }

        Observe(work.Valve, read, failure.Length > 0 ? failure : "read at the start", _calls.Simulated, OneIsRead);
    }

    /// <summary>A sequence that fails is not begun again by itself.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

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
        Command<EnableValve>(OnEnable);
        Command<OwnValves>(OnOwn);
        Command<PreviewValve>(OnPreview);
        Command<RunSequence>(OnSequence);
        Command<ValveSequenceActor.Over>(OnSequenceOver);
        Command<ReadPressure>(OnReadPressure);
        Command<GetPipettes>(g => Sender.Tell(new PipettesAre(g.CommandId, _lab.Pipettes.ToImmutableDictionary(p => p.Name, p => _state.Shots.GetValueOrDefault(p.Name, p.ShotsBefore)), _calls.Simulated)));
        Command<Settled>(s => ReadBack(_work[s.Valve].Valve, (state, failure) => Conclude(_work[s.Valve], state, failure)));
        Command<NextStep>(s => GiveNext(_work[s.Valve]));
        Command<LookAgain>(l => Look(_work[l.Valve]));
        Command<LookAt>(OnLookAt);
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
            BeginLooking();
            EndSequencesLeftOver();
        }
    }

    private void OnActuate(Actuate command)
    {
        if (LineDecisions.Find(_lab, command.Valve, command.Description, out var reason) is not { } valve)
        {
            Sender.Tell(new ActuationRefused(command.CommandId, command.Valve, Refusal.Unknown, reason));
            return;
        }

        if (_following.TryGetValue(command.CommandId, out var following) && following.Order.Command.Open == command.Open)
        {
            following.Order.Askers.Add(Sender);
            return;
        }

        if (!command.Open)
            EndSequence(valve.Name, command);
        Give(valve, new ValveWork.Order(command), Sender);
    }

    /// <summary>Has an order carried out in its turn; one that has been given already is not given twice.</summary>
    private void Give(ValveDefinition valve, ValveWork.Order order, IActorRef? asker)
    {
        var (work, command) = (_work[valve.Name], order.Command);
        if (asker is not null && work.Find(command.CommandId) is { } same && same.Command.Open == command.Open)
        {
            same.Askers.Add(asker);
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

        if (asker is not null)
            order.Askers.Add(asker);
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
        void Refuse(string valve, Refusal kind, string reason) => order.Answer(new ActuationRefused(c.CommandId, valve, kind, reason));
        switch (LineDecisions.Actuate(_lab, _state, CommandOf(c), Now))
        {
            case ActuationDecision.NoValve none:
                Refuse(work.Valve.Name, Refusal.Unknown, none.Reason);
                break;
            case ActuationDecision.Locked locked:
                Refuse(locked.Valve, Refusal.Locked, locked.Reason);
                break;
            case ActuationDecision.Disabled disabled:
                Refuse(disabled.Valve, Refusal.Disabled, disabled.Reason);
                break;
            case ActuationDecision.Owned owned:
                Refuse(owned.Valve, Refusal.Owned, owned.Reason);
                break;
            case ActuationDecision.Interlocked interlocked:
                Refuse(interlocked.Valve, Refusal.Interlocked, interlocked.Reason);
                ReadUnknown([.. work.Valve.Interlocks, .. work.Valve.PositiveInterlocks]);
                break;
            case ActuationDecision.Repeated repeated:
                order.Answer(AnswerOf(c.CommandId, repeated.Outcome));
                break;
            case ActuationDecision.Proceed proceed:
                work.Begin(order, proceed.Intent);
                Journal(proceed.Intent, intent => Move(work, intent));
                break;
            case ActuationDecision.UnderWay:
                throw new InvalidOperationException($"{work.Valve.Name}: command {c.CommandId} is under way and was started again");
        }
    }

    private static ActuationCommand CommandOf(Actuate c) => new(c.CommandId, c.Valve, c.Description, c.Open, c.By, c.Why, c.Safety) { Under = c.Under, For = c.For };

    private static object AnswerOf(string commandId, ValveOutcome outcome) => outcome switch
    {
        { Failure: { } failure } => new ActuationRefused(commandId, outcome.Valve, Refusal.Fault, failure) { At = outcome.At },
        { Child: { Length: > 0 } child } => new ActuationRefused(
            commandId, outcome.Valve, Refusal.ChildFailed, $"{outcome.Valve} is {ValveStands.Of(outcome.Open).Word()}, but {child}")
        { At = outcome.At },
        _ => new Actuated(
            commandId, outcome.Valve, outcome.Open, outcome.Changed, outcome.Simulated, outcome.Pipette.Length > 0 ? new PipetteShot(outcome.Pipette, outcome.Shot) : null)
        {
            At = outcome.At,
        },
    };

    private sealed record Settled(string Valve);

    private sealed record NextStep(string Valve);
}
