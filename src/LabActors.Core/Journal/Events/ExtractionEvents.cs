using System.Collections.Immutable;
using System.Text.Json;

namespace LabActors.Core.Journal.Events;

/// <summary>What a run journals of its extraction: where it went, what it asked of the device, what the device gave, which gas was let in.</summary>
public static class ExtractionEvents
{
    /// <summary>The extraction device stands at a position of its tray, or at coordinates.</summary>
    /// <param name="Position">As the script named it: a hole, or <c>x,y[,z]</c>.</param>
    /// <param name="X">Stage coordinate, mm; null where only the hole is known.</param>
    /// <param name="IsDegas">The run degasses this position and measures nothing of it.</param>
    public sealed record PositionReached(DateTimeOffset At, string Position, double? X, double? Y, double? Z, bool IsDegas, bool Simulated = false) : IJournalEvent;

    /// <summary>The device took a new output.</summary>
    /// <param name="Units"><c>watts, percent, temp</c> ...; empty where the device's own unit is meant.</param>
    /// <param name="Command">The script's command: <c>extract, ramp, fire_laser, end_extract, disable</c>.</param>
    public sealed record OutputSet(DateTimeOffset At, double Value, string Units, string Command, bool Simulated = false) : IJournalEvent;

    /// <summary>One sample of a response recording (<c>start_response_recorder</c>).</summary>
    /// <param name="Output">The output that the device reports, in <paramref name="Units"/>; null when it gave none. What was asked of it is <see cref="OutputSet"/>.</param>
    /// <param name="TemperatureCelsius">Pyrometer or thermocouple; null where the device has none or it gave nothing.</param>
    /// <param name="Quality"><c>good, stale, missing, fault</c>.</param>
    public sealed record ResponseSampled(DateTimeOffset At, double? Output, string Units, double? TemperatureCelsius, string Quality, bool Simulated = false) : IJournalEvent;

    /// <summary>A sample of a cold trap's temperature (<c>start_cryo_recorder</c>).</summary>
    /// <param name="Kelvin">Null when the trap gave none.</param>
    public sealed record CryoTemperatureSampled(DateTimeOffset At, string Cryostat, double? Kelvin, string Quality, bool Simulated = false) : IJournalEvent;

    /// <summary>A shot was let into the line.</summary>
    /// <param name="Pipette">Name of the pipette, or <c>system shot</c> of a pipette system that loads by itself.</param>
    /// <param name="Count">Shots that this pipette has ever given, this one included; null where nobody counts them.</param>
    /// <param name="Blank">The system went through the motions without gas.</param>
    public sealed record ShotTaken(DateTimeOffset At, string Pipette, int? Count, bool Blank, bool Simulated = false) : IJournalEvent;

    /// <summary>Shots that each pipette of the line has ever given.</summary>
    public sealed record PipetteCountsRead(DateTimeOffset At, ImmutableDictionary<string, int> Counts, bool Simulated = false) : IJournalEvent;

    /// <summary>A script asked for a picture or film.</summary>
    /// <param name="Kind"><c>snapshot, video, grain_polygon</c>.</param>
    /// <param name="File">Where it is; empty when none was taken.</param>
    /// <param name="Reason">Why none was taken; empty when one was.</param>
    public sealed record MediaRequested(DateTimeOffset At, string Kind, string Name, string File, string Reason) : IJournalEvent;

    /// <summary>The device has begun what takes its time and must not be begun twice: a pattern, the loading of a shot.</summary>
    public sealed record DeviceActionBegan(DateTimeOffset At, string Command, bool Simulated = false) : IJournalEvent;

    /// <summary>A value for the extraction context that is saved with the run (<c>store_manometer_pressure</c>).</summary>
    public sealed record ExtractionContextNoted(DateTimeOffset At, string Name, JsonElement Value) : IJournalEvent;
}
