using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.ExtractionEvents;

namespace LabActors.Core.Reduction;

/// <summary>
/// What happened in a run's extraction: the fold of <see cref="Journal.Events.ExtractionEvents"/>. What was asked for (value, units, duration, pattern, tray,
/// load, weight, comment ...) is the run's <see cref="RunRecord.Spec"/>.
/// </summary>
public sealed record ExtractionRecord
{
    /// <summary>Before anything happened.</summary>
    public static ExtractionRecord Empty { get; } = new();

    /// <summary>Positions in the order in which they were reached.</summary>
    public ImmutableList<PositionReached> Positions { get; init; } = [];

    /// <summary>Requested output over time.</summary>
    public ImmutableList<OutputSet> Outputs { get; init; } = [];

    /// <summary>Output and temperature over time, while a script recorded them.</summary>
    public ImmutableList<ResponseSampled> Response { get; init; } = [];

    public ImmutableList<CryoTemperatureSampled> CryoTemperatures { get; init; } = [];

    /// <summary>Shots of this run, of pipettes and pipette systems.</summary>
    public ImmutableList<ShotTaken> Shots { get; init; } = [];

    /// <summary>Shots that each pipette of the line had ever given when the run was saved.</summary>
    public ImmutableDictionary<string, int> PipetteCounts { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Pictures and films that scripts asked for, taken or not.</summary>
    public ImmutableList<MediaRequested> Media { get; init; } = [];

    /// <summary>Values that scripts stored (<c>manometer_pressure0</c> ...).</summary>
    public ImmutableDictionary<string, JsonElement> Context { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>The record after one more event; events of others leave it as it is.</summary>
    public ExtractionRecord Apply(IJournalEvent happened) => happened switch
    {
        PositionReached e => this with { Positions = Positions.Add(e) },
        OutputSet e => this with { Outputs = Outputs.Add(e) },
        ResponseSampled e => this with { Response = Response.Add(e) },
        CryoTemperatureSampled e => this with { CryoTemperatures = CryoTemperatures.Add(e) },
        ShotTaken e => this with { Shots = Shots.Add(e) },
        PipetteCountsRead e => this with { PipetteCounts = e.Counts },
        MediaRequested e => this with { Media = Media.Add(e) },
        ExtractionContextNoted e => this with { Context = Context.SetItem(e.Name, e.Value) },
        _ => this,
    };
}
