using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>How a simulated device's answers become those of a port: at once, and refusals as the ports refuse.</summary>
internal static class Answers
{
    /// <summary>Does what was asked.</summary>
    public static ValueTask Do(Action act, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellation);
        }

        try
        {
            act();
            return ValueTask.CompletedTask;
        }
        catch (SimulationRefusalException refusal)
        {
            return ValueTask.FromException(new DeviceRefusedException(refusal.Device, refusal.Reason));
        }
    }

    /// <summary>Answers what was asked.</summary>
    public static ValueTask<T> Ask<T>(Func<T> ask, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellation);
        }

        try
        {
            return ValueTask.FromResult(ask());
        }
        catch (SimulationRefusalException refusal)
        {
            return ValueTask.FromException<T>(new DeviceRefusedException(refusal.Device, refusal.Reason));
        }
    }

    /// <summary>Answers with a good reading of the present instant.</summary>
    public static ValueTask<Reading<T>> Read<T>(Func<T> read, TimeProvider time, CancellationToken cancellation) =>
        Ask(() => new Reading<T>(read(), Quality.Good, time.GetUtcNow(), Simulated: true), cancellation);
}
