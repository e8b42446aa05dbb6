using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Core.Lines;

/// <summary>How a valve is told to open and close, and what its read-backs mean: addresses, inverted logic, two actuators.</summary>
public static class ValveWiring
{
    /// <summary>
    /// The commands that move it, in their order. A double valve is driven by its first actuator and then let go by its second, so that it is held at every moment.
    /// </summary>
    public static ImmutableArray<ValveStep> Steps(ValveDefinition valve, bool open)
    {
        if (valve.Kind != ValveKind.Double)
            return [new ValveStep(valve.Address, open != valve.Inverted, TimeSpan.Zero)];
        var (opens, closes) = Both(valve.Address);
        return open
            ? [new ValveStep(opens, !valve.Inverted, TimeSpan.Zero), new ValveStep(closes, valve.Inverted, valve.OpenDelay)]
            : [new ValveStep(closes, !valve.Inverted, TimeSpan.Zero), new ValveStep(opens, valve.Inverted, valve.CloseDelay)];
    }

    /// <summary>The device that reads it.</summary>
    public static string ReadDevice(ValveDefinition valve) => valve.StateDevice.Length > 0 ? valve.StateDevice : valve.Device;

    /// <summary>The addresses that are read there: one, or the two actuators of a double valve that has no indicator of its own.</summary>
    public static ImmutableArray<string> ReadAddresses(ValveDefinition valve)
    {
        var address = valve.StateAddress.Length > 0 ? valve.StateAddress : valve.Address;
        return valve.Kind == ValveKind.Double && address.Contains(',', StringComparison.Ordinal) ? [Both(address).First, Both(address).Second] : [address];
    }

    /// <summary>What the readings mean, in the order of <see cref="ReadAddresses"/>.</summary>
    public static ValveStand Stand(ValveDefinition valve, ImmutableArray<ValveStand> read)
    {
        var inverted = valve.StateInverted != (valve.Inverted && IsReadAtItsRelay(valve));
        if (read is not [var opens, var closes])
            return Turned(read.IsEmpty ? ValveStand.Unknown : read[0], inverted);
        return (Turned(opens, inverted), Turned(closes, inverted)) switch
        {
            (ValveStand.Open, ValveStand.Closed) => ValveStand.Open,
            (ValveStand.Closed, ValveStand.Open) => ValveStand.Closed,
            (ValveStand.Open, ValveStand.Open) or (ValveStand.Fault, _) or (_, ValveStand.Fault) => ValveStand.Fault,
            (ValveStand.Moving, _) or (_, ValveStand.Moving) => ValveStand.Moving,

            // Neither actuator is held, or one of them was not read: nobody knows where it stands.
            _ => ValveStand.Unknown,
        };
    }

    /// <summary>The two addresses of a double valve; null when a text does not hold two different ones.</summary>
    public static (string First, string Second)? Split(string address) =>
        address.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } first, { Length: > 0 } second] && first != second ? (first, second) : null;

    // A contact or an indicator of its own shows the valve, not the relay that moves it.
    private static bool IsReadAtItsRelay(ValveDefinition valve) =>
        (valve.StateDevice.Length == 0 || valve.StateDevice == valve.Device) && (valve.StateAddress.Length == 0 || valve.StateAddress == valve.Address);

    private static (string First, string Second) Both(string address) =>
        Split(address) ?? throw new InvalidOperationException($"'{address}' is not the address of a double valve");

    private static ValveStand Turned(ValveStand read, bool inverted) => (read, inverted) switch
    {
        (ValveStand.Open, true) => ValveStand.Closed,
        (ValveStand.Closed, true) => ValveStand.Open,
        _ => read,
    };
}
