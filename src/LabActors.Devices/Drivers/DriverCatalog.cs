using System.Collections.Immutable;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Drivers.Agilent34970a;
using LabActors.Devices.Drivers.ArduinoValves;
using LabActors.Devices.Drivers.Esp301;
using LabActors.Devices.Drivers.Eurotherm;
using LabActors.Devices.Drivers.Fusions;
using LabActors.Devices.Drivers.HiPace;
using LabActors.Devices.Drivers.Kerr;
using LabActors.Devices.Drivers.Lakeshore;
using LabActors.Devices.Drivers.MaxiGauge;
using LabActors.Devices.Drivers.MicroIon;
using LabActors.Devices.Drivers.Mks937;
using LabActors.Devices.Drivers.Ngx;
using LabActors.Devices.Drivers.Proxr;
using LabActors.Devices.Drivers.PychronLaser;
using LabActors.Devices.Drivers.PychronValves;
using LabActors.Devices.Drivers.Qtegra;
using LabActors.Devices.Drivers.Uc2000;
using LabActors.Devices.Drivers.Watlow;

namespace LabActors.Devices.Drivers;

/// <summary>The drivers by the name that <c>driver:</c> gives them; one for each <see cref="DriverSchemas"/>.</summary>
public static class DriverCatalog
{
    /// <summary>Makes a device's driver.</summary>
    public static ImmutableDictionary<string, Func<DriverContext, IDriver>> All { get; } = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new KeyValuePair<string, Func<DriverContext, IDriver>>[]
    {
        new(PychronValvesSchema.Name, context => new PychronValvesDriver(context)),
        new(PychronLaserSchema.Name, context => new PychronLaserDriver(context)),
        new(QtegraSchema.Name, context => new QtegraDriver(context)),
        new(NgxSchema.Name, context => new NgxDriver(context)),
        new(Agilent34970aSchema.Name, context => new Agilent34970aDriver(context)),
        new(ProxrSchema.Name, context => new ProxrDriver(context)),
        new(ArduinoValvesSchema.Name, context => new ArduinoValvesDriver(context)),
        new(Mks937Schema.Name, context => new Mks937Driver(context)),
        new(MicroIonSchema.Name, context => new MicroIonDriver(context)),
        new(MaxiGaugeSchema.Name, context => new MaxiGaugeDriver(context)),
        new(EurothermSchema.Name, context => new EurothermDriver(context)),
        new(WatlowSchema.Name, context => new WatlowDriver(context)),
        new(LakeshoreSchema.Name, context => new LakeshoreDriver(context)),
        new(FusionsSchema.Name, context => new FusionsDriver(context)),
        new(KerrSchema.Name, context => new KerrDriver(context)),
        new(Uc2000Schema.Name, context => new Uc2000Driver(context)),
        new(Esp301Schema.Name, context => new Esp301Driver(context)),
        new(HiPaceSchema.Name, context => new HiPaceDriver(context)),
    });
}
