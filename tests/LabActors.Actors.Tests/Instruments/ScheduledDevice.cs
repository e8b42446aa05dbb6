using System.Collections.Concurrent;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Tests.Instruments;

/// <summary>An extraction device that does as it is told, and to which things happen so many seconds after it was first enabled: virtual time does not wait for a test.</summary>
/// <param name="begins">When it was enabled, where it is from the beginning.</param>
internal sealed class ScheduledDevice(TimeProvider time, DateTimeOffset begins) : IExtractionDevicePort
{
    private DateTimeOffset _restsFrom;
    private DateTimeOffset? _enabledAt;
    private int _disables;

    public ConcurrentQueue<(DateTimeOffset At, string What)> Calls { get; } = [];

    /// <summary>When it was first enabled.</summary>
    public DateTimeOffset From => _enabledAt ?? begins;

    public ExtractionDeviceStatus State { get; set; } = new(false, 0, "watts", "", "", "");

    /// <summary>From then on, in seconds, something is wrong.</summary>
    public double FaultAfter { get; init; } = double.PositiveInfinity;

    public string Fault { get; init; } = "interlocks are open: coolant flow";

    /// <summary>It answers nothing between these.</summary>
    public (double From, double To) Silent { get; init; } = (double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>It acknowledges no switching off before.</summary>
    public double ObeysAfter { get; init; } = double.NegativeInfinity;

    /// <summary>So many switchings off it does not acknowledge.</summary>
    public int Disobeys { get; init; }

    /// <summary>How long a move takes.</summary>
    public double MoveSeconds { get; init; }

    private double After => (time.GetUtcNow() - From).TotalSeconds;

    public ValueTask Prepare(CancellationToken cancellation) => Did("prepare");

    public ValueTask Enable(CancellationToken cancellation)
    {
        _enabledAt ??= time.GetUtcNow();
        return Did("enable", State with { Enabled = true });
    }

    public ValueTask Disable(CancellationToken cancellation)
    {
        Calls.Enqueue((time.GetUtcNow(), "disable"));
        if (After < ObeysAfter || _disables++ < Disobeys)
            throw new TimeoutException("no acknowledgement");
        return Did("disabled", State with { Enabled = false, Output = 0, Pattern = "" });
    }

    public ValueTask SetOutput(double value, string units, CancellationToken cancellation)
    {
        if (value == 0 && After < ObeysAfter)
            throw new TimeoutException("no acknowledgement");
        return Did(FormattableString.Invariant($"output {value}"), State with { Output = value });
    }

    public ValueTask<Reading<ExtractionDeviceStatus>> ReadStatus(CancellationToken cancellation) => IsSilent
        ? throw new TimeoutException("silent")
        : ValueTask.FromResult(new Reading<ExtractionDeviceStatus>(
            State with { Fault = After >= FaultAfter ? Fault : "", Moving = time.GetUtcNow() < _restsFrom }, Quality.Good, time.GetUtcNow()));

    public ValueTask MoveTo(string position, bool autocenter, CancellationToken cancellation)
    {
        _restsFrom = time.GetUtcNow() + TimeSpan.FromSeconds(MoveSeconds);
        return Did($"move {position}", State with { Position = position });
    }

    public ValueTask MoveAxis(char axis, double value, CancellationToken cancellation) => Did($"{axis} {value}");

    public ValueTask ExecutePattern(string pattern, CancellationToken cancellation) => Did($"pattern {pattern}", State with { Pattern = pattern });

    public ValueTask ContinuePattern(CancellationToken cancellation) => Calls.Count(c => c.What == "go on") == 3 ? Did("end", State with { Pattern = "" }) : Did("go on");

    public ValueTask StopPattern(CancellationToken cancellation) => Did("stop pattern", State with { Pattern = "" });

    public ValueTask SetMotor(string motor, double value, CancellationToken cancellation) => Did($"{motor} {value}");

    public ValueTask SetLight(double value, CancellationToken cancellation) => Did($"light {value}");

    public ValueTask SetTray(string tray, CancellationToken cancellation) => Did($"tray {tray}");

    public ValueTask DumpSample(CancellationToken cancellation) => Did("dump");

    private bool IsSilent => After >= Silent.From && After < Silent.To;

    private ValueTask Did(string what, ExtractionDeviceStatus? state = null)
    {
        if (IsSilent)
            throw new TimeoutException("silent");
        Calls.Enqueue((time.GetUtcNow(), what));
        State = state ?? State;
        return ValueTask.CompletedTask;
    }
}
