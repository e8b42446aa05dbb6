using LabActors.Core.Labs.Faults;

namespace LabActors.Simulator.Wire.Faults;

/// <summary>Faults as files and people write them, and as simulated instruments have them: <c>stuck-valve</c> is <see cref="WireFaultKind.StuckValve"/>.</summary>
public static class WireFaultWords
{
    /// <summary>What the instruments call a kind; null where it is not theirs: a cable that is out, a box without power, a tank.</summary>
    public static WireFaultKind? Kind(FaultKind kind) => Enum.TryParse<WireFaultKind>(kind.Name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var found) ? found : null;

    /// <summary>What an instrument is to have; null where it is not its own fault.</summary>
    public static WireFault? Of(PlannedFault fault) => Kind(fault.Kind) is not { } kind ? null : new WireFault(kind)
    {
        Part = fault.Part,
        Seconds = fault.Seconds ?? 0,
        Value = fault.Value,
        Text = fault.Text,
        Request = fault.Request,
        Count = fault.Count,
    };
}
