using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Health;
using LabActors.Core.Labs;
using LabActors.Core.Safety;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.ExtractionTransactions;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <content>Guarding what may give output, and what has not confirmed that it gives none.</content>
public sealed partial class ExtractionDeviceActor
{
    private static readonly TimeSpan FirstAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TellEvery = TimeSpan.FromMinutes(1);
    // A box that starts with its port takes a moment until it answers.
    private static readonly TimeSpan StartTakes = TimeSpan.FromSeconds(10);
    private readonly IActorRef? _alarms;
    private readonly bool _isInUse;
    private ExtractionGuard? _guard;
    private Unconfirmed? _unconfirmed;
    private bool _looks;

    // Why the guard cut an extraction off that has not been told yet; empty when it has not.
    private string _cutOff = "";

    private string Kind => _device.Kind == ExtractionDeviceKind.Furnace ? "furnace" : "laser";

    /// <summary>A device that was left on, before this life of the laboratory, is guarded too.</summary>
    private void LookOnce()
    {
        if (_alarms is not null && _device.Kind != ExtractionDeviceKind.Pipette)
            _calls.Send(_box, key => ReadStatus(key), value => GuardIfOn(value), _ => { });
    }

    /// <summary>
    /// What was never told anything may be on, for all that is known. It is told to be off, which nobody hears of when it is confirmed; what is asked for meanwhile waits. One that does not answer,
    /// perhaps since it has no power, is told of once.
    /// </summary>
    private void MakeKnown()
    {
        if (_alarms is null || _device.Kind == ExtractionDeviceKind.Pipette)
            return;
        var off = new MakeExtractionDeviceSafe("start");
        _current = (off, ActorRefs.Nobody);
        _unconfirmed = new Unconfirmed(_clock.Now, "") { IsStart = true };
        SwitchEverythingOff(off.CommandId, Self, verify: true);
    }

    private void GuardIfOn(object? value)
    {
        if (value is Reading<ExtractionDeviceStatus> { Quality: Quality.Good, Value.Enabled: true })
            BeginGuard();
    }

    private void BeginGuard()
    {
        if (_alarms is null || _guard is not null)
            return;
        _guard = new ExtractionGuard(_clock.Now);
        Timers.StartPeriodicTimer("guard", new GuardTick(), ExtractionGuard.Every);
    }

    private void OnGuardTick()
    {
        // A device that is silent takes longer than the pause between two readings.
        if (_guard is null || _looks)
            return;
        _looks = true;
        _calls.Send(
            _box,
            key => ReadStatus(key),
            value =>
            {
                var reading = (Reading<ExtractionDeviceStatus>)value!;
                Judge(reading.Quality == Quality.Good, reading.Quality switch
                {
                    Quality.Good => reading.Value.Fault,
                    Quality.Fault => reading.Word.Length > 0 ? reading.Word : "it reports a fault",
                    _ => "",
                });
            },
            failed => Judge(failed.Failure == DeviceFailure.Withdrawn, ""));
    }

    private void Judge(bool isGood, string fault)
    {
        _looks = false;
        if (_guard is null)
            return;
        _guard = _guard.Read(isGood);
        if (_guard.Reason(_device, fault, _clock.Now) is not { Length: > 0 } reason)
            return;
        _guard = null;
        Timers.Cancel("guard");
        _cutOff = reason;
        Raise($"{_device.Name} is being switched off: {reason}");
        _unconfirmed ??= new Unconfirmed(_clock.Now, reason);
        MakeSafe("guard", ActorRefs.Nobody);
    }

    /// <summary>Everything was confirmed and read back.</summary>
    private void IsOff()
    {
        _guard = null;
        Timers.Cancel("guard");
        Timers.Cancel("off again");
        if (_unconfirmed is not { } was)
            return;
        _unconfirmed = null;
        if (was.Reason.Length > 0)
            Raise($"{_device.Name} was switched off: {was.Reason}");
        else if (was.Told is not null)
            _alarms?.Tell(new HealthProtocol.ClearError(_device.Name, "guard"));
    }

    /// <summary>Something was not confirmed: nobody knows, and it is tried again until somebody does.</summary>
    private void IsNotOff(string words)
    {
        if (_alarms is null)
            return;
        var was = _unconfirmed ?? new Unconfirmed(_clock.Now, "");
        var again = was.Again == TimeSpan.Zero ? FirstAgain : was.Again * 2;
        _unconfirmed = was with { Again = again < LastAgain ? again : LastAgain };
        Timers.StartSingleTimer("off again", new OffAgain(), _unconfirmed.Again);
        if (was.IsStart ? was.Told is not null || _clock.Now - was.Since < StartTakes : was.Told is { } told && _clock.Now - told < TellEvery)
            return;
        _unconfirmed = _unconfirmed with { Told = _clock.Now };
        Raise($"{Kind} state unknown: {_device.Name} has not confirmed that it is off, for {(_clock.Now - was.Since).TotalSeconds:0} s ({words})");
    }

    private void OnOffAgain()
    {
        if (_unconfirmed is not null)
            SwitchEverythingOff("guard", ActorRefs.Nobody, verify: true);
    }

    private void Raise(string text) => _alarms?.Tell(new HealthProtocol.RaiseError(_device.Name, text, "guard"));

    private sealed record Unconfirmed(DateTimeOffset Since, string Reason)
    {
        /// <summary>It has answered nothing since the node started, and nobody has asked anything of it.</summary>
        public bool IsStart { get; init; }

        public TimeSpan Again { get; init; }

        public DateTimeOffset? Told { get; init; }
    }

    private sealed record GuardTick;

    private sealed record OffAgain;
}
