namespace LabActors.Core.Journal.Events;

/// <summary>What an instrument keeps over a restart.</summary>
public static class InstrumentEvents
{
    /// <summary>A peak center found where an isotope falls on a detector; the field table follows it from here.</summary>
    /// <param name="Dac">V.</param>
    /// <param name="Simulated">Found on a simulated spectrometer.</param>
    public sealed record FieldTableUpdated(DateTimeOffset At, string Isotope, string Detector, double Dac, bool Simulated = false) : IJournalEvent;
}
