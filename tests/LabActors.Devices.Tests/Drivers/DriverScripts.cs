using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Tests.Transports;

namespace LabActors.Devices.Tests.Drivers;

/// <summary>What tests of drivers share.</summary>
internal static class DriverScripts
{
    /// <summary>The driver that the catalog makes of the device, as one of its ports.</summary>
    public static T Driver<T>(this ScriptedDevice device) => (T)DriverCatalog.All[device.Context.Device.Driver](device.Context);

    /// <summary>The request is not answered, once.</summary>
    public static void Silent(this ScriptedTransport wire, string request) => wire.On(request, Array.Empty<(double, string)>());

    /// <summary>The request is answered when nobody waits any more for it or its repetition, which is not answered.</summary>
    public static void Late(this ScriptedTransport wire, string request, string answer)
    {
        wire.On(request, [(3.5, answer)]);
        wire.Silent(request);
    }

    /// <summary>A laboratory with gauges at the device that is tried.</summary>
    public static LabDefinition LabWithGauges(params (string Name, string Channel, PressureUnit Units)[] gauges) => new()
    {
        Name = "test",
        Gauges = [.. gauges.Select(g => new GaugeDefinition("device", g.Name, "bone", g.Units, []) { Device = "device", Channel = g.Channel })],
    };
}
