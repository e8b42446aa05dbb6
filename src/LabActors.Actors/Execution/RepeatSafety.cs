using LabActors.Actors.Lines;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Execution;

/// <summary>
/// Which requests to devices may be sent twice. Absolute settings and readings may; what starts something, spends gas or drops a sample may
/// not: when its answer is lost, nobody knows whether it happened, and doing it again would make it happen twice.
/// </summary>
internal static class RepeatSafety
{
    private static readonly HashSet<string> Safe = new(StringComparer.Ordinal)
    {
        "prepare", "warmup", "set_tray", "set_light", "set_xy", "set_motor_lock", "set_pid_parameters", "set_reprate", "check_reached_setpoint",
    };

    /// <summary>The id of a request whose answer is waited for; null for those that pass straight on.</summary>
    public static string? IdOf(object request) => request switch
    {
        ReadIntensities or ReadStatus or ReadLoading or ReadSettings or ReadTemperature { Sample: true } => null,
        ICryostatCommand c => c.CommandId,
        ISpectrometerCommand c => c.CommandId,
        IExtractionCommand c => c.CommandId,
        ExtractionLineProtocol.ReadPressure p => p.CommandId,
        _ => null,
    };

    /// <summary>True for what is absolute or only reads.</summary>
    public static bool MayBeRepeated(object request) => request switch
    {
        RawCommand or ExecutePattern => false,
        Perform p => Safe.Contains(p.Action),
        ISpectrometerCommand or IExtractionCommand or ICryostatCommand or ExtractionLineProtocol.ReadPressure => true,
        _ => false,
    };

    /// <summary>The request in words.</summary>
    public static string NameOf(object request) => request switch
    {
        Perform p => p.Action,
        ExtractionLineProtocol.ReadPressure p => $"pressure {p.Controller} {p.Gauge}",
        PositionMagnet m => $"magnet to {m.Position} on {m.Detector}",
        MoveTo m => $"move to {m.Position}",
        SetOutput o => $"output {o.Value} {o.Units}".TrimEnd(),
        SetEnabled e => e.On ? "enable" : "disable",
        _ => request.GetType().Name,
    };
}
