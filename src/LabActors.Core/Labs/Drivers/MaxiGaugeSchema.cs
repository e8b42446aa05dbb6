namespace LabActors.Core.Labs.Drivers;

/// <summary>Pfeiffer, Leybold and Balzers MaxiGauges.</summary>
public static class MaxiGaugeSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "maxigauge";

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Pfeiffer MaxiGauge TPG 256A, TPG 26x, TPG 36x", DeviceRole.Gauges, [PortKind.Serial, PortKind.Tcp])
    {
        Settings = [GaugeSettings.UnitsSchema],
        ChannelProblem = (_, channel) => channel is ['1' or '2' or '3' or '4' or '5' or '6'] ? null : $"found channel '{channel}', expected 1 to 6",
    };
}
