using System.Collections.Immutable;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Ngx;

/// <summary>
/// A cycle of measurements and what has come of it. An event is taken when it is newer than the one before, across midnight too, and has a value for each detector; a cycle of which no
/// average comes is overdue and has to be begun anew.
/// </summary>
/// <param name="measurer">The name under which we measure; events of others are passed over.</param>
/// <param name="detectors">In the instrument's order.</param>
public sealed class NgxAcquisition(string measurer, ImmutableArray<string> detectors)
{
    private const int StaleLimit = 3;
    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);
    private readonly Dictionary<bool, TimeSpan> _newest = [];
    private double _seconds;
    private int _stale;
    private DateTimeOffset? _began;

    /// <summary>The average of the last cycle, and when it came; null when there is none since the settings changed.</summary>
    public (IonIntensities Beams, DateTimeOffset At)? Last { get; private set; }

    /// <summary>A cycle is under way.</summary>
    public bool IsRunning => _began is not null;

    /// <summary>A cycle began.</summary>
    public void Begin(double seconds, DateTimeOffset now) => (_seconds, _began, _stale) = (seconds, now, 0);

    /// <summary>The cycle was stopped; what came before was measured with other settings.</summary>
    public void End() => (_began, Last, _stale) = (null, null, 0);

    /// <summary>No average has come for so long that none will; or only old events come.</summary>
    public bool IsOverdue(DateTimeOffset now) => _began is { } began && (_stale >= StaleLimit || now - began > Longest);

    /// <summary>Takes an event that came.</summary>
    public void Take(NgxScan scan, DateTimeOffset at)
    {
        if (scan.Measurer != measurer || scan.Values.Length != detectors.Length)
            return;
        if (_newest.TryGetValue(scan.IsAverage, out var newest) && !IsNewer(scan.TimeOfDay, newest))
        {
            _stale++;
            return;
        }

        (_newest[scan.IsAverage], _stale) = (scan.TimeOfDay, 0);
        if (!scan.IsAverage || !IsRunning)
            return;
        var beams = detectors.Zip(scan.Values).Where(d => double.IsFinite(d.Second)).ToImmutableDictionary(d => d.First, d => d.Second);
        (Last, _began) = ((new IonIntensities(_seconds, beams), at), null);
    }

    // Twice what a line may take, as long cycles end late.
    private TimeSpan Longest => TimeSpan.FromSeconds(2 * Math.Max(3, (1.5 * _seconds) + 2));

    // Of two times of day the newer is the one that is less than half a day after the other.
    private static bool IsNewer(TimeSpan time, TimeSpan than)
    {
        var after = time - than + (time < than ? TimeSpan.FromDays(1) : TimeSpan.Zero);
        return after > TimeSpan.Zero && after < HalfADay;
    }
}
