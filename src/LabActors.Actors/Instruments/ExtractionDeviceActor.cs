using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Health;
using LabActors.Actors.Time;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.ExtractionTransactions;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using Failed = LabActors.Actors.Devices.DeviceProtocol.Failed;

namespace LabActors.Actors.Instruments;

/// <summary>
/// One extraction device: a laser, a furnace, a pipette system. Owns the order of its commands and the pattern that
/// runs; receives every <see cref="IExtractionCommand"/>; persists nothing (the device is asked how it stands).
/// Commands are carried out one after another, a move until nothing moves any more, so it never fires while the stage moves, and the stage of a laser that fires does not
/// move. While it may give output it is guarded (<see cref="Safety.ExtractionGuard"/>): what is at fault, silent or on for too long is switched off, and a device whose switching off nobody
/// has confirmed is switched off again and again, with an alarm until it is. Switching off (<see cref="EndOutput"/>, disabling, <see cref="MakeExtractionDeviceSafe"/>) waits for nothing; making it safe
/// also refuses all that waits. What the device does not have is refused with a reason before it is asked. Dies with its laboratory.
/// </summary>
public sealed partial class ExtractionDeviceActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(1);
    private readonly ExtractionDeviceDefinition _device;
    private readonly IActorRef _box;
    private readonly IActorRef? _pipette;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly Queue<(IExtractionCommand Command, IActorRef Asker)> _waiting = [];
    private DeviceCalls _calls = null!;
    private (IExtractionCommand Command, IActorRef Asker)? _current;
    private RunningPattern? _pattern;
    private Loading? _loading;
    private Resting? _resting;
    private SetOutput? _lastOutput;

    /// <summary>See <see cref="Props"/>.</summary>
    public ExtractionDeviceActor(ExtractionDeviceDefinition device, IActorRef box, IActorRef? pipette, IActorRef? alarms, bool isInUse)
    {
        (_device, _box, _pipette, _alarms, _isInUse) = (device, box, pipette, alarms, isInUse);
        Receive<MakeExtractionDeviceSafe>(OnMakeSafe);
        Receive<EndOutput>(OnEndOutput);
        Receive<SetEnabled>(OnDisable, e => !e.On);
        Receive<ReadStatus>(OnReadStatus);
        Receive<ReadLoading>(OnReadLoading);
        Receive<LeaveOff>(OnLeaveOff);
        Receive<RecallOutput>(r => _lastOutput ??= new SetOutput("", r.Value, r.Units));
        Receive<IExtractionCommand>(c =>
        {
            _waiting.Enqueue((c, Sender));
            StartNext();
        });
        Receive<WatchPattern>(w => OnWatchPattern(w.Pattern), w => ReferenceEquals(w.Pattern, _pattern));
        Receive<PatternTimeOver>(o => OnPatternTimeOver(o.Pattern), o => ReferenceEquals(o.Pattern, _pattern));
        Receive<WatchLoading>(w => OnWatchLoading(w.Loading), w => ReferenceEquals(w.Loading, _loading));
        Receive<WatchRest>(w => OnWatchRest(w.Resting), w => ReferenceEquals(w.Resting, _resting));
        Receive<GuardTick>(_ => OnGuardTick());
        Receive<Done>(_ => Finish(null));
        Receive<Refused>(_ => Finish(null));
        Receive<OffAgain>(_ => OnOffAgain());
        Receive<HealthProtocol.FlagsAre>(_ => { });
        Receive<DeviceProtocol.Completed>(PassOn);
        Receive<Failed>(PassOn);
        Receive<DeviceCalls.Unanswered>(PassOn);
        Receive<WatchPattern>(_ => { });
        Receive<PatternTimeOver>(_ => { });
        Receive<WatchLoading>(_ => { });
        Receive<WatchRest>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>An extraction device over its box.</summary>
    /// <param name="device">Its definition.</param>
    /// <param name="box">Device actor over <see cref="IExtractionDevicePort"/>.</param>
    /// <param name="pipette">Device actor over <see cref="IPipettePort"/>; null when it loads no shots.</param>
    /// <param name="alarms">The <c>HealthActor</c> that is told of a device that had to be switched off, or whose state nobody knows; null for one without a wire, which is not guarded.</param>
    /// <param name="isInUse">Somebody may be at it: it is looked at. Otherwise it is switched off first of all, so that it is known.</param>
    public static Props Props(ExtractionDeviceDefinition device, IActorRef box, IActorRef? pipette = null, IActorRef? alarms = null, bool isInUse = true) =>
        Akka.Actor.Props.Create(() => new ExtractionDeviceActor(device, box, pipette, alarms, isInUse));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _calls = new DeviceCalls(Self, Timers, TimeSpan.FromMinutes(10));
        if (_isInUse)
            LookOnce();
        else
            MakeKnown();
    }

    /// <inheritdoc/>
    protected override void PostRestart(Exception reason)
    {
        _calls = new DeviceCalls(Self, Timers, TimeSpan.FromMinutes(10));
        LookOnce();
    }

    private void PassOn(object answer) => _calls.Answer(answer);

    private void StartNext()
    {
        if (_current is null && _waiting.TryDequeue(out var next))
        {
            _current = next;
            Start(next.Command);
        }
    }

    private void Start(IExtractionCommand command)
    {
        switch (command)
        {
            case SetEnabled when _unconfirmed is not null:
                Refuse($"{Kind} state unknown: {_device.Name} has not confirmed that it is off");
                break;
            case SetEnabled:
                _cutOff = "";
                BeginGuard();
                Carry(command, "enable", (p, ct) => p.Enable(ct), () => VerifyEnabled(command));
                break;
            case SetOutput c:
                Unless(ExtractionRules.AgainstOutput(_device, c), () => StartOutput(c));
                break;
            case MoveTo c:
                Unless(ExtractionRules.AgainstMove(_device, c), () => StartMove(c));
                break;
            case SetMotor c:
                Unless(ExtractionRules.AgainstMotor(_device, c), () => StartMotor(c));
                break;
            case ExecutePattern c:
                Unless(PatternRunning() ?? ExtractionRules.AgainstPattern(_device, c), () => StartPattern(c));
                break;
            case Perform c:
                StartAction(c);
                break;
            default:
                Refuse($"{_device.Name} does not know {command.GetType().Name}");
                break;
        }
    }

    private void StartOutput(SetOutput c)
    {
        _lastOutput = c;
        var units = _device.FindUnit(c.Units)!.Name;
        Carry(c, string.Create(CultureInfo.InvariantCulture, $"output {c.Value} {units}"), (p, ct) => p.SetOutput(c.Value, units, ct), () =>
        {
            Finish(new Done(c.CommandId, c.Value, _calls.Simulated));
        });
    }

    private void StartMove(MoveTo c) => IfStageMayMove(c, () =>
    {
        var coordinates = ExtractionRules.Coordinates(c.Position);
        if (coordinates.IsEmpty)
        {
            Carry(c, $"move to {c.Position}", (p, ct) => p.MoveTo(c.Position.Trim(), c.AutoCenter, ct), () => AwaitRest(c, true), slow: true);
            return;
        }

        Carry(c, $"move to {c.Position}", async (p, ct) =>
        {
            foreach (var (axis, value) in "xyz".Zip(coordinates))
            {
                await p.MoveAxis(axis, value, ct).ConfigureAwait(false);
            }
        }, () => AwaitRest(c, true), slow: true);
    });

    private void StartMotor(SetMotor c)
    {
        if (ExtractionRules.AxisOf(_device, c.Motor) is { } axis)
        {
            IfStageMayMove(c, () => Carry(c, $"move {axis}", (p, ct) => p.MoveAxis(axis, c.Value, ct), () => AwaitRest(c, c.Value), slow: true));
        }
        else
        {
            Carry(c, $"set {c.Motor}", (p, ct) => p.SetMotor(c.Motor, c.Value, ct), () => AwaitRest(c, c.Value), slow: true);
        }
    }

    private void IfStageMayMove(IExtractionCommand command, Action move) => Unless(PatternRunning() ?? "", () => Status(
        command.CommandId,
        status => Unless(ExtractionRules.AgainstMoveNow(_device, status), move),
        Finish));

    private void StartAction(Perform c)
    {
        var value = c.Arguments.GetValueOrDefault("value", "");
        switch (c.Action)
        {
            case "prepare" or "warmup":
                Carry(c, c.Action, (p, ct) => p.Prepare(ct), () => Finish(new Done(c.CommandId, true, _calls.Simulated)), slow: true);
                break;
            case "fire_laser" when _lastOutput is { } last:
                Start(last with { CommandId = c.CommandId });
                break;
            case "fire_laser":
                Refuse("no output was set that it could fire with");
                break;
            case "set_tray":
                var tray = c.Arguments.GetValueOrDefault("tray", "");
                Unless(ExtractionRules.AgainstTray(_device, tray), () =>
                    Carry(c, $"tray {tray}", (p, ct) => p.SetTray(tray, ct), () => Finish(new Done(c.CommandId, true, _calls.Simulated))));
                break;
            case "set_light":
                var light = ExtractionRules.Number(value);
                Unless(ExtractionRules.AgainstLight(_device, light), () =>
                    Carry(c, $"light {value}", (p, ct) => p.SetLight(light!.Value, ct), () => Finish(new Done(c.CommandId, light, _calls.Simulated))));
                break;
            case "set_xy":
                StartMove(new MoveTo(c.CommandId, value, false));
                break;
            case "dump_sample":
                Unless(_device.Kind == ExtractionDeviceKind.Furnace ? "" : $"{_device.Name} drops no samples, only a furnace does", () =>
                    Carry(c, "dump sample", (p, ct) => p.DumpSample(ct), () => Finish(new Done(c.CommandId, true, _calls.Simulated)), slow: true));
                break;
            case "check_reached_setpoint":
                Status(c.CommandId, status => Finish(new Done(c.CommandId, HasReached(status), _calls.Simulated)), Finish);
                break;
            case "extract_pipette" or "load_pipette":
                StartLoading(c);
                break;
            default:
                Refuse($"{_device.Name} has nothing that does {c.Action}");
                break;
        }
    }

    private void OnReadStatus(ReadStatus command)
    {
        var asker = Sender;
        Status(command.CommandId, status => asker.Tell(new Done(command.CommandId, status, _calls.Simulated)), asker.Tell);
    }

    /// <summary>Within 5 % of the output set last; a temperature that was set is compared with the one that is measured.</summary>
    private bool HasReached(ExtractionDeviceStatus status)
    {
        if (_lastOutput is not { } last)
        {
            return false;
        }

        var reached = LabNames.Same(status.Units, "temp") && status.TemperatureCelsius is { } celsius ? celsius : status.Output;
        return Math.Abs(reached - last.Value) <= 0.05 * Math.Abs(last.Value);
    }

    private void VerifyEnabled(IExtractionCommand command) => Status(
        command.CommandId,
        status => Finish(status.Enabled
            ? new Done(command.CommandId, true, _calls.Simulated)
            : new Refused(command.CommandId, $"{_device.Name} took the command and reads as not enabled")),
        Finish);

    private void Status(string commandId, Action<ExtractionDeviceStatus> then, Action<Refused> failed) => Status(commandId, key => ReadStatus(key), then, failed);

    private void Status(string commandId, Func<object, object> transaction, Action<ExtractionDeviceStatus> then, Action<Refused> failed) => _calls.Send(
        _box,
        transaction,
        value =>
        {
            if (value is Reading<ExtractionDeviceStatus> { Quality: Quality.Good } good)
            {
                then(good.Value);
            }
            else
            {
                failed(new Refused(commandId, $"{_device.Name} gave no good reading of its status{WordOf(value)}", DeviceFailure.Unanswered));
            }
        },
        f => failed(RefusalOf(commandId, f)));

    private static string WordOf(object? value) => value is Reading<ExtractionDeviceStatus> { Word.Length: > 0 } reading ? $": {reading.Word}" : "";

    private void Carry(IExtractionCommand command, string what, Func<IExtractionDevicePort, CancellationToken, ValueTask> work, Action done, bool slow = false) =>
        _calls.Send(_box, key => Do(key, what, work, slow), _ => done(), failed => Finish(RefusalOf(command.CommandId, failed)));

    private void Unless(string reason, Action then)
    {
        if (reason.Length > 0)
        {
            Refuse(reason);
        }
        else
        {
            then();
        }
    }

    private void Refuse(string reason) => Finish(new Refused(_current!.Value.Command.CommandId, reason));

    private void Finish(object? answer)
    {
        if (_current is { } current && answer is not null)
        {
            current.Asker.Tell(answer);
        }

        _current = null;
        StartNext();
    }

    private static Refused RefusalOf(string commandId, Failed failed) => new(commandId, failed.Reason, failed.Failure);
}
