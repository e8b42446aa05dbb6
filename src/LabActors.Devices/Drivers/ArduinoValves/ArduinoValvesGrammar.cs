using System.Collections.Immutable;
using System.Globalization;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.ArduinoValves;

/// <summary>The words of the Arduino valve box, and which pins belong to a valve.</summary>
public static class ArduinoValvesGrammar
{
    private static readonly ImmutableArray<int> Pins = [51, 48, 45, 42, 39, 36, 33, 30, 27, 24];

    /// <summary>The pin that moves a valve: of valves 0 to 9 by the box's wiring, above it is the pin itself.</summary>
    public static int Pin(string address)
    {
        var number = int.Parse(address, NumberStyles.None, CultureInfo.InvariantCulture);
        return number < Pins.Length ? Pins[number] : number;
    }

    /// <summary>The pin of the indicator that is on when the valve is open.</summary>
    public static int OpenIndicator(int pin) => pin - 1;

    /// <summary>The pin of the indicator that is on when the valve is closed.</summary>
    public static int ClosedIndicator(int pin) => pin - 2;

    /// <summary>Sets a pin; answered by <c>OK</c>.</summary>
    public static string Write(int pin, bool on) => string.Create(CultureInfo.InvariantCulture, $"w {pin} {(on ? 1 : 0)}\r\n");

    /// <summary>Reads a pin; answered by <c>0</c> or <c>1</c>.</summary>
    public static string Read(int pin) => string.Create(CultureInfo.InvariantCulture, $"r {pin}\r\n");

    /// <summary>What both indicators say together.</summary>
    public static ValveState StateOf(string openIndicator, string closedIndicator) => (openIndicator.Trim(), closedIndicator.Trim()) switch
    {
        ("1", "0") => ValveState.Open,
        ("0", "1") => ValveState.Closed,
        ("0", "0") => ValveState.Moving,
        ("1", "1") => ValveState.Fault,
        _ => ValveState.Unknown,
    };
}
