using System.Collections.Immutable;

namespace LabActors.Simulator.Wire.Thermo;

/// <summary>
/// Scans of one integration time each, one after the other. What changes while one runs is in it for the rest of its time only: a scan that began before the magnet moved holds
/// something of both masses.
/// </summary>
/// <param name="read">What the detectors see at the present instant, fA.</param>
internal sealed class ScanClock(Func<ImmutableDictionary<string, double>> read)
{
    private readonly Dictionary<string, double> _partial = new(StringComparer.Ordinal);
    private DateTimeOffset _began;
    private DateTimeOffset _counted;
    private TimeSpan _length;

    /// <summary>The scan completed last; null before the first.</summary>
    public ImmutableDictionary<string, double>? Completed { get; private set; }

    /// <summary>Begins anew, without a completed scan.</summary>
    public void Begin(DateTimeOffset now, TimeSpan length)
    {
        (_began, _counted, _length, Completed) = (now, now, length, null);
        _partial.Clear();
    }

    /// <summary>Scans that are over by now are completed.</summary>
    public void Look(DateTimeOffset now)
    {
        if (now < _began + _length)
            return;

        // Scans that nobody asked for in between saw what is seen now.
        var seen = read();
        Add(seen, _began + _length - _counted);
        var whole = (now - _began).Ticks / _length.Ticks;
        Completed = whole > 1 ? seen : _partial.ToImmutableDictionary(StringComparer.Ordinal);
        _partial.Clear();
        _began += _length * whole;
        _counted = _began;
    }

    /// <summary>Something changes after this: what has been seen up to now counts.</summary>
    public void Count(DateTimeOffset now)
    {
        Look(now);
        if (now <= _counted)
            return;
        Add(read(), now - _counted);
        _counted = now;
    }

    private void Add(ImmutableDictionary<string, double> seen, TimeSpan time)
    {
        foreach (var (detector, intensity) in seen)
            _partial[detector] = _partial.GetValueOrDefault(detector) + (intensity * (time / _length));
    }
}
