using System.Collections.Immutable;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Assemblies;

/// <summary>A laser's board that does as it is told, unless it is silent.</summary>
internal sealed class FakeBoard : ILaserPort
{
    public List<string> Calls { get; } = [];

    public bool Silent { get; set; }

    public ImmutableArray<string> Interlocks { get; set; } = [];

    public double? Meter { get; set; }

    public bool? Tells { get; set; }

    public ValueTask Enable(CancellationToken cancellation) => Interlocks.IsEmpty ? Did("enable") : throw new DeviceRefusedException("board", "interlocks are open");

    public ValueTask Disable(CancellationToken cancellation) => Did("disable");

    public ValueTask SetPower(double percent, CancellationToken cancellation) => Did(FormattableString.Invariant($"power {percent}"));

    public ValueTask<Reading<LaserStatus>> ReadLaser(CancellationToken cancellation) => Silent
        ? throw new TimeoutException("silent")
        : ValueTask.FromResult(new Reading<LaserStatus>(new LaserStatus(Tells, Interlocks, Meter), Quality.Good, DateTimeOffset.UnixEpoch));

    private ValueTask Did(string what)
    {
        if (Silent)
            throw new TimeoutException("silent");
        Calls.Add(what);
        return ValueTask.CompletedTask;
    }
}
