using System.Collections.Immutable;
using LabActors.Actors.Devices;
using LabActors.Actors.Execution;
using LabActors.Actors.Lines;
using LabActors.Core.Labs;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Instruments.InstrumentProtocol;
using static LabActors.Actors.Lab.EnvironmentProtocol;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>What requests to hardware mean between nodes: what they need, whether they may be repeated, how they are refused.</summary>
internal static class HardwareRules
{
    /// <summary>Only reads: nobody needs a lease to look.</summary>
    public static bool Reads(IHardwareRequest request) => request is GetValve or ReadPressure or Ping or GetLine or GetPipettes or PreviewValve or ReadStatus or ReadLoading or ReadTemperature or ReadEnvironment or Perform { Action: "check_reached_setpoint" };

    /// <summary>Closes, locks or switches off: never refused for want of a lease.</summary>
    public static bool MakesSafe(IHardwareRequest request) => request is Actuate { Open: false } or SetLock { Locked: true } or EnableValve { Enabled: false } or SetEnabled { On: false } or EndOutput or LeaveOff or MakeExtractionDeviceSafe;

    /// <summary>May be carried out again after the owner was started anew: the line answers what it has done from its journal, a device has none.</summary>
    public static bool OutlivesTheOwner(string target, IHardwareRequest request) => target == Line || Reads(request) || RepeatSafety.MayBeRepeated(request);

    /// <summary>What is leased by whoever asks for it; empty for what is nobody's lease.</summary>
    public static string ResourceOf(NodeHardware hardware, string target, IHardwareRequest request) => (target.Split(':', 2), request) switch
    {
        ([Line], Actuate a) => OfValve(hardware, a.Valve),
        ([Line], SetLock l) => OfValve(hardware, l.Valve),
        ([Line], StateManual m) => OfValve(hardware, m.Valve),
        ([Line], IValveRequest v) => OfValve(hardware, v.Valve),
        (["device", var name], _) when hardware.Lab.ExtractionDevices.FirstOrDefault(d => d.Name == name) is { } device => NodeHardware.ResourceOf(device),
        (["trap", var name], _) when hardware.Lab.Cryostats.FirstOrDefault(c => c.Name == name) is { } trap => hardware.ResourceOf(trap),
        _ => "",
    };

    /// <summary>The requester's id; empty where it has none.</summary>
    public static string IdOf(IHardwareRequest request) => request switch
    {
        Actuate a => a.CommandId,
        GetValve g => g.CommandId,
        SetLock l => l.CommandId,
        StateManual m => m.CommandId,
        ReadPressure p => p.CommandId,
        GetPipettes p => p.CommandId,
        IValveRequest v => v.CommandId,
        IExtractionCommand c => c.CommandId,
        ICryostatCommand c => c.CommandId,
        _ => "",
    };

    /// <summary>The request as another node gets it: the line remembers commands by their id, and journals who gave them.</summary>
    public static IHardwareRequest FromNode(string node, IHardwareRequest request) => request switch
    {
        Actuate a => a with { CommandId = $"{node}/{a.CommandId}", By = $"{a.By} on {node}" },
        SetLock l => l with { By = $"{l.By} on {node}" },
        StateManual m => m with { By = $"{m.By} on {node}" },
        IValveRequest v => v.As(v.Valve, $"{v.By} on {node}"),
        _ => request,
    };

    /// <summary>The answer as the asker knows it.</summary>
    public static IHardwareAnswer For(IHardwareRequest request, IHardwareAnswer answer) => answer switch
    {
        Actuated a => a with { CommandId = IdOf(request) },
        ActuationRefused r => r with { CommandId = IdOf(request) },
        _ => answer,
    };

    /// <summary>What it is, for people.</summary>
    public static string Words(string target, IHardwareRequest request) => request switch
    {
        Actuate a => $"valve {a.Valve}",
        GetValve g => $"valve {g.Valve}",
        SetLock l => $"valve {l.Valve}",
        StateManual m => $"valve {m.Valve}",
        IValveRequest v => $"valve {v.Valve}",
        ReadPressure p => $"gauge {p.Controller} {p.Gauge}",
        _ when target == Line => "the line",
        ReadEnvironment => "the sensors of the surroundings",
        _ => target.Split(':', 2)[^1],
    };

    /// <summary>How a request is refused that nobody answers, or that the gate does not let through.</summary>
    /// <param name="failure"><see cref="DeviceFailure.Definite"/> for what asking again would not change.</param>
    public static IHardwareAnswer Refuse(IHardwareRequest request, string reason, DeviceFailure failure, DateTimeOffset at) => request switch
    {
        Actuate a => new ActuationRefused(a.CommandId, a.Valve, failure == DeviceFailure.Definite ? Refusal.Fenced : Refusal.Fault, reason),
        GetValve g => new ValveIs(g.CommandId, g.Valve, "unknown", false, at),
        SetLock l => new ValveIs(l.CommandId, l.Valve, "unknown", !l.Locked, at),
        StateManual m => new ValveIs(m.CommandId, m.Valve, "unknown", false, at),
        EnableValve e => new ValveIs(e.CommandId, e.Valve, "unknown", false, at) { Disabled = e.Enabled, Failure = reason },
        RunSequence q => new SequenceIs(q.CommandId, q.Valve, reason),
        PreviewValve p => new PreviewIs(p.CommandId, p.Valve, reason, []),
        ReadPressure p => new PressureIs(p.CommandId, null, "missing", at, reason, failure),
        Ping => new Pinged(reason),
        GetLine => new LineIs([]),
        GetPipettes p => new PipettesAre(p.CommandId, ImmutableDictionary<string, int>.Empty),
        ReadEnvironment => new EnvironmentIs([]),
        _ => new Refused(IdOf(request), reason, failure),
    };

    private static string OfValve(NodeHardware hardware, string name) => hardware.Lab.FindValve(name) is { } valve ? NodeHardware.ResourceOf(valve) : "";
}
