using System.Globalization;
using System.Text.Json;
using LabActors.Devices.Drivers.Pychron;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.PychronLaser;

/// <summary>
/// A laser and its stage behind a Pychron that owns them. A move is over when the server has said so twice in a row, since a drive that has not begun yet stands still too. Whether the laser
/// is enabled is known from what the server has acknowledged to us; until then it is taken for enabled.
/// </summary>
public sealed class PychronLaserDriver(DriverContext context) : IDriver, IExtractionDevicePort
{
    private const int StillMeansThere = 2;
    private static readonly TimeSpan ReadyPace = TimeSpan.FromSeconds(1);
    private readonly PychronLink _link = new(context);
    private bool? _enabled;
    private string _units = "";
    private string _pattern = "";
    private string _moving = "GetDriveMoving";
    private int _still = StillMeansThere;

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var position = await ReadPosition(cancellation).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"a laser server of Pychron, stage at {position}");
    }

    /// <inheritdoc/>
    public async ValueTask Prepare(CancellationToken cancellation)
    {
        await _link.Ask("Prepare", true, cancellation).ConfigureAwait(false);
        var limit = context.Device.Number("prepare_limit_s", 200);
        for (var asked = 0; !await _link.AskFlag("IsReady", cancellation, ReadyPace).ConfigureAwait(false); asked++)
        {
            if (asked * ReadyPace.TotalSeconds >= limit)
                throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"{context.Device.Name}: not ready within {limit} s"));
        }
    }

    /// <inheritdoc/>
    public async ValueTask Enable(CancellationToken cancellation)
    {
        _enabled = null;
        await _link.Do("Enable", true, cancellation).ConfigureAwait(false);
        _enabled = true;
    }

    /// <inheritdoc/>
    /// <remarks>Nobody knows whether the laser is off unless the server has said OK.</remarks>
    public async ValueTask Disable(CancellationToken cancellation)
    {
        _enabled = null;
        await _link.Do("Disable", true, cancellation, urgent: true).ConfigureAwait(false);
        (_enabled, _pattern) = (false, "");
    }

    /// <inheritdoc/>
    public async ValueTask SetOutput(double value, string units, CancellationToken cancellation)
    {
        await _link.Do(
            units is "" or "percent"
                ? string.Create(CultureInfo.InvariantCulture, $"SetLaserPower {value}")
                : JsonSerializer.Serialize(new Dictionary<string, object> { ["command"] = "SetLaserOutput", ["value"] = value, ["units"] = units }),
            true,
            cancellation).ConfigureAwait(false);
        _units = units;
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<ExtractionDeviceStatus>> ReadStatus(CancellationToken cancellation)
    {
        var position = await ReadPosition(cancellation).ConfigureAwait(false);
        var output = await _link.AskNumber("GetAchievedOutput", cancellation).ConfigureAwait(false);
        var patterning = await _link.AskFlag("IsPatterning", cancellation).ConfigureAwait(false);
        var tray = await _link.AskOrNothing("GetSampleHolder", true, cancellation).ConfigureAwait(false) ?? "";
        _still = await _link.AskFlag(_moving, cancellation).ConfigureAwait(false) ? 0 : Math.Min(_still + 1, StillMeansThere);

        // What has confirmed nothing yet may be on; its output is what the server measures.
        return _link.Readings.Good(new ExtractionDeviceStatus(_enabled ?? true, output, _units, position, patterning ? _pattern : "", tray, Moving: _still < StillMeansThere));
    }

    /// <inheritdoc/>
    public ValueTask MoveTo(string position, bool autocenter, CancellationToken cancellation) => Move(
        int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var hole)
            ? string.Create(CultureInfo.InvariantCulture, $"GoToHole {hole},{(autocenter ? "True" : "False")}")
            : $"GoToNamedPosition {position}",
        "GetDriveMoving",
        cancellation);

    /// <inheritdoc/>
    public ValueTask MoveAxis(char axis, double value, CancellationToken cancellation) => char.ToUpperInvariant(axis) is var name and ('X' or 'Y' or 'Z')
        ? Move(string.Create(CultureInfo.InvariantCulture, $"Set{name} {value}"), $"Get{name}Moving", cancellation)
        : throw new DeviceRefusedException(context.Device.Name, $"found the axis '{axis}', expected x, y or z");

    /// <inheritdoc/>
    public async ValueTask ExecutePattern(string pattern, CancellationToken cancellation)
    {
        var patterns = (await _link.Ask("GetPatternNames", true, cancellation).ConfigureAwait(false)).Split(',', StringSplitOptions.TrimEntries);
        if (!patterns.Contains(pattern))
            throw new DeviceRefusedException(context.Device.Name, $"there is no pattern '{pattern}', only {string.Join(", ", patterns)}");
        await _link.Do($"DoPattern {pattern}", false, cancellation).ConfigureAwait(false);
        _pattern = pattern;
    }

    /// <inheritdoc/>
    public async ValueTask StopPattern(CancellationToken cancellation)
    {
        await _link.Do("AbortPattern", true, cancellation).ConfigureAwait(false);
        _pattern = "";
    }

    /// <inheritdoc/>
    public ValueTask SetMotor(string motor, double value, CancellationToken cancellation) => Move(
        motor.ToLowerInvariant() switch
        {
            "beam" or "beam_diameter" => string.Create(CultureInfo.InvariantCulture, $"SetBeamDiameter {value}"),
            "zoom" => string.Create(CultureInfo.InvariantCulture, $"SetZoom {value}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"SetMotor {motor},{value}"),
        },
        $"GetMotorMoving {motor}",
        cancellation);

    /// <inheritdoc/>
    public ValueTask SetLight(double value, CancellationToken cancellation) => _link.Do(string.Create(CultureInfo.InvariantCulture, $"SetLight {value}"), true, cancellation);

    /// <inheritdoc/>
    public ValueTask SetTray(string tray, CancellationToken cancellation) => _link.Do($"SetSampleHolder {tray}", true, cancellation);

    /// <inheritdoc/>
    public ValueTask DumpSample(CancellationToken cancellation) => throw new DeviceRefusedException(context.Device.Name, "a laser drops no samples");

    private async ValueTask<string> ReadPosition(CancellationToken cancellation)
    {
        var position = await _link.AskNumbers("GetPosition", 3, cancellation).ConfigureAwait(false);
        return string.Join(',', position.Select(p => p.ToString("0.#####", CultureInfo.InvariantCulture)));
    }

    // It counts as moving also when nobody knows whether the server has taken the command.
    private async ValueTask Move(string request, string moving, CancellationToken cancellation)
    {
        (_moving, _still) = (moving, 0);
        await _link.Do(request, true, cancellation).ConfigureAwait(false);
    }
}
