using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Simulator.Wire.Isotopx;

/// <summary>An acquisition of an NGX: an event each period, and one with the average of all at the end.</summary>
/// <param name="detectors">In the instrument's order.</param>
/// <param name="id">Who asked for it, as the events say it.</param>
/// <param name="count">Periods.</param>
/// <param name="read">What the detectors see at the present instant, fA.</param>
internal sealed class NgxAcquisition(
    ImmutableArray<string> detectors, string id, int count, TimeSpan period, DateTimeOffset began, Func<ImmutableDictionary<string, double>> read, WireFaults faults)
{
    private readonly Dictionary<string, double> _sums = new(StringComparer.Ordinal);
    private int _done;
    private string? _last;

    public bool IsOver => _done >= count;

    public DateTimeOffset Next => began + (period * (_done + 1));

    /// <summary>The events of the period that ends now; none when they do not come.</summary>
    public IEnumerable<string> End(DateTimeOffset now)
    {
        var at = Next;
        _done++;
        var seen = read();
        foreach (var (detector, value) in seen)
            _sums[detector] = _sums.GetValueOrDefault(detector) + value;
        if (faults.Find(WireFaultKind.NoData) is not null)
            yield break;
        var time = at > now ? now : at;
        _last = _last is not null && faults.Find(WireFaultKind.Frozen) is not null ? _last : Event("ACQ", time, d => seen[d]);
        yield return _last;
        if (IsOver && faults.Use(WireFaultKind.MissingEnd) is null)
            yield return Event("ACQ.B", time, d => _sums[d] / count);
    }

    // The last detector comes first.
    private string Event(string kind, DateTimeOffset at, Func<string, double> value)
    {
        var values = detectors.Reverse().Select(d => faults.Use(WireFaultKind.OutOfRange, d) is { Value: { } odd } ? odd : value(d)).ToList();
        if (faults.Use(WireFaultKind.MissingValue) is not null)
            values.RemoveAt(values.Count - 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#EVENT:{kind},{id},{_done},{count},{at.UtcDateTime:HH:mm:ss.fff},{string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}#");
    }
}
