using System.Collections.Immutable;

namespace LabActors.Core.Labs.Drivers;

/// <summary>What a laboratory's file may say of a device of one kind; the driver itself is in LabActors.Devices.</summary>
/// <param name="Name">As <c>driver:</c> names it.</param>
/// <param name="Title">Maker and models.</param>
/// <param name="Roles">What it can be.</param>
/// <param name="Ports">Ports that it may be connected to.</param>
public sealed record DriverSchema(string Name, string Title, DeviceRole Roles, ImmutableArray<PortKind> Ports)
{
    /// <summary>The settings that it understands.</summary>
    public ImmutableArray<SettingSchema> Settings { get; init; } = [];

    /// <summary>Whether several may share a port, each by its address.</summary>
    public bool SharesBus { get; init; }

    /// <summary>What is wrong with an address of the device itself; null when nothing is. The default takes any.</summary>
    public Func<string, string?> AddressProblem { get; init; } = _ => null;

    /// <summary>What is wrong with the address of a valve, the channel of a gauge, heater or motor at this device; null when nothing is.</summary>
    public Func<DeviceRole, string, string?> ChannelProblem { get; init; } = (_, _) => null;

    /// <summary>Integration times that it knows, s; empty for any.</summary>
    public ImmutableArray<double> IntegrationTimes { get; init; } = [];
}
