namespace LabActors.Core.Journal.Events;

/// <summary>What an instrument keeps over a restart.</summary>
public static class InstrumentEvents
{
    /// <summary>A peak center found where an isotope falls on a detector; the field table follows it from here.</summary>
    /// <param name="Dac">V.</param>
    /// <param name="Simulated">Found on a simulated spectrometer.</param>
    public sealed record FieldTableUpdated(DateTimeOffset At, string Isotope, string Detector, double Dac, bool Simulated = false) : IJournalEvent;

    /// <summary>The magnet is about to be moved (intent): a move that an outage cut off is finished, with its settling time and what it protects.</summary>
    /// <param name="Before">Where it stood, V; null when that could not be read.</param>
    /// <param name="Dac">Where it goes, V.</param>
    public sealed record MagnetMoveBegan(DateTimeOffset At, string CommandId, double? Before, double Dac) : IJournalEvent;
}
