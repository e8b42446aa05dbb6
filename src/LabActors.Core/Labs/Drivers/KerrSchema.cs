using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Core.Labs.Drivers;

/// <summary>Kerr motors on a line of their own, and what a board says of those on its line.</summary>
public static class KerrSchema
{
    /// <summary>As <c>driver:</c> names it.</summary>
    public const string Name = "kerr";

    /// <summary>The highest address of a motor.</summary>
    public const int Highest = 6;

    /// <summary>What is said of each motor by its address.</summary>
    public static ImmutableArray<SettingSchema> Motors { get; } =
    [
        .. Enumerable.Range(1, Highest).SelectMany(n => new SettingSchema[]
        {
            new(Steps(n), SettingKind.Number, "counts of the encoder for each unit of position; negative where they count the other way (default 1)") { Min = -1e9, Max = 1e9 },
            new(Velocity(n), SettingKind.Number, "velocity as the motor takes it, 65536ths of a count in each tick (default 100000)") { Min = 1, Max = int.MaxValue },
            new(Acceleration(n), SettingKind.Number, "acceleration as the motor takes it (default 1000)") { Min = 1, Max = int.MaxValue },
        }),
    ];

    /// <summary>What the laboratory's file may say.</summary>
    public static DriverSchema Schema { get; } = new(Name, "Kerr PIC-Servo motors on a line of their own", DeviceRole.Motion, [PortKind.Serial, PortKind.Tcp])
    {
        Settings = Motors,
        ChannelProblem = (_, channel) => AddressProblem(channel),
    };

    /// <summary>Key of a motor's counts for each unit.</summary>
    public static string Steps(int address) => string.Create(CultureInfo.InvariantCulture, $"motor_{address}_counts");

    /// <summary>Key of a motor's velocity.</summary>
    public static string Velocity(int address) => string.Create(CultureInfo.InvariantCulture, $"motor_{address}_velocity");

    /// <summary>Key of a motor's acceleration.</summary>
    public static string Acceleration(int address) => string.Create(CultureInfo.InvariantCulture, $"motor_{address}_acceleration");

    /// <summary>What is wrong with a motor's address; null when nothing is.</summary>
    public static string? AddressProblem(string channel) =>
        int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out var address) && address is >= 1 and <= Highest
            ? null
            : $"found channel '{channel}', expected the address of a motor, 1 to {Highest}";
}
