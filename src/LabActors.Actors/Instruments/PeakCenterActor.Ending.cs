using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Core.Measurement;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <content>What comes of it, and how the spectrometer is asked.</content>
public sealed partial class PeakCenterActor
{
    /// <summary>Detectors that gave nothing at some step are left out of the others.</summary>
    private PeakCenterResult Result(double? centre, string reason, PeakShape? shape) => new(
        centre,
        [.. _dacs],
        [.. _intensities],
        reason,
        shape,
        _others.Where(o => o.Value.Count == _dacs.Count).ToImmutableDictionary(o => o.Key, o => o.Value.ToImmutableArray()),
        _simulated);

    private void Fail(string reason)
    {
        var result = Result(null, reason, null);
        if (_before is { } before)
        {
            End(result, before);
        }
        else
        {
            Tell(result);
        }
    }

    private void End(PeakCenterResult result, double dac)
    {
        _ending = result;
        Ask("end", id => Magnet(id, dac), _ => Tell(result));
    }

    private void Tell(PeakCenterResult result)
    {
        _ending = result;
        _run.Tell(result);
        Context.Stop(Self);
    }

    private PositionMagnet Magnet(string id, double dac) => new(id, dac.ToString("R", CultureInfo.InvariantCulture), _detector, UseDac: true);

    private void Ask(string what, Func<string, object> command, Action<object> then)
    {
        _awaited = what;
        _then = then;
        _spectrometer.Tell(command(CommandId));
    }

    private void Continue(object answer)
    {
        var then = _then;
        _then = null;
        then?.Invoke(answer);
    }
}
