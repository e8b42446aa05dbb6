using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Tests.Devices;

/// <summary>A valve box of which the test knows the truth.</summary>
public sealed class FakeValves(TimeProvider time) : IValveSwitch
{
    public ConcurrentQueue<string> Calls { get; } = [];

    public ConcurrentDictionary<string, ValveState> Truth { get; } = [];

    /// <summary>Valves that acknowledge and do not move.</summary>
    public ConcurrentDictionary<string, bool> Stuck { get; } = [];

    /// <summary>Valves whose read-back does not come.</summary>
    public ConcurrentDictionary<string, bool> Silent { get; } = [];

    /// <summary>Valves whose acknowledgement is lost although they move.</summary>
    public ConcurrentDictionary<string, bool> Mute { get; } = [];

    /// <summary>Valves whose command hangs until the test lets it go.</summary>
    public ConcurrentDictionary<string, TaskCompletionSource> Gates { get; } = [];

    /// <summary>What is read first, before the truth.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<ValveState>> Reads { get; } = [];

    /// <summary>Valves that the box does not have.</summary>
    public ConcurrentDictionary<string, bool> Absent { get; } = [];

    public async ValueTask Actuate(string valve, bool open, CancellationToken cancellation)
    {
        Calls.Enqueue($"{(open ? "open" : "close")} {valve}");
        if (Absent.ContainsKey(valve))
            throw new DeviceRefusedException("valves", $"has no channel {valve}");
        if (Gates.TryGetValue(valve, out var gate))
            await gate.Task;
        if (!Stuck.ContainsKey(valve))
            Truth[valve] = open ? ValveState.Open : ValveState.Closed;
        if (Mute.ContainsKey(valve))
            throw new TimeoutException("no acknowledgement");
    }

    public ValueTask<Reading<ValveState>> ReadState(string valve, CancellationToken cancellation)
    {
        Calls.Enqueue($"read {valve}");
        return Silent.ContainsKey(valve)
            ? throw new TimeoutException("no read-back")
            : ValueTask.FromResult(new Reading<ValveState>(
                Reads.TryGetValue(valve, out var reads) && reads.TryDequeue(out var first) ? first : Truth.GetValueOrDefault(valve, ValveState.Closed), Quality.Good, time.GetUtcNow()));
    }
}

public sealed class FakeGauge(TimeProvider time) : IGaugePort
{
    public Queue<double?> Pressures { get; } = new([2.0]);

    public ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation)
    {
        double? pressure;
        lock (Pressures)
            pressure = Pressures.Count > 1 ? Pressures.Dequeue() : Pressures.Peek();
        return pressure is { } value
            ? ValueTask.FromResult(new Reading<double>(value, Quality.Good, time.GetUtcNow()))
            : throw new TimeoutException("the gauge is silent");
    }

    /// <summary>It reads so from now on, whoever is reading it just now.</summary>
    public void Reads(double? pressure)
    {
        lock (Pressures)
        {
            Pressures.Clear();
            Pressures.Enqueue(pressure);
        }
    }
}

/// <summary>A spectrometer whose beams the test gives as a function of the DAC.</summary>
public sealed class FakeSpectrometer(TimeProvider time) : ISpectrometerPort
{
    public ConcurrentQueue<string> Calls { get; } = [];

    public Func<double, ImmutableDictionary<string, double>> Beams { get; set; } = _ => ImmutableDictionary<string, double>.Empty;

    public double Dac { get; set; } = 5;

    public bool Broken { get; set; }

    /// <summary>The connection is lost: every call fails.</summary>
    public bool Lost { get; set; }

    public HashSet<string> Protected { get; } = [];

    public bool BlanksForJumps { get; set; }

    public Action OnMoving { get; set; } = () => { };

    public Action OnExposed { get; set; } = () => { };

    public Func<double, DateTimeOffset?> Began { get; set; } = _ => null;

    /// <summary>What it says when it is asked whether its magnet moves; null then and when there is no more.</summary>
    public Queue<bool> Moving { get; } = [];

    public ValueTask<bool?> IsMagnetMoving(CancellationToken cancellation)
    {
        if (!BlanksForJumps)
            return ValueTask.FromResult<bool?>(null);
        Calls.Enqueue("moving?");
        OnMoving();
        if (Lost)
            throw new IOException("the connection is lost");
        return ValueTask.FromResult<bool?>(Moving.TryDequeue(out var moving) && moving);
    }

    public ValueTask<double> SetIntegrationTime(double seconds, CancellationToken cancellation) => ValueTask.FromResult(seconds);

    public ValueTask<Reading<IonIntensities>> ReadIntensities(CancellationToken cancellation) => Broken
        ? throw new TimeoutException("silence")
        : ValueTask.FromResult(new Reading<IonIntensities>(new IonIntensities(1, Beams(Dac)) { Began = Began(Dac) }, Quality.Good, time.GetUtcNow()));

    public ValueTask PositionMagnet(double dac, CancellationToken cancellation)
    {
        Calls.Enqueue("magnet");
        if (Broken)
            throw new TimeoutException("silence");
        Dac = dac;
        return ValueTask.CompletedTask;
    }

    public ValueTask<Reading<double>> ReadMagnet(CancellationToken cancellation) =>
        ValueTask.FromResult(new Reading<double>(Dac, Quality.Good, time.GetUtcNow()));

    public ValueTask SetDeflection(string detector, double value, CancellationToken cancellation)
    {
        Calls.Enqueue($"deflect {detector} {value}");
        return ValueTask.CompletedTask;
    }

    public ValueTask<Reading<double>> ReadDeflection(string detector, CancellationToken cancellation) =>
        ValueTask.FromResult(new Reading<double>(12.5, Quality.Good, time.GetUtcNow()));

    public ValueTask Protect(string detector, bool on, CancellationToken cancellation)
    {
        Calls.Enqueue($"{(on ? "protect" : "expose")} {detector}");
        if (Lost)
            throw new IOException("the connection is lost");
        _ = on ? Protected.Add(detector) : Protected.Remove(detector);
        if (!on)
            OnExposed();
        return ValueTask.CompletedTask;
    }

    public ValueTask Blank(bool on, CancellationToken cancellation)
    {
        Calls.Enqueue(on ? "blank" : "unblank");
        if (Lost)
            throw new IOException("the connection is lost");
        return ValueTask.CompletedTask;
    }

    public ValueTask SetParameter(string parameter, double value, CancellationToken cancellation)
    {
        Calls.Enqueue($"set {parameter} {value}");
        return ValueTask.CompletedTask;
    }

    public ValueTask<Reading<double>> ReadParameter(string parameter, CancellationToken cancellation) => throw new NotSupportedException();
}

/// <summary>A laser whose moves may hang until the test lets them go or they are cancelled.</summary>
public sealed class FakeLaser(TimeProvider time) : IExtractionDevicePort, IPipettePort
{
    private DateTimeOffset _patternEnd;
    private DateTimeOffset _idleFrom;

    public ConcurrentQueue<string> Calls { get; } = [];

    public ExtractionDeviceStatus State { get; set; } = new(false, 0, "watts", "", "", "");

    public TaskCompletionSource? MoveGate { get; set; }

    public TaskCompletionSource Moving { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Switching off is not acknowledged.</summary>
    public bool DisableFails { get; set; }

    public ValueTask Prepare(CancellationToken cancellation) => Did("prepare");

    public ValueTask Enable(CancellationToken cancellation) => Did("enable", State with { Enabled = true });

    public ValueTask Disable(CancellationToken cancellation) => DisableFails
        ? throw new TimeoutException("the interlock board is silent")
        : Did("disable", State with { Enabled = false, Output = 0, Pattern = "" });

    public ValueTask SetOutput(double value, string units, CancellationToken cancellation) => value > 0 && !State.Enabled
        ? throw new DeviceRefusedException("laser", "is not enabled")
        : Did($"output {value} {units}", State with { Output = value, Units = units });

    public ValueTask<Reading<ExtractionDeviceStatus>> ReadStatus(CancellationToken cancellation) => ValueTask.FromResult(new Reading<ExtractionDeviceStatus>(
        time.GetUtcNow() < _patternEnd ? State : State with { Pattern = "" }, Quality.Good, time.GetUtcNow()));

    public async ValueTask MoveTo(string position, bool autocenter, CancellationToken cancellation)
    {
        await Did($"move {position}");
        if (MoveGate is { } gate)
        {
            Moving.TrySetResult();
            await gate.Task.WaitAsync(cancellation);
        }
    }

    public ValueTask MoveAxis(char axis, double value, CancellationToken cancellation) => Did($"{axis} {value}");

    public ValueTask ExecutePattern(string pattern, CancellationToken cancellation)
    {
        _patternEnd = time.GetUtcNow() + TimeSpan.FromSeconds(60);
        return Did($"pattern {pattern}", State with { Pattern = pattern });
    }

    public ValueTask StopPattern(CancellationToken cancellation) => Did("stop pattern", State with { Pattern = "" });

    public ValueTask SetMotor(string motor, double value, CancellationToken cancellation) => Did($"{motor} {value}");

    public ValueTask SetLight(double value, CancellationToken cancellation) => Did($"light {value}");

    public ValueTask SetTray(string tray, CancellationToken cancellation) => Did($"tray {tray}");

    public ValueTask DumpSample(CancellationToken cancellation) => Did("dump");

    public ValueTask Load(string shot, bool blank, CancellationToken cancellation)
    {
        _idleFrom = time.GetUtcNow() + TimeSpan.FromSeconds(30);
        return Did($"load {shot} {blank}");
    }

    public ValueTask<Reading<bool>> ReadIdle(CancellationToken cancellation) =>
        ValueTask.FromResult(new Reading<bool>(time.GetUtcNow() >= _idleFrom, Quality.Good, time.GetUtcNow()));

    private ValueTask Did(string what, ExtractionDeviceStatus? state = null)
    {
        Calls.Enqueue(what);
        State = state ?? State;
        return ValueTask.CompletedTask;
    }
}
