using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Measurement;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Reduction;

/// <summary>Under which circumstances a run was measured: programs, surroundings, settings of the spectrometer, gaps, what scripts said of the data.</summary>
public sealed record RunCircumstances
{
    /// <summary>Before anything is known.</summary>
    public static RunCircumstances Empty { get; } = new();

    /// <summary>Node, versions, hash of the laboratory's file, seed; null in the record of a run that never started.</summary>
    public ProvenanceNoted? Provenance { get; init; }

    /// <summary>Of the extraction script's docstring; null when it gives none.</summary>
    public double? SensitivityMultiplier { get; init; }

    /// <summary>The surroundings at the start and at the save.</summary>
    public ImmutableList<EnvironmentRead> Environment { get; init; } = [];

    /// <summary>Settings of the spectrometer at the start and end of the measurement, each whole.</summary>
    public ImmutableList<SpectrometerSettingsRead> SpectrometerSettings { get; init; } = [];

    /// <summary>The settings that the measurement began with; null when there was none.</summary>
    public SpectrometerSettingsRead? SettingsAtStart => SpectrometerSettings.FirstOrDefault();

    /// <summary>Devices that did not answer, in the order in which they fell silent; <c>EndedAfterSeconds</c> is null where they never came back.</summary>
    public ImmutableList<Gap> Gaps { get; init; } = [];

    /// <summary>The action of the last whiff, empty when its conditionals did not hold; null when there was no whiff.</summary>
    public string? WhiffResult { get; init; }

    /// <summary>
    /// The scalar that a script asked intensities to be multiplied by; null when none did. It was not applied: every intensity of the record is as measured.
    /// </summary>
    public double? IntensityScalarRequested { get; init; }

    /// <summary>The circumstances after one more event; events of others leave them as they are.</summary>
    public RunCircumstances Apply(IJournalEvent happened) => happened switch
    {
        ProvenanceNoted e => this with { Provenance = e },
        SensitivityMultiplierRead e => this with { SensitivityMultiplier = e.Multiplier },
        EnvironmentRead e => this with { Environment = Environment.Add(e) },
        SpectrometerSettingsRead e => this with { SpectrometerSettings = SpectrometerSettings.Add(e with { Settings = e.Settings ?? Known(e.Sha1) }) },
        DeviceUnavailable e => this with { Gaps = Gaps.Add(new Gap(e.At, e.Device, e.Command, e.Reason, null)) },
        DeviceAvailable e => Closed(e),
        WhiffEnded e => this with { WhiffResult = e.Action },
        Journal.Events.MeasurementEvents.IntensityScalarRequested e => this with { IntensityScalarRequested = e.Scalar },
        _ => this,
    };

    private SpectrometerSettings? Known(string sha1) => SpectrometerSettings.LastOrDefault(s => s.Sha1 == sha1)?.Settings;

    private RunCircumstances Closed(DeviceAvailable e)
    {
        var index = Gaps.FindLastIndex(g => g.Device == e.Device && g.Command == e.Command && g.EndedAfterSeconds is null);
        return index < 0 ? this : this with { Gaps = Gaps.SetItem(index, Gaps[index] with { EndedAfterSeconds = e.GapSeconds }) };
    }

    /// <summary>A time in which a device did not answer.</summary>
    public sealed record Gap(DateTimeOffset At, string Device, string Command, string Reason, double? EndedAfterSeconds);
}
