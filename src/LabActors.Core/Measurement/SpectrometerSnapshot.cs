using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;

namespace LabActors.Core.Measurement;

/// <summary>A spectrometer as it is kept: its last move of the magnet, and every correction of its field table, since each shifts what the ones before it made.</summary>
public sealed record SpectrometerSnapshot(
    string Build,
    InstrumentEvents.MagnetMoveBegan? Move,
    ImmutableArray<InstrumentEvents.FieldTableUpdated> Corrections) : IJournalSnapshot;
