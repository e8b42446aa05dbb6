using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.ExtractionTransactions;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <content>Switching off, which waits for nothing.</content>
public sealed partial class ExtractionDeviceActor
{
    private void OnMakeSafe(MakeExtractionDeviceSafe command) => MakeSafe(command.CommandId, Sender);

    private void MakeSafe(string commandId, IActorRef asker)
    {
        RefuseWaiting();
        EndResting(_resting, new Refused(_resting?.Command.CommandId ?? "", $"{_device.Name} is made safe"));
        EndLoading(_loading, new Refused(_loading?.Command.CommandId ?? "", $"{_device.Name} is made safe"));
        EndPattern(_pattern, new Refused(_pattern?.Command.CommandId ?? "", $"{_device.Name} is made safe"));
        SwitchEverythingOff(commandId, asker, verify: true);
    }

    private void OnLeaveOff(LeaveOff command)
    {
        if (_cutOff.Length > 0)
        {
            Sender.Tell(new Refused(command.CommandId, $"its guard had switched it off before the script did: {_cutOff}"));
            _cutOff = "";
            return;
        }

        var asker = Sender;
        Status(
            command.CommandId,
            status =>
            {
                if (status is { Enabled: false, Output: 0, Pattern: "" })
                {
                    IsOff();
                    asker.Tell(new Done(command.CommandId, "", _calls.Simulated));
                    return;
                }

                EndPattern(_pattern, PatternStopped());
                SwitchEverythingOff(command.CommandId, asker, verify: true);
            },
            asker.Tell);
    }

    private void OnDisable(SetEnabled command)
    {
        EndPattern(_pattern, PatternStopped());
        SwitchEverythingOff(command.CommandId, Sender, verify: true);
    }

    private void OnEndOutput(EndOutput command)
    {
        EndPattern(_pattern, PatternStopped());
        SwitchEverythingOff(command.CommandId, Sender, verify: false);
    }

    private Done PatternStopped() => new(_pattern?.Command.CommandId ?? "", _pattern is { } p ? (_clock.Now - p.Since).TotalSeconds : 0.0);

    /// <summary>Every step is tried, urgently, whatever becomes of the others; with <paramref name="verify"/> it is disabled first and read back.</summary>
    private void SwitchEverythingOff(string commandId, IActorRef asker, bool verify)
    {
        var steps = new SafeSteps(
            1 + (_device.Units.IsEmpty ? 0 : 1) + (verify ? 2 : 0),
            (words, _) =>
            {
                if (verify)
                    IsOff();
                asker.Tell(new Done(commandId, words, _calls.Simulated));
            },
            (words, failure) =>
            {
                IsNotOff(words);
                asker.Tell(new Refused(commandId, words, failure));
            });
        if (verify)
        {
            Off(steps, "disabled", (p, ct) => p.Disable(ct), clears: true);
        }

        Off(steps, "pattern stopped", (p, ct) => p.StopPattern(ct));
        if (!_device.Units.IsEmpty)
        {
            Off(steps, "output zero", (p, ct) => p.SetOutput(0, _device.Units[0].Name, ct));
        }

        if (verify)
        {
            _calls.Send(_box, key => ReadStatus(key, urgent: true), value => VerifyOff(steps, (Reading<ExtractionDeviceStatus>)value!), failed => steps.Failed("read back", failed.Reason, failed.Failure));
        }
    }

    private static void VerifyOff(SafeSteps steps, Reading<ExtractionDeviceStatus> read)
    {
        if (read is { Quality: Quality.Good, Value: { Enabled: false, Output: 0, Pattern: "" } })
        {
            steps.Did("read back as off");
        }
        else
        {
            steps.Failed("read back as off", read.Quality == Quality.Good ? $"it reads {Words(read.Value)}" : $"it gave no good reading{WordOf(read)}", read.Quality == Quality.Good ? DeviceFailure.Definite : DeviceFailure.Unanswered);
        }
    }

    private static string Words(ExtractionDeviceStatus status) => string.Create(
        CultureInfo.InvariantCulture, $"{(status.Enabled ? "enabled" : "disabled")}, output {status.Output} {status.Units}{(status.Pattern.Length > 0 ? $", pattern {status.Pattern}" : "")}");

    private void Off(SafeSteps steps, string what, Func<IExtractionDevicePort, CancellationToken, ValueTask> work, bool clears = false) => _calls.Send(
        _box, key => SwitchOff(key, what, work, clears), _ => steps.Did(what), failed => steps.Failed(what, failed.Reason, failed.Failure));

    private void RefuseWaiting()
    {
        while (_waiting.TryDequeue(out var waiting))
        {
            waiting.Asker.Tell(new Refused(waiting.Command.CommandId, $"{_device.Name} is made safe"));
        }
    }
}
