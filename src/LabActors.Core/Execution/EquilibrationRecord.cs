using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Execution;

/// <summary>An equilibration that the run has begun and that is its affair until the inlet is closed, whatever becomes of the script that asked for it.</summary>
/// <param name="Request">The command.</param>
/// <param name="Opened">The inlet is open since; null before.</param>
/// <param name="Closed">The inlet is closed since; null before.</param>
public sealed record EquilibrationRecord(CommandRequested Request, InletOpened? Opened, InletClosed? Closed);
