namespace LabActors.Actors.Time;

/// <content>How it follows the wall clock.</content>
public sealed partial class VirtualClock
{
    private volatile bool _worked;

    /// <summary>Every wait takes its whole time: what was held is not made up by going faster. For a clock beside which others go on, such as instruments behind wires.</summary>
    public bool WaitsInFull { get; set; }

    private void CatchUpWithWallClock()
    {
        StandStill();
        if (_pacing.Pace.WaitsForWallClock)
            Volatile.Write(ref _nowTicks, TicksByWallClock());
    }

    // While there was work, time stood.
    private void StandStill()
    {
        if (WaitsInFull && _worked)
            _pacing.AnchorAt(_nowTicks);
        _worked = false;
    }

    // Never beyond the next deadline: what is due comes first.
    private long TicksByWallClock()
    {
        if (!_pacing.Pace.WaitsForWallClock)
            return _nowTicks;
        var limit = _deadlines.TryPeek(out _, out var deadline) ? deadline : long.MaxValue;
        return Math.Max(_nowTicks, Math.Min(limit, _pacing.TicksByWallClock()));
    }

    private void ReplacePacing(ClockPace pace, TimeProvider wallClock)
    {
        // The part of a wait that is over counts at the pace at which it passed.
        var anchor = TicksByWallClock();
        _pacing.Dispose();
        Volatile.Write(ref _pacing, new WallPacing(pace, wallClock, anchor, QueueAdvance));
    }
}
