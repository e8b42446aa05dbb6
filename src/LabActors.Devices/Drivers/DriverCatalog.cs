using System.Collections.Immutable;

namespace LabActors.Devices.Drivers;

/// <summary>The drivers by the name that <c>driver:</c> gives them; one for each <see cref="Core.Labs.Drivers.DriverSchemas"/>.</summary>
public static class DriverCatalog
{
    /// <summary>Makes a device's driver.</summary>
    public static ImmutableDictionary<string, Func<DriverContext, IDriver>> All { get; } = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, Func<DriverContext, IDriver>>[]
    {
    });
}
