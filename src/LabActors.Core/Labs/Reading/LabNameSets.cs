namespace LabActors.Core.Labs.Reading;

/// <summary>All names that parts of a laboratory file refer to.</summary>
internal sealed class LabNameSets
{
    public NameSet Ports { get; } = new("port");

    public NameSet Devices { get; } = new("device");

    public NameSet Sections { get; } = new("section");

    public NameSet Volumes { get; } = new("volume");

    public NameSet Valves { get; } = new("valve");

    public NameSet Pipettes { get; } = new("pipette");

    public NameSet Pumps { get; } = new("pump");

    public NameSet Getters { get; } = new("getter");

    public NameSet Instruments { get; } = new("instrument");

    public NameSet ExtractionDevices { get; } = new("extraction device");

    public NameSet Cryostats { get; } = new("cryostat");

    public NameSet Heaters { get; } = new("heater");

    public NameSet Sensors { get; } = new("sensor");

    public NameSet Resources { get; } = new("resource");

    public NameSet Gases { get; } = new("gas");
}
