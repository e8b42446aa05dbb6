using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Qtegra;

/// <summary>
/// When a scan was first seen, when it can have begun, and whether scans have stopped: the server gives the last scan again until the next has ended, without saying when that was. So many readings of the same
/// scan, an integration time apart, mean that none ends any more.
/// </summary>
public sealed class FrozenScans
{
    /// <summary>Readings of one scan after which scans count as frozen.</summary>
    public const int Limit = 25;

    // A reading that comes a little early is one all the same.
    private const double Early = 0.9;
    private string _scan = "";
    private DateTimeOffset _first;
    private DateTimeOffset _counted;
    private DateTimeOffset _asked;
    private DateTimeOffset _ended;
    private int _same;

    /// <summary>
    /// The earliest instant at which the last scan that was taken can have begun. Scans follow one another: it ended after the server was asked when it still gave another one, and not more
    /// than an integration before it was asked now.
    /// </summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>Takes a reading, and says when its scan was first seen and what it is worth.</summary>
    /// <param name="asked">When the server was asked for it.</param>
    public (DateTimeOffset First, Quality Quality) Take(string scan, double integrationSeconds, DateTimeOffset asked, DateTimeOffset now)
    {
        var integration = TimeSpan.FromSeconds(integrationSeconds);
        var last = scan == _scan ? _ended : _asked;
        (_ended, _asked) = (last > asked - integration ? last : asked - integration, asked);
        Began = _ended - integration;
        if (scan != _scan)
            (_scan, _first, _counted, _same) = (scan, now, now, 1);
        else if ((now - _counted).TotalSeconds >= Early * integrationSeconds)
            (_counted, _same) = (now, _same + 1);
        return (_first, _same >= Limit ? Quality.Fault : Quality.Good);
    }
}
