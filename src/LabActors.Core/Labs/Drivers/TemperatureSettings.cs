using System.Collections.Immutable;

namespace LabActors.Core.Labs.Drivers;

/// <summary>Settings that temperature controllers share.</summary>
public static class TemperatureSettings
{
    /// <summary>Key of the lowest reading that can be true, °C.</summary>
    public const string Min = "min_celsius";

    /// <summary>Key of the highest reading that can be true, and of the highest set point, °C.</summary>
    public const string Max = "max_celsius";

    /// <summary>Where the file says nothing, °C.</summary>
    public const double DefaultMin = -270;

    /// <summary>Where the file says nothing, °C.</summary>
    public const double DefaultMax = 2000;

    /// <summary>Both.</summary>
    public static ImmutableArray<SettingSchema> Schemas { get; } =
    [
        new(Min, SettingKind.Number, "the lowest reading that can be true, °C (default -270); lower is a sensor that is open") { Min = -273.15, Max = 3000 },
        new(Max, SettingKind.Number, "the highest reading that can be true, and the highest set point, °C (default 2000); higher is a sensor that is open") { Min = 0, Max = 3000 },
    ];
}
