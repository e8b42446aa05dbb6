namespace LabActors.Actors.Time;

/// <summary>Who holds the clock, and since when by the wall clock. Guarded by the clock's lock.</summary>
internal sealed class ClockHolders(VirtualClock clock, TimeSpan stallAfter, TimeProvider wallClock) : IDisposable
{
    private readonly LinkedList<Token> _taken = [];
    private TimeProvider _wallClock = wallClock;
    private ITimer? _alarm;
    private bool _alarmSet;

    public Token Take(string owner)
    {
        var token = new Token(clock, owner, _wallClock.GetTimestamp());
        _taken.AddLast(token.Node);

        // One alarm for all holds: a script that holds the clock for a moment 20,000 times sets it once.
        if (!_alarmSet)
            SetAlarm(stallAfter);
        return token;
    }

    public bool Return(Token token)
    {
        if (token.Node.List is null)
            return false;
        _taken.Remove(token.Node);
        return true;
    }

    public ClockStalled? Check()
    {
        _alarmSet = false;
        if (_taken.First is not { } oldest)
            return null;

        var age = _wallClock.GetElapsedTime(oldest.Value.Since);
        if (age < stallAfter)
        {
            SetAlarm(stallAfter - age);
            return null;
        }

        SetAlarm(stallAfter);
        return new ClockStalled([.. _taken.Select(token => token.Owner)], clock.Now, age);
    }

    public void UseWallClock(TimeProvider other)
    {
        Dispose();
        _wallClock = other;
        _alarm = null;
        foreach (var token in _taken)
            token.Since = other.GetTimestamp();
        if (_taken.Count > 0)
            SetAlarm(stallAfter);
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _alarmSet = false;
    }

    private void SetAlarm(TimeSpan after)
    {
        _alarmSet = true;
        if (_alarm is null)
            _alarm = _wallClock.CreateTimer(static state => ((VirtualClock)state!).ReportStall(), clock, after, Timeout.InfiniteTimeSpan);
        else
            _alarm.Change(after, Timeout.InfiniteTimeSpan);
    }

    public sealed class Token : IDisposable
    {
        private readonly VirtualClock _clock;

        public Token(VirtualClock clock, string owner, long since)
        {
            _clock = clock;
            Owner = owner;
            Since = since;
            Node = new LinkedListNode<Token>(this);
        }

        public string Owner { get; }

        public long Since { get; set; }

        public LinkedListNode<Token> Node { get; }

        public void Dispose() => _clock.Release(this);
    }
}
