namespace LabActors.Simulator.Wire.Pychron;

/// <summary>A flag of a valve server: taken, and let go when nobody has pinged it for a minute; looked after every five seconds.</summary>
/// <param name="started">When the server began to look.</param>
internal sealed class PychronFlag(string name, DateTimeOffset started)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private DateTimeOffset? _pinged;

    public string Name => name;

    public bool IsSet(DateTimeOffset now)
    {
        if (_pinged is not { } pinged)
            return false;
        var looks = Math.Ceiling((pinged + Expiry - started) / Look);
        if (now < started + (Look * looks))
            return true;
        _pinged = null;
        return false;
    }

    public void Set(bool set, DateTimeOffset now) => _pinged = set ? now : null;

    public void Ping(DateTimeOffset now)
    {
        if (IsSet(now))
            _pinged = now;
    }
}
