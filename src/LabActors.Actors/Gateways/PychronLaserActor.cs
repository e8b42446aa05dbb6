using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Leases;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Pychron;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Gateways;

/// <summary>
/// A laser as clients of Pychron know it. Owns what they have begun and not ended, and why the last of it failed; receives <see cref="Ask"/>, and the answers of the device and of the lease authority. Moves are
/// answered when they have begun, as such clients expect it, and asked after until nothing moves. While a run has the laser, clients may look at it and switch it off, and nothing else. A laser that a client
/// has enabled, and of which no client says anything any more, is switched off. Persists nothing; dies with its laboratory.
/// </summary>
public sealed class PychronLaserActor : ReceiveActor, IWithTimers
{
    // A refusal comes within this; what has not been refused by then has begun.
    private static readonly TimeSpan Refusing = TimeSpan.FromSeconds(0.3);
    private readonly ExtractionDeviceDefinition _device;
    private readonly IActorRef _laser;
    private readonly IActorRef _leases;
    private readonly TimeSpan _offAfter;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly Queue<Action<string>> _forLeases = [];
    private readonly Dictionary<string, (PychronLaserQuestion Question, IActorRef Asker)> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PychronLaserQuestion> _begun = new(StringComparer.Ordinal);
    private string _error = "";
    private int _count;
    private bool _isOn;

    /// <summary>See <see cref="Props"/>.</summary>
    public PychronLaserActor(ExtractionDeviceDefinition device, IActorRef laser, IActorRef leases, TimeSpan offAfter)
    {
        (_device, _laser, _leases, _offAfter) = (device, laser, leases, offAfter);
        Receive<Ask>(OnAsk);
        Receive<LeaseProtocol.HoldingsAre>(OnHoldings);
        Receive<Done>(done => Conclude(done.CommandId, done.Value, ""));
        Receive<Refused>(refused => Conclude(refused.CommandId, null, refused.Reason));
        Receive<AllSilent>(_ => AskWhoHasIt(OnAllSilent));
        Receive<HasBegun>(begun => Answer(begun.Id, PychronLink.Done));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A laser.</summary>
    /// <param name="device">Its definition.</param>
    /// <param name="laser">The extraction device's actor.</param>
    /// <param name="leases">The lease authority.</param>
    /// <param name="offAfter">So long no client may be silent while the laser that one has enabled is on; zero for as long as they like.</param>
    public static Props Props(ExtractionDeviceDefinition device, IActorRef laser, IActorRef leases, TimeSpan offAfter) =>
        Akka.Actor.Props.Create(() => new PychronLaserActor(device, laser, leases, offAfter));

    private void OnAsk(Ask ask)
    {
        if (_isOn)
            Timers.StartSingleTimer("silent", new AllSilent(), _offAfter);
        switch (ask.Question)
        {
            case PychronLaserQuestion.Wrong wrong:
                Sender.Tell(new PychronFlagActor.Answered(wrong.Error.ToString()));
                break;
            case PychronLaserQuestion.Read { Value: PychronLaserValue.Patterns }:
                Sender.Tell(new PychronFlagActor.Answered(string.Join(',', _device.Patterns)));
                break;
            case PychronLaserQuestion.Read { Value: PychronLaserValue.Error }:
                Sender.Tell(new PychronFlagActor.Answered(_error.Length > 0 ? _error : PychronLink.Done));
                break;
            case PychronLaserQuestion.Read or PychronLaserQuestion.EndPattern or PychronLaserQuestion.Enable { On: false }:
                Carry(ask.Question, Sender);
                break;
            default:
                var asker = Sender;
                AskWhoHasIt(holder =>
                {
                    if (holder.Length > 0)
                        asker.Tell(new PychronFlagActor.Answered(new PychronError(PychronError.SystemLocked, $"{_device.Name} is held by {holder}").ToString()));
                    else
                        Carry(ask.Question, asker);
                });
                break;
        }
    }

    private void OnHoldings(LeaseProtocol.HoldingsAre holdings)
    {
        var then = _forLeases.Dequeue();
        then(holdings.State.Holdings.TryGetValue($"device:{_device.Name}", out var holding) ? holding.Holder.Description : "");
    }

    /// <summary>Then: with the run that has the laser, empty when none has.</summary>
    private void AskWhoHasIt(Action<string> then)
    {
        _forLeases.Enqueue(then);
        _leases.Tell(LeaseProtocol.GetHoldings.Instance);
    }

    private void OnAllSilent(string holder)
    {
        // What a run has switched on is its own affair.
        if (!_isOn || holder.Length > 0)
            return;
        _isOn = false;
        _error = string.Create(CultureInfo.InvariantCulture, $"no client has said anything for {_offAfter.TotalSeconds:0.#} s: {_device.Name} was told to be off");
        _log.Warning("{Error}", _error);
        _laser.Tell(new MakeExtractionDeviceSafe($"pychron/{Self.Path.Name}/{++_count}"));
    }

    private void Carry(PychronLaserQuestion question, IActorRef asker)
    {
        var id = $"pychron/{Self.Path.Name}/{++_count}";
        if (question is PychronLaserQuestion.Enable { On: true } && _offAfter > TimeSpan.Zero)
        {
            _isOn = true;
            Timers.StartSingleTimer("silent", new AllSilent(), _offAfter);
        }

        _asked[id] = (question, asker);
        _laser.Tell(question switch
        {
            PychronLaserQuestion.Enable enable => new SetEnabled(id, enable.On),
            PychronLaserQuestion.SetOutput set => new SetOutput(id, set.Value, set.Units),
            PychronLaserQuestion.MoveTo move => new MoveTo(id, move.Position, move.AutoCenter),
            PychronLaserQuestion.SetMotor motor => new SetMotor(id, motor.Motor, motor.Value),
            PychronLaserQuestion.BeginPattern pattern => new ExecutePattern(id, pattern.Pattern, null, false),
            PychronLaserQuestion.EndPattern => new EndOutput(id),
            PychronLaserQuestion.Perform perform => new Perform(
                id, perform.Action, perform.Field.Length > 0 ? ImmutableDictionary<string, string>.Empty.Add(perform.Field, perform.Argument) : ImmutableDictionary<string, string>.Empty),
            _ => new ReadStatus(id),
        });
        if (question is PychronLaserQuestion.MoveTo or PychronLaserQuestion.SetMotor or PychronLaserQuestion.Perform { Action: "prepare" })
        {
            _begun[id] = question;
            Timers.StartSingleTimer(id, new HasBegun(id), Refusing);
        }
    }

    private void Conclude(string id, object? value, string refusal)
    {
        Timers.Cancel(id);
        if (_begun.Remove(id))
            _error = refusal;
        if (!_asked.TryGetValue(id, out var asked))
            return;
        if (asked.Question is PychronLaserQuestion.Enable enable)
            _isOn &= enable.On == (refusal.Length == 0);
        Answer(id, refusal.Length > 0 ? new PychronError(CodeOf(asked.Question), refusal).ToString() : Text(asked.Question, value));
    }

    private void Answer(string id, string text)
    {
        if (_asked.Remove(id, out var asked))
            asked.Asker.Tell(new PychronFlagActor.Answered(text));
    }

    private string Text(PychronLaserQuestion question, object? value) => question is not PychronLaserQuestion.Read read ? PychronLink.Done
        : value is not ExtractionDeviceStatus status ? new PychronError(PychronError.NoResponse, $"{_device.Name} gave no status").ToString()
        : read.Value switch
        {
            PychronLaserValue.Position => PychronLaserServer.Position(status.Position) ?? new PychronError(PychronError.Position, $"at '{status.Position}', which has no coordinates").ToString(),
            PychronLaserValue.Moving => Flag(status.Moving || _begun.Values.Any(b => b is not PychronLaserQuestion.Perform)),
            PychronLaserValue.Output => PychronValveServer.Number(status.Output),
            PychronLaserValue.Patterning => Flag(status.Pattern.Length > 0),
            PychronLaserValue.Tray => status.Tray,
            PychronLaserValue.Temperature => status.TemperatureCelsius is { } celsius ? celsius.ToString("R", CultureInfo.InvariantCulture) : "No Response",
            _ => Flag(status.Fault.Length == 0 && !_begun.Values.Any(b => b is PychronLaserQuestion.Perform)),
        };

    private static string Flag(bool value) => value ? "True" : "False";

    private static int CodeOf(PychronLaserQuestion question) => question switch
    {
        PychronLaserQuestion.Enable { On: true } => PychronError.Enable,
        PychronLaserQuestion.Enable => PychronError.Disable,
        PychronLaserQuestion.SetOutput => PychronError.SetPoint,
        PychronLaserQuestion.MoveTo => PychronError.Position,
        PychronLaserQuestion.SetMotor => PychronError.Motor,
        PychronLaserQuestion.Perform { Action: "set_tray" } => PychronError.SampleHolder,
        PychronLaserQuestion.Read => PychronError.NoResponse,
        _ => PychronError.FunctionCall,
    };

    /// <summary>A request; answered by <see cref="PychronFlagActor.Answered"/>.</summary>
    public sealed record Ask(PychronLaserQuestion Question, string Client);

    private sealed record HasBegun(string Id);

    private sealed record AllSilent;
}
