using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Qtegra;

/// <summary>
/// When a scan was first seen, and whether scans have stopped: the server gives the last scan again until the next has ended, without saying when that was. So many readings of the same
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
    private int _same;

    /// <summary>Takes a reading, and says when its scan was first seen and what it is worth.</summary>
    public (DateTimeOffset First, Quality Quality) Take(string scan, double integrationSeconds, DateTimeOffset now)
    {
        if (scan != _scan)
            (_scan, _first, _counted, _same) = (scan, now, now, 1);
        else if ((now - _counted).TotalSeconds >= Early * integrationSeconds)
            (_counted, _same) = (now, _same + 1);
        return (_first, _same >= Limit ? Quality.Fault : Quality.Good);
    }
}
