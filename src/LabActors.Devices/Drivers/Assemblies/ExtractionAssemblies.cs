using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Assemblies;

/// <summary>Puts extraction devices together from the devices that a laboratory's file names.</summary>
public static class ExtractionAssemblies
{
    /// <summary>An extraction device; null where it names no device.</summary>
    /// <param name="driver">The driver of a device by name, the same each time.</param>
    /// <param name="time">For the rests of patterns, and instants.</param>
    /// <exception cref="IOException">A device that it names is none of the kind that is needed.</exception>
    public static IExtractionDevicePort? Of(ExtractionDeviceDefinition device, Func<string, IDriver> driver, TimeProvider time)
    {
        if (device.Device.Length == 0)
            return null;
        var main = driver(device.Device);
        if (main is IExtractionDevicePort whole)
            return whole;
        var stage = device.Stage.Length > 0 ? As<IMotionPort>(device.Stage, "a stage") : null;
        var tray = new TrayStage(device, stage, name => name.Length > 0 ? As<IMotionPort>(name, "what moves a motor") : null);
        return main switch
        {
            ILaserPort laser => new LaserAssembly(device, laser, device.Power.Length > 0 ? As<ILaserPort>(device.Power, "the power supply of a laser") : null, tray, time),
            ITemperaturePort controller => new FurnaceAssembly(device, controller, tray, time),
            _ => throw new IOException($"{device.Device} cannot be used as {device.Name}: it is neither a laser nor a temperature controller"),
        };

        T As<T>(string name, string what)
            where T : class => driver(name) as T ?? throw new IOException($"{name} cannot be used as {what} of {device.Name}");
    }
}
