using LabActors.Devices.Ports;

namespace LabActors.Actors.Tests.Safety;

/// <summary>A pump that runs; it may not stop when it is told to.</summary>
public sealed class FakePump : IPumpPort
{
    public bool Runs { get; private set; } = true;

    public bool Obeys { get; set; } = true;

    public ValueTask Run(bool on, CancellationToken cancellation)
    {
        Runs = Obeys ? on : Runs;
        return ValueTask.CompletedTask;
    }

    public ValueTask<Reading<PumpStatus>> ReadPump(CancellationToken cancellation) =>
        ValueTask.FromResult(new Reading<PumpStatus>(new PumpStatus(Runs, 1000, 1, ""), Quality.Good, DateTimeOffset.UnixEpoch));
}
