using System.Collections.Immutable;

namespace LabActors.Devices.Drivers;

/// <summary>The drivers by the name that <c>driver:</c> gives them; one for each <see cref="Core.Labs.Drivers.DriverSchemas"/>.</summary>
public static class DriverCatalog
{
    /// <summary>Makes a device's driver.</summary>
    public static ImmutableDictionary<string, Func<DriverContext, IDriver>> All { get; } = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, Func<DriverContext, IDriver>>[]
    {
        new("pychron-valves", context => new PychronValves.PychronValvesDriver(context)),
        new("qtegra", context => new Qtegra.QtegraDriver(context)),
        new("agilent-34970a", context => new Agilent34970a.Agilent34970aDriver(context)),
        new("proxr", context => new Proxr.ProxrDriver(context)),
        new("arduino-valves", context => new ArduinoValves.ArduinoValvesDriver(context)),
    });
}
