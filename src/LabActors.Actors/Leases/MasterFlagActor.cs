using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Devices;
using LabActors.Actors.Lab;
using LabActors.Actors.Time;
using LabActors.Core.Labs;
using static LabActors.Actors.Leases.MasterFlagProtocol;

namespace LabActors.Actors.Leases;

/// <summary>
/// One flag at a master that programs share. Owns whether it is ours; receives <see cref="MasterFlagProtocol"/> of its parent, and the device's answers; persists nothing, since a flag of which nobody says that he is there
/// expires by itself.
/// <para>
/// Taking is: read clear, set, read back set. The master cannot say who has set it, so two programs that both read it clear within the milliseconds between the two requests may both have it; a master that compares
/// (LabActors) refuses the second. While it is held it is read and pinged; when it is found clear, because the master was started anew, it is set again; when it may have expired in the meantime and is set, it is another's.
/// </para>
/// </summary>
internal sealed class MasterFlagActor : ReceiveActor, IWithTimers
{
    /// <summary>So often its holder says that he is there.</summary>
    public static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(10);

    // The master clears what nobody has pinged for so long, and looks every five seconds.
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SurelyExpired = Expiry + PingPeriod;
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly SectionDefinition _section;
    private readonly IActorRef _master;
    private DeviceCalls _calls = null!;
    private Standing _stands = Standing.Free;
    private string _taker = "";
    private string _giver = "";
    private string _toldFor = "";
    private bool _busy;
    private bool _isSet;

    // Before a minute after this it cannot have expired, and by the other instant it has, unless it was pinged.
    private DateTimeOffset _pinged;
    private DateTimeOffset _hasExpired;

    /// <summary>See <see cref="Props"/>.</summary>
    public MasterFlagActor(SectionDefinition section, IActorRef master)
    {
        (_section, _master) = (section, master);
        Receive<Take>(OnTake);
        Receive<Recall>(OnRecall);
        Receive<Give>(OnGive);
        Receive<Look>(_ => Step());
        Receive<DeviceProtocol.Completed>(a => _calls.Answer(a));
        Receive<DeviceProtocol.Failed>(a => _calls.Answer(a));
        Receive<DeviceCalls.Unanswered>(a => _calls.Answer(a));
    }

    private enum Standing
    {
        Free,
        Wanted,
        Ours,
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The flag of a section.</summary>
    /// <param name="master">Over <c>IFlagPort</c>.</param>
    public static Props Props(SectionDefinition section, IActorRef master) => Akka.Actor.Props.Create(() => new MasterFlagActor(section, master));

    /// <inheritdoc/>
    protected override void PreStart() => _calls = new DeviceCalls(Self, Timers, DeviceCalls.DefaultPatience);

    private string Words => $"{_section.Flag} of {_section.Device}";

    private TimeSpan Age => _clock.Now - _pinged;

    private void OnTake(Take take)
    {
        (_taker, _toldFor) = (take.Id, "");
        if (_stands == Standing.Free)
            _stands = Standing.Wanted;
        Step();
    }

    private void OnRecall(Recall recall)
    {
        (_stands, _isSet, _pinged, _hasExpired) = (Standing.Ours, true, recall.Since, _clock.Now + SurelyExpired);
        Step();
    }

    private void OnGive(Give give)
    {
        (_giver, _taker) = (give.Id, "");
        Step();
    }

    // One request after another; what has come meanwhile is looked at between two.
    private void Step()
    {
        if (_busy)
            return;
        Timers.Cancel(nameof(Look));
        if (_giver.Length > 0)
            GiveBack();
        else if (_stands != Standing.Free)
            Ask(key => FlagTransactions.Read(key, _section.Flag), isSet => OnRead((bool)isSet!), OnUnread);
    }

    private void OnRead(bool isSet)
    {
        switch (_stands, isSet)
        {
            case (Standing.Ours, true) when Age < Expiry:
                var asked = _clock.Now;
                Ask(key => FlagTransactions.Ping(key, _section.Flag), _ => Hold(asked), failed =>
                {
                    if (failed.Failure == DeviceFailure.Definite)
                        Lose(failed.Reason);
                    else
                        OnUnread(failed);
                });
                break;
            case (Standing.Ours, true) when _clock.Now < _hasExpired:
                WaitFor($"the flag {Words}, which is set: by this laboratory, so that it expires presently, or by another program since");
                break;
            case (Standing.Ours, true):
                Lose(FormattableString.Invariant($"the master could not be reached for {Age.TotalSeconds:0} s, and it has been set since"));
                break;
            case (_, true):
                WaitFor($"another program at the master (flag {Words})");
                break;
            default:
                Set();
                break;
        }
    }

    private void Set()
    {
        if (_stands == Standing.Ours && _isSet)
            Tell($"the flag {Words} was found clear although {_section.Name} is held: the master was started anew, or somebody has cleared it. It is set again");
        _isSet = false;
        var asked = _clock.Now;
        Ask(key => FlagTransactions.Set(key, _section.Flag, true), _ => OnSet(asked), OnUnset, always: true);
    }

    private void OnSet(DateTimeOffset asked)
    {
        (_isSet, _pinged) = (true, asked);
        Ask(key => FlagTransactions.Read(key, _section.Flag), isSet => OnReadBack((bool)isSet!, asked), OnUnread);
    }

    private void OnUnset(DeviceProtocol.Failed failed)
    {
        if (failed.Failure != DeviceFailure.Definite)
            OnUnread(failed);
        else if (_stands == Standing.Ours)
            Lose(failed.Reason);
        else
            WaitFor($"another program at the master (flag {Words}: {failed.Reason})");
    }

    private void OnReadBack(bool isSet, DateTimeOffset asked)
    {
        _isSet = isSet;
        if (isSet)
            Hold(asked);
        else
            WaitFor($"another program at the master, which has cleared the flag {Words} as soon as it was set");
    }

    private void Hold(DateTimeOffset since)
    {
        if (_taker.Length > 0)
            Context.Parent.Tell(new Taken(_taker));
        else if (_toldFor.Length > 0)
            Tell($"the flag {Words} is seen to again, and still ours");
        (_stands, _pinged, _hasExpired, _toldFor, _taker) = (Standing.Ours, since, since + SurelyExpired, "", "");
        LookIn(PingPeriod);
    }

    private void OnUnread(DeviceProtocol.Failed failed)
    {
        if (_stands == Standing.Wanted && failed.Failure == DeviceFailure.Definite)
        {
            _stands = Standing.Free;
            Context.Parent.Tell(new Refused(_taker, $"the flag {Words} cannot be had: {failed.Reason}"));
        }
        else
        {
            WaitFor($"the master {_section.Device}, which does not answer for the flag {_section.Flag}: {failed.Reason}");
        }
    }

    private void WaitFor(string whom)
    {
        if (_taker.Length > 0 && _toldFor.Length == 0)
            Context.Parent.Tell(new Waits(_taker, whom));
        else if (_taker.Length == 0 && _toldFor.Length == 0)
            Tell($"{_section.Name} is held, and its flag cannot be seen to: {whom}");
        _toldFor = whom;
        LookIn(TryAgain);
    }

    private void Lose(string why)
    {
        (_stands, _isSet, _taker) = (Standing.Free, false, "");
        Tell($"the flag {Words} is another program's: {why}");
        Context.Parent.Tell(new Gone(why));
    }

    private void GiveBack()
    {
        var isOurs = (_stands == Standing.Ours || _isSet) && Age < Expiry;
        (_stands, _isSet) = (Standing.Free, false);
        if (!isOurs)
        {
            Given();
            return;
        }

        Ask(
            key => FlagTransactions.Set(key, _section.Flag, false),
            _ => Given(),
            failed =>
            {
                // It is not tried again: by then it may be another's.
                Tell($"the flag {Words} could not be cleared ({failed.Reason}); the master clears it by itself when nobody has pinged it for {Expiry.TotalSeconds:0} s");
                Given();
            },
            always: true);
    }

    private void Given()
    {
        var giver = _giver;
        _giver = "";
        Context.Parent.Tell(new Given(giver));
        if (_taker.Length > 0)
            _stands = Standing.Wanted;
        Step();
    }

    // Whoever does not want it any more has it cleared before anything else is done with an answer.
    private void Ask(Func<object, object> transaction, Action<object?> done, Action<DeviceProtocol.Failed> failed, bool always = false)
    {
        void Continue(Action then)
        {
            _busy = false;
            if (_giver.Length > 0 && !always)
                Step();
            else
                then();
        }

        _busy = true;
        _calls.Send(_master, transaction, value => Continue(() => done(value)), failure => Continue(() => failed(failure)));
    }

    private void LookIn(TimeSpan after) => Timers.StartSingleTimer(nameof(Look), new Look(), after);

    private void Tell(string words)
    {
        _log.Warning("{Words}", words);
        Context.System.EventStream.Publish(new LabProtocol.Notice(words));
    }

    private sealed record Look;
}
