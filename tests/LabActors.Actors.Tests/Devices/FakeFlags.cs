using LabActors.Devices.Ports;

namespace LabActors.Actors.Tests.Devices;

/// <summary>The flags of an old master: anybody sets and clears them, nobody knows who, and one that is not pinged for a minute is cleared.</summary>
public sealed class FakeFlags(TimeProvider time) : IFlagPort
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _pinged = new(StringComparer.Ordinal);
    private readonly List<(string What, DateTimeOffset At)> _calls = [];

    /// <summary>The way to it is lost.</summary>
    public bool IsLost { get; set; }

    /// <summary>It compares before it sets, as LabActors does, and says who has it.</summary>
    public string RefusesToSet { get; set; } = "";

    /// <summary>What happens just before a flag is set.</summary>
    public Action? BeforeSet { get; set; }

    public (string What, DateTimeOffset At)[] Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public bool IsSet(string flag)
    {
        lock (_gate)
            return _pinged.TryGetValue(flag, out var at) && time.GetUtcNow() - at < TimeSpan.FromSeconds(60);
    }

    /// <summary>By another program, which pings it for good or not at all; or clears it.</summary>
    public void Set(string flag, bool on, bool forGood = true)
    {
        lock (_gate)
        {
            if (on)
                _pinged[flag] = forGood ? DateTimeOffset.MaxValue.AddDays(-1) : time.GetUtcNow();
            else
                _pinged.Remove(flag);
        }
    }

    public ValueTask<Reading<bool>> ReadFlag(string flag, CancellationToken cancellation)
    {
        Call($"read {flag}");
        return ValueTask.FromResult(new Reading<bool>(IsSet(flag), Quality.Good, time.GetUtcNow()));
    }

    public ValueTask SetFlag(string flag, bool on, CancellationToken cancellation)
    {
        BeforeSet?.Invoke();
        Call($"{(on ? "set" : "clear")} {flag}");
        if (on && RefusesToSet.Length > 0)
            throw new DeviceRefusedException("master", RefusesToSet);
        Set(flag, on, forGood: false);
        return ValueTask.CompletedTask;
    }

    public ValueTask Ping(string flag, CancellationToken cancellation)
    {
        Call($"ping {flag}");
        lock (_gate)
        {
            if (IsSet(flag) && _pinged[flag] < time.GetUtcNow())
                _pinged[flag] = time.GetUtcNow();
        }

        return ValueTask.CompletedTask;
    }

    private void Call(string what)
    {
        if (IsLost)
            throw new IOException("the port is lost");
        lock (_gate)
            _calls.Add((what, time.GetUtcNow()));
    }
}
