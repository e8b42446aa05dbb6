using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;

namespace LabActors.Core.Replay;

/// <summary>What extraction devices and spectrometers were told last, as the runs' journals and the safe states tell it.</summary>
public sealed record CommandedDevices
{
    // What the steps of safe states end with and begin with (`NAME off`, `extraction device off`).
    private const string Off = " off";
    private const string OfRun = "extraction device off";

    /// <summary>Nothing was told to anything.</summary>
    public static CommandedDevices None { get; } = new();

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, CommandedDevice> Extraction { get; init; } = ImmutableSortedDictionary.Create<string, CommandedDevice>(StringComparer.Ordinal);

    /// <summary>By instrument.</summary>
    public ImmutableSortedDictionary<string, CommandedSpectrometer> Spectrometers { get; init; } = ImmutableSortedDictionary.Create<string, CommandedSpectrometer>(StringComparer.Ordinal);

    internal CommandedDevices Apply(LabState lab, RecordedEvent e)
    {
        if (e.Event is SafetyEvents.SafeStepsTaken taken)
        {
            return taken.Steps.Where(s => s.Done && s.What.EndsWith(Off, StringComparison.Ordinal))
                .Aggregate(this, (known, s) => known.SwitchedOff(s.What[..^Off.Length], "safe state of the laboratory", taken.At));
        }

        return Sources.KindOf(e.Source) == SourceKind.Run && lab.Runs.GetValueOrDefault(e.Source)?.Started is { } run ? OfItsRun(run, e.Event) : this;
    }

    private CommandedDevices OfItsRun(RunEvents.RunStarted run, IJournalEvent fact) => fact switch
    {
        OutputSet o => With(run.ExtractionDevice, d => d with { Output = o.Value, Units = o.Units, OutputBy = $"{run.RunId}, {o.Command}", OutputAt = o.At }),
        PositionReached p => With(run.ExtractionDevice, d => d with { Position = p.Position, PositionAt = p.At }),
        RunEvents.SafeStateReached s when s.Steps.Any(step => step.What == OfRun && step.Done) => SwitchedOff(run.ExtractionDevice, $"safe state of {run.RunId}", s.At),
        MagnetPositioned m => With(run, s => s with { Magnet = m }),
        IntegrationTimeChanged i => With(run, s => s with { IntegrationSeconds = i.Seconds }),
        DetectorsActivated d => With(run, s => s with { Detectors = d.Detectors }),
        IsotopesAssigned i => With(run, s => s with { IsotopeOfDetector = i.IsotopeOfDetector }),
        _ => this,
    };

    private CommandedDevices SwitchedOff(string device, string by, DateTimeOffset at) =>
        With(device, d => d with { Output = 0, OutputBy = by, OutputAt = at });

    private CommandedDevices With(string device, Func<CommandedDevice, CommandedDevice> change) => device.Length == 0
        ? this
        : this with { Extraction = Extraction.SetItem(device, change(Extraction.GetValueOrDefault(device) ?? CommandedDevice.Untold(device))) };

    private CommandedDevices With(RunEvents.RunStarted run, Func<CommandedSpectrometer, CommandedSpectrometer> change) => this with
    {
        Spectrometers = Spectrometers.SetItem(
            run.Instrument, change(Spectrometers.GetValueOrDefault(run.Instrument) ?? CommandedSpectrometer.Untold(run.Instrument)) with { By = run.RunId }),
    };
}
