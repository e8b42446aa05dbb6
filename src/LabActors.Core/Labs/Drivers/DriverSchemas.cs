using System.Collections.Immutable;

namespace LabActors.Core.Labs.Drivers;

/// <summary>Every device that a laboratory's file may name.</summary>
public static class DriverSchemas
{
    /// <summary>All, in the order of docs/devices.md.</summary>
    public static ImmutableArray<DriverSchema> All { get; } =
    [
        PychronValvesSchema.Schema,
        PychronLaserSchema.Schema,
        QtegraSchema.Schema,
        NgxSchema.Schema,
        Agilent34970aSchema.Schema,
        ProxrSchema.Schema,
        ArduinoValvesSchema.Schema,
        Mks937Schema.Schema,
        MicroIonSchema.Schema,
        MaxiGaugeSchema.Schema,
        EurothermSchema.Schema,
        WatlowSchema.Schema,
        LakeshoreSchema.Schema,
        FusionsSchema.Schema,
        KerrSchema.Schema,
        Uc2000Schema.Schema,
        Esp301Schema.Schema,
        HiPaceSchema.Schema,
    ];

    /// <summary>The schema of a driver; null when there is none of that name.</summary>
    public static DriverSchema? Find(string driver) => All.FirstOrDefault(s => s.Name == driver);
}
