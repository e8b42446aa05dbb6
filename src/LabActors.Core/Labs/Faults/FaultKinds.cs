using System.Collections.Immutable;

namespace LabActors.Core.Labs.Faults;

/// <summary>Every kind of fault; docs/simulate.md tells of each. Those of instruments have the names of their simulators' (a test holds the two together).</summary>
public static class FaultKinds
{
    private const string Valve = "the valve";
    private const string Channel = "the channel";
    private const string Command = "the command";

    /// <summary>The cable is out.</summary>
    public const string LinkDown = "link-down";

    /// <summary>The box has no power, and has forgotten what it held in memory when it comes back.</summary>
    public const string PowerLoss = "power-loss";

    /// <summary>A tank has less gas than it had.</summary>
    public const string SaggingTank = "sagging-tank";

    /// <summary>All kinds.</summary>
    public static ImmutableArray<FaultKind> All { get; } =
    [
        new(LinkDown, "the cable is out, or the adaptor: a serial port is gone, a socket refuses") { Target = FaultTarget.DeviceOrPort },
        OfCable("silent", "nothing comes back, and a connection stays open"),
        OfCable("late", "answers come later") with { Seconds = "by how many", Required = ["seconds"] },
        OfCable("slow", "bytes come one by one") with { Seconds = "between two bytes", Required = ["seconds"] },
        OfCable("noise", "stray bytes come before an answer") with { Text = "the bytes; three of no meaning" },
        OfCable("garbled", "the middle byte of an answer is changed") with { Value = "the bits that are changed; 64", Least = 1, Most = 255 },
        OfCable("wrong-checksum", "the check bytes of an answer are wrong"),
        OfCable("truncated", "only the first bytes of an answer come") with { Value = "how many; half of them", Least = 0 },
        OfCable("split", "an answer comes in pieces") with { Value = "how many; 3", Least = 2, Seconds = "between two pieces; 0.05" },
        OfCable("doubled", "an answer comes twice") with { Seconds = "how much later the second time; 0" },
        OfCable("echo", "what is sent comes back before the answer"),
        Counted("busy", "it says that it is busy, and does nothing") with { Part = Command },
        Counted("refused", "it refuses, and does nothing") with { Part = Command, Text = "the error; its most general one" },
        Counted("out-of-range", "it shows a value whatever is so") with { Part = Channel, Value = "what it shows", Required = ["value"] },
        new("stuck-valve", "the valve stays where it is; what drives it is switched all the same") { Part = Valve },
        new("slow-valve", "the valve takes its time to move") { Part = Valve, Seconds = "how long", Required = ["seconds"] },
        new("stuck-relay", "the relay does not switch, and says so when it is asked") { Part = Valve },
        new("both-indicators-on", "both indicators of a valve are on") { Part = Valve },
        new("both-indicators-off", "neither indicator of a valve is on") { Part = Valve },
        new("locked", "somebody at the server has locked the valve") { Part = Valve },
        Counted("gauge-off", "the gauge is off") with { Part = Channel, Text = "what the controller says instead" },
        new("sensor-open", "the thermocouple is open") { Part = Channel },
        new("interlock-open", "an interlock of the laser is open: it is told, not obeyed") { Value = "which, as bits; 1", Least = 1, Most = 255 },
        new("coolant-hot", "the coolant is too hot, or does not flow"),
        new("frozen", "the same scan is said again and again"),
        new("no-data", "there is no scan"),
        new("decimal-comma", "numbers have a comma, as on a German computer"),
        Counted("stray-event", "an event comes between a command and its reply") with { Text = "the event" },
        Counted("acknowledged", "a query's answer has an acknowledgement before it"),
        Counted("missing-value", "scans lack their last value"),
        Counted("missing-end", "the end of an acquisition is not told"),
        new("stuck-axis", "the axis does not move") { Part = "the axis" },
        new(PowerLoss, "the box has no power, and has forgotten what it held in memory when it comes back") { Target = FaultTarget.DeviceOrPort },
        new(SaggingTank, "a tank has less gas than it had") { Target = FaultTarget.Volume, Value = "the share that is left", Least = 0, Most = 1, Required = ["value"], IsOnce = true },
    ];

    /// <summary>A kind by its name; null when there is none.</summary>
    public static FaultKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    private static FaultKind OfCable(string name, string meaning) => new(name, meaning) { Target = FaultTarget.DeviceOrPort, OfRequests = true, IsCounted = true };

    private static FaultKind Counted(string name, string meaning) => new(name, meaning) { IsCounted = true };
}
