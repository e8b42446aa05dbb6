using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Assemblies;

/// <summary>A stage that moves until it is told to have arrived.</summary>
internal sealed class FakeStage : IMotionPort
{
    private readonly HashSet<string> _moving = [];

    public List<string> Calls { get; } = [];

    public Dictionary<string, double> Positions { get; } = new() { ["x"] = 0, ["y"] = 0 };

    public string Stuck { get; set; } = "";

    public bool Silent { get; set; }

    public void Arrive() => _moving.Clear();

    public ValueTask MoveAxis(string axis, double position, CancellationToken cancellation)
    {
        if (Silent)
            throw new TimeoutException("silent");
        Calls.Add(FormattableString.Invariant($"{axis} {Math.Round(position, 6)}"));
        Positions[axis] = position;
        _moving.Add(axis);
        return ValueTask.CompletedTask;
    }

    public ValueTask<Reading<bool>> ReadMoving(string axis, CancellationToken cancellation) => ValueTask.FromResult(Stuck.Length > 0
        ? new Reading<bool>(false, Quality.Fault, DateTimeOffset.UnixEpoch) { Word = Stuck }
        : new Reading<bool>(_moving.Contains(axis), Quality.Good, DateTimeOffset.UnixEpoch));

    public ValueTask<Reading<double>> ReadPosition(string axis, CancellationToken cancellation) =>
        ValueTask.FromResult(new Reading<double>(Positions[axis], Quality.Good, DateTimeOffset.UnixEpoch));

    public ValueTask Stop(CancellationToken cancellation)
    {
        Calls.Add("stop");
        _moving.Clear();
        return ValueTask.CompletedTask;
    }

    /// <summary>Axes that were switched on and not sent home.</summary>
    public HashSet<string> Lost { get; } = [];

    public ValueTask Home(string axis, CancellationToken cancellation)
    {
        Calls.Add($"home {axis}");
        _moving.Add(axis);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> IsLost(string axis, CancellationToken cancellation) => ValueTask.FromResult(Lost.Contains(axis));

    public ValueTask EndHome(string axis, CancellationToken cancellation)
    {
        Calls.Add($"at home {axis}");
        Lost.Remove(axis);
        return ValueTask.CompletedTask;
    }
}
