using Akka.Actor;
using LabActors.Actors.Devices;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <content>Moves, which are over when the device says that nothing moves.</content>
public sealed partial class ExtractionDeviceActor
{
    private static readonly TimeSpan RestPeriod = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan RestLimit = TimeSpan.FromMinutes(5);

    private void AwaitRest(IExtractionCommand command, object value)
    {
        _resting = new Resting(command, value, _clock.Now + RestLimit);
        OnWatchRest(_resting);
    }

    private void OnWatchRest(Resting resting) => Status(
        resting.Command.CommandId,
        status =>
        {
            resting.Misses = 0;
            if (!status.Moving)
                EndResting(resting, new Done(resting.Command.CommandId, resting.Value, _calls.Simulated));
            else if (_clock.Now >= resting.Until)
                EndResting(resting, new Refused(resting.Command.CommandId, $"{_device.Name} still moves after {RestLimit.TotalMinutes:0} min"));
            else
                LookAgain(resting);
        },
        refused =>
        {
            if (++resting.Misses >= 3)
                EndResting(resting, refused);
            else
                LookAgain(resting);
        });

    private void LookAgain(Resting resting)
    {
        if (ReferenceEquals(resting, _resting))
            Timers.StartSingleTimer("rest", new WatchRest(resting), RestPeriod);
    }

    private void EndResting(Resting? resting, object answer)
    {
        if (resting is null || !ReferenceEquals(resting, _resting))
            return;
        _resting = null;
        Timers.Cancel("rest");
        Finish(answer);
    }

    private sealed record Resting(IExtractionCommand Command, object Value, DateTimeOffset Until)
    {
        public int Misses { get; set; }
    }

    private sealed record WatchRest(Resting Resting);
}
