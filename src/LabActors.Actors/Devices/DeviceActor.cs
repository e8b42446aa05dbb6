using Akka.Actor;

namespace LabActors.Actors.Devices;

/// <summary>Starts device actors.</summary>
public static class DeviceActor
{
    /// <summary>A device actor over a port.</summary>
    /// <param name="name">The device's name, for words.</param>
    /// <param name="open">Opens the port; called again after a breakdown, so it gives a new one then. A disposable port is disposed.</param>
    /// <param name="options">Limits; <see cref="DeviceOptions.Default"/> when null.</param>
    /// <param name="polls">Values to be read at intervals.</param>
    public static Props Props<TPort>(
        string name, Func<TPort> open, DeviceOptions? options = null, IReadOnlyList<DevicePoll<TPort>>? polls = null)
        where TPort : class
    {
        var limits = options ?? DeviceOptions.Default;
        var polled = polls ?? [];
        return Akka.Actor.Props.Create(() => new DeviceActor<TPort>(name, open, limits, polled));
    }
}
